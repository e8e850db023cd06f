"""What files said the last time, kept by the hash of their bytes, so that only new ones are read.

Files are kept in a number of shelves, so that one edit rewrites a small part of the whole.
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import partial

from newsroom.reading.file_reader import FileReader, Models, Reading
from newsroom.reading.files import File
from newsroom.site.store import Store
from newsroom.site.workers import shared_out

SHELVES = 32
Kept = dict[str, tuple[bytes, Reading]]


class ParseCache:
    """The readings of all files; `made` counts those that were read anew in the last run."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.kept: Kept = {}
        self.made = 0
        self.is_loaded = False

    def read(self, files: Sequence[File], models: Models) -> Iterable[Reading]:
        """What each file says, in their order."""
        self._load()
        prints, new = {}, []
        for file in files:
            # Read once: what is kept under a hash is what these very bytes say.
            data = file.where.read_bytes()
            prints[file.path] = _print(data)
            if self.kept.get(file.path, ("",))[0] != prints[file.path]:
                new.append((file, data))
        gone = self.kept.keys() - prints.keys()
        readings = list(shared_out(partial(_read, FileReader(models)), new))
        self.made = len(readings)
        for (file, _), reading in zip(new, readings, strict=True):
            self.kept[file.path] = (prints[file.path], reading)
        for path in gone:
            del self.kept[path]
        self._save({_shelf(path) for path in (*gone, *(file.path for file, _ in new))})
        return (self.kept[file.path][1] for file in files)

    def _load(self) -> None:
        if not self.is_loaded:
            for shelf in range(SHELVES):
                self.kept |= self.store.load(_name(shelf)) or {}
            self.is_loaded = True

    def _save(self, shelves: set[int]) -> None:
        """Write the shelves on which something has changed."""
        values: dict[int, Kept] = {shelf: {} for shelf in shelves}
        for path, value in self.kept.items():
            if (shelf := _shelf(path)) in values:
                values[shelf][path] = value
        for shelf, value in values.items():
            self.store.save(_name(shelf), value)


def _read(reader: FileReader, files: Sequence[tuple[File, bytes]]) -> list[Reading]:
    return [reader.read(file, data) for file, data in files]


def _print(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _shelf(path: str) -> int:
    return hashlib.blake2b(path.encode(), digest_size=1).digest()[0] % SHELVES


def _name(shelf: int) -> str:
    return f"readings-{shelf:02}"
