"""What a run keeps for the next: values in a few files, each of them whole or not there.

A shelf carries the hash of its bytes and is written by rename, so one that was cut short, changed
or made by other code counts as empty: it costs time, never correctness. Two builds at once each
write a whole shelf; the last one stays.
"""

import hashlib
import os
import pickle
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from newsroom.disk.atomic import write_atomically

HASH_BYTES = 32


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of shelves; `stamp` names the code that wrote them, and no other reads them.

    Without `reads` all shelves are found empty; what is written stays for the next run.
    """

    folder: Path
    stamp: str
    reads: bool = True

    def load(self, name: str) -> object | None:
        """What was put on a shelf; None when there is nothing that can be trusted."""
        if not self.reads:
            return None
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        said = memoryview(data)[HASH_BYTES:]
        if hashlib.sha256(said).digest() != data[:HASH_BYTES]:
            return None
        stamp, rest = bytes(said[:HASH_BYTES]), said[HASH_BYTES:]
        return pickle.loads(rest) if stamp == self._stamp() else None

    def save(self, name: str, value: object) -> None:
        """Put a value on a shelf; a disk that is full, or not ours to write, keeps nothing."""
        data = self._stamp() + pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            os.utime(self.folder)
            write_atomically(self.folder / name, hashlib.sha256(data).digest() + data)

    def _stamp(self) -> bytes:
        return hashlib.sha256(self.stamp.encode()).digest()


def kept_for(settings: Mapping[str, object]) -> tuple[Path, Path]:
    """Where a cache has what is kept of this content, and of this OUTPUT of it; both are used now.

    A folder that is only read has to be marked as used, or it would look as if it were not.
    """
    content = Path(settings["CACHE_PATH"]) / "site" / name_of(settings["PATH"], settings)
    output = content / "outputs" / name_of(settings["OUTPUT_PATH"], settings)
    with suppress(OSError):
        output.mkdir(parents=True, exist_ok=True)
        for folder in (content, output):
            os.utime(folder)
    return content, output


def forget_oldest(folder: Path, most: int) -> None:
    """Remove what was used longest ago in a folder of caches, when there is more than `most`."""
    with suppress(OSError):
        for old in sorted(folder.iterdir(), key=lambda one: -one.stat().st_mtime)[most:]:
            shutil.rmtree(old) if old.is_dir() else old.unlink()


def name_of(path: str, settings: Mapping[str, object]) -> str:
    """A name for a folder that is the same in every checkout: the way to it from the cache."""
    relative = os.path.relpath(path, settings["CACHE_PATH"])
    return hashlib.sha256(relative.encode()).hexdigest()[:12]
