"""Share pictures that earlier builds drew, each behind its own checksum."""

import hashlib
from functools import cached_property
from pathlib import Path

from plugins.cards.draw import Pen
from plugins.parts.share_cards import ShareCard
from plugins.pictures.records import replaced

DIGEST = hashlib.sha256().digest_size


class Kept:
    """A folder of share pictures by their names; one that is not what was written is drawn anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[str] = set()

    def data(self, card: ShareCard) -> bytes:
        """The picture's bytes."""
        file = self.folder / card.name
        self.used.add(card.name)
        try:
            kept = file.read_bytes()
        except OSError:
            kept = b""
        data = kept[DIGEST:]
        if hashlib.sha256(data).digest() != kept[:DIGEST]:
            data = self._pen.drawn(card)
            replaced(file, hashlib.sha256(data).digest() + data)
        return data

    def prune(self) -> None:
        """Remove what this build has not used: it may name somebody who is to be named no more."""
        for file in self.folder.glob("*.png"):
            if file.name not in self.used:
                file.unlink(missing_ok=True)

    @cached_property
    def _pen(self) -> Pen:
        return Pen()
