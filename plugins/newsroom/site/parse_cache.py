"""Keeps what each content file says by the hash of its bytes, so that only changed files are read.

The files are divided between a number of cache files: an edit rewrites a small part of the cache.
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import partial

from newsroom.reading.file_reader import FileReader, FileResult, Models
from newsroom.reading.files import ContentFile
from newsroom.site.store import Store
from newsroom.site.workers import shared_out

CACHE_FILES = 32
# By the path of a file: the hash of its bytes, and what it says.
Readings = dict[str, tuple[bytes, FileResult]]


class ParseCache:
    """What all content files say; `made` counts the files that the last run read anew."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.readings: Readings = {}
        self.made = 0
        self.is_loaded = False

    def read(self, files: Sequence[ContentFile], models: Models) -> Iterable[FileResult]:
        """What each file says, in their order."""
        self._load()
        hashes, changed = {}, []
        for file in files:
            # Read once: what is kept under a hash is what these very bytes say.
            data = file.where.read_bytes()
            hashes[file.path] = _hash(data)
            cached = self.readings.get(file.path)
            if not cached or cached[0] != hashes[file.path]:
                changed.append((file, data))
        gone = self.readings.keys() - hashes.keys()
        new: list[FileResult] = list(shared_out(partial(_read, FileReader(models)), changed))
        self.made = len(new)
        for (file, _), reading in zip(changed, new, strict=True):
            self.readings[file.path] = (hashes[file.path], reading)
        for path in gone:
            del self.readings[path]
        self._save({_number(path) for path in (*gone, *(file.path for file, _ in changed))})
        return (self.readings[file.path][1] for file in files)

    def _load(self) -> None:
        if not self.is_loaded:
            for number in range(CACHE_FILES):
                self.readings |= self.store.load(_name(number)) or {}
            self.is_loaded = True

    def _save(self, numbers: set[int]) -> None:
        """Write the cache files in which something has changed."""
        values: dict[int, Readings] = {number: {} for number in numbers}
        for path, reading in self.readings.items():
            if (number := _number(path)) in values:
                values[number][path] = reading
        for number, readings in values.items():
            self.store.save(_name(number), readings)


def _read(reader: FileReader, files: Sequence[tuple[ContentFile, bytes]]) -> list[FileResult]:
    return [reader.read(file, data) for file, data in files]


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _number(path: str) -> int:
    """The number of the cache file that a content file is in."""
    return hashlib.blake2b(path.encode(), digest_size=1).digest()[0] % CACHE_FILES


def _name(number: int) -> str:
    return f"readings-{number:02}"
