"""A folder we write to, with a record of each file in it."""

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Set
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from newsroom.disk.atomic import write_atomically
from newsroom.disk.stats import FileRecord


@dataclass(slots=True)
class OutputTree:
    """A folder, and the manifest beside it: the record of each file by its path."""

    folder: Path
    manifest: Path
    records: dict[str, FileRecord] = field(default_factory=dict)
    # Paths of folders that this run has seen or made, "" for the whole; none is a link.
    known_folders: set[str] = field(default_factory=set)

    @classmethod
    def opened(cls, folder: Path, manifest: Path) -> "OutputTree":
        """The tree with the records of its manifest; none where that cannot be read."""
        try:
            written = json.loads(manifest.read_bytes())
            return cls(folder, manifest, {path: FileRecord(*row) for path, row in written.items()})
        except (OSError, ValueError, TypeError, AttributeError):
            return cls(folder, manifest)

    def write(self, path: str, data: bytes) -> FileRecord:
        """Write a file, unless it is there already.

        Raises ValueError when the path leads out of the folder.
        """
        if ".." in path.split("/"):
            raise ValueError(f"{path} leads out of {self.folder}")
        digest, file = hashlib.sha256(data).hexdigest(), self.folder / path
        record = self.records.get(path)
        if record and record.sha256 == digest and record.fits(file):
            return record
        self._make_way(path)
        file.write_bytes(data)
        self.records[path] = FileRecord.of(digest, file.stat())
        return self.records[path]

    def link(self, path: str, sha256: str, source: "OutputTree") -> FileRecord:
        """Make a file a second name of that in another tree: nobody writes into a file.

        Both are on record with its new ctime. Raises OSError where the system cannot.
        """
        self._make_way(path)
        file = f"{self.folder}/{path}"
        os.link(f"{source.folder}/{path}", file)
        record = FileRecord.of(sha256, os.stat(file))  # noqa: PTH116 - many thousands of them
        self.records[path] = source.records[path] = record
        return record

    def _make_way(self, path: str) -> None:
        """Do what `make_way` does, with one system call where the folder or its parent is known."""
        folder, file = path.rpartition("/")[0], f"{self.folder}/{path}"
        if folder in self.known_folders and not os.path.lexists(file):
            return
        if folder.rpartition("/")[0] in self.known_folders:
            with suppress(OSError):
                os.mkdir(f"{self.folder}/{folder}")  # noqa: PTH102 - many thousands of them
                self.known_folders.add(folder)
                return
        make_way(Path(file), self.folder)
        self.known_folders |= {"", *(path[:at] for at, sign in enumerate(path) if sign == "/")}

    def has(self, path: str, sha256: str) -> bool:
        """Whether the file is on record with this hash and has it, by its stat or by its bytes."""
        record = self.records.get(path)
        if not record or record.sha256 != sha256:
            return False
        return record.fits(f"{self.folder}/{path}") or self.has_bytes(path, sha256)

    def has_bytes(self, path: str, sha256: str) -> bool:
        """Whether the bytes of the file have this hash; it is on record then."""
        data = self.bytes_of(path)
        if data is None or hashlib.sha256(data).hexdigest() != sha256:
            return False
        self.records[path] = FileRecord.of(sha256, (self.folder / path).stat())
        return True

    def bytes_of(self, path: str) -> bytes | None:
        """The bytes of a file; None for a link or a folder."""
        file = self.folder / path
        try:
            return file.read_bytes() if file.is_file() and not file.is_symlink() else None
        except OSError:
            return None

    def unrecorded(self) -> set[str]:
        """The paths of all files, folders and links that have no record."""
        paths = {f.relative_to(self.folder).as_posix() for f in self.folder.rglob("*")}
        return paths - self.records.keys()

    def record_files_of_plugins(self, claimed: Collection[str]) -> set[str]:
        """Record the files that others than the writer wrote since `remove_files_of_plugins`.

        The paths of the new ones; of the claimed ones those that were edited are recorded anew.
        """
        new = {path for path in self.unrecorded() if self.bytes_of(path) is not None}
        edited = {path for path in claimed if not self.records[path].fits(self.folder / path)}
        for path in new | edited:
            digest = hashlib.sha256(self.bytes_of(path) or b"").hexdigest()
            record = FileRecord.of(digest, (self.folder / path).stat())
            self.records[path] = record._replace(is_of_plugin=path in new)
        return new

    def remove_files_of_plugins(self) -> None:
        """Remove what plugins wrote in earlier runs, and what nobody has a record of."""
        self.prune({path for path, record in self.records.items() if not record.is_of_plugin})

    def prune(self, claimed: Set[str]) -> None:
        """Remove every file that is not claimed, and then the empty folders.

        A set, since each of some ten thousand paths is looked up in it.
        """
        _prune(str(self.folder), "", claimed)
        self.records = {path: r for path, r in self.records.items() if path in claimed}

    def save(self) -> None:
        """Write the manifest, whole or not at all."""
        write_atomically(self.manifest, json.dumps(dict(sorted(self.records.items()))).encode())


def _prune(folder: str, below: str, claimed: Set[str]) -> bool:
    """Prune a folder, whose path in the tree is `below` with a slash; whether anything is left."""
    is_used = False
    with os.scandir(folder) as entries:
        children = list(entries)
    for entry in children:
        path = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            if _prune(entry.path, path + "/", claimed):
                is_used = True
            else:
                os.rmdir(entry.path)  # noqa: PTH106 - many thousands of them
        elif path in claimed:
            is_used = True
        else:
            os.unlink(entry.path)  # noqa: PTH108 - many thousands of them
    return is_used


def make_way(file: Path, top: Path) -> None:
    """Make the folders of a file, and remove whatever is in its place or theirs."""
    for folder in takewhile(lambda folder: folder != top, file.parents):
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    file.unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)
