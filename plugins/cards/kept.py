"""Share pictures that earlier builds drew, each behind its own checksum."""

import hashlib
import os
from functools import cached_property
from pathlib import Path

from plugins.cards.draw import Pen
from plugins.parts.share_cards import ShareCard
from plugins.pictures.records import MOST_AGE, replaced

DIGEST = hashlib.sha256().digest_size


class Kept:
    """A folder of share pictures by their names; one that is not what was written is drawn anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def data(self, card: ShareCard) -> bytes:
        """The picture's bytes."""
        file = self.folder / card.name
        try:
            kept = file.read_bytes()
            os.utime(file)  # used: not to be pruned
        except OSError:
            kept = b""
        data = kept[DIGEST:]
        if hashlib.sha256(data).digest() != kept[:DIGEST]:
            data = self._pen.drawn(card)
            replaced(file, hashlib.sha256(data).digest() + data)
        return data

    def prune(self) -> None:
        """Remove what no build has used for as long as pictures are kept."""
        used = {file: file.stat().st_mtime for file in self.folder.glob("*.png")}
        newest = max(used.values(), default=0)
        for file, at in used.items():
            if newest - at > MOST_AGE:
                file.unlink(missing_ok=True)

    @cached_property
    def _pen(self) -> Pen:
        return Pen()
