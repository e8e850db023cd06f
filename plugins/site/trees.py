"""OUTPUT and the tree beside it: the site is exchanged, not edited.

Beside OUT stands `.OUT.next`, one build behind. A build brings it up to date and exchanges the two
folders in one step, so a visitor, and a killed build, meets the old site or the new one, whole.
"""

import ctypes
import errno
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

from filelock import FileLock, Timeout

PATIENCE = 120
AT_CWD = -100
EXCHANGE = {"linux": ("renameat2", 2), "darwin": ("renameatx_np", 2)}
UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV, errno.EBUSY, errno.EPERM}


class OutputRefused(Exception):
    """An OUTPUT we will not write to; `code` says why."""

    def __init__(self, code: str, path: Path) -> None:
        super().__init__(f"{code}: {path}")
        self.code, self.path = code, path


@dataclass(frozen=True, slots=True)
class Record:
    """What a file was when we wrote it: its hash, its size in bytes, its time in nanoseconds."""

    sha256: str
    size: int
    time: int

    def fits(self, file: Path) -> bool:
        """Whether the file still is what was written, as far as its stat tells."""
        try:
            stat = file.stat(follow_symlinks=False)
        except OSError:
            return False
        return (stat.st_size, stat.st_mtime_ns) == (self.size, self.time)


@dataclass(slots=True)
class Tree:
    """A folder, and the manifest beside it: the record of each file by its path."""

    folder: Path
    manifest: Path
    records: dict[str, Record] = field(default_factory=dict)

    @classmethod
    def opened(cls, folder: Path, manifest: Path) -> "Tree":
        """The tree as its manifest has it; one that cannot be read knows nothing."""
        try:
            written = json.loads(manifest.read_bytes())
            return cls(folder, manifest, {path: Record(*row) for path, row in written.items()})
        except (OSError, ValueError, TypeError, AttributeError):
            return cls(folder, manifest)

    def write(self, path: str, data: bytes) -> bool:
        """Put a file in place; False when it stood there already."""
        digest, file = hashlib.sha256(data).hexdigest(), self.folder / path
        known = self.records.get(path)
        if known and known.sha256 == digest and known.fits(file):
            return False
        _make_way(file, self.folder)
        file.write_bytes(data)
        stat = file.stat()
        self.records[path] = Record(digest, stat.st_size, stat.st_mtime_ns)
        return True

    def prune(self, claimed: Collection[str]) -> None:
        """Remove every file nobody claims, and the folders that leaves empty."""
        for folder, folders, names in os.walk(self.folder, topdown=False):
            for name in (*folders, *names):
                file = Path(folder, name)
                is_file = name in names or file.is_symlink()
                if is_file and file.relative_to(self.folder).as_posix() not in claimed:
                    file.unlink()
            if folder != str(self.folder) and not any(os.scandir(folder)):
                Path(folder).rmdir()
        self.records = {path: r for path, r in self.records.items() if path in claimed}

    def save(self) -> None:
        """Write the manifest, whole or not at all."""
        rows = {path: (r.sha256, r.size, r.time) for path, r in sorted(self.records.items())}
        with NamedTemporaryFile(
            "w", dir=self.manifest.parent, prefix=f"{self.manifest.name}.", delete=False
        ) as part:
            json.dump(rows, part)
        Path(part.name).replace(self.manifest)


@dataclass(slots=True)
class Trees:
    """The two standing trees of one OUTPUT, and the lock on them."""

    out: Path
    content: Path
    lock: FileLock = field(init=False)
    next: Tree = field(init=False)

    def __post_init__(self) -> None:
        self.out, self.content = self.out.resolve(), self.content.resolve()
        self.lock = FileLock(self._beside("lock"))

    def open(self, *, empty: bool) -> None:
        """Take the lock and the tree to write; `empty` starts that tree anew.

        Raises OutputRefused for a folder that is not ours, or one in the way of the content.
        """
        if self.out == self.content or self.out in self.content.parents:
            raise OutputRefused("output-above-content", self.out)
        if self.content in self.out.parents:
            raise OutputRefused("output-in-content", self.out)
        self.out.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.lock.acquire(timeout=PATIENCE)
        except Timeout:
            raise OutputRefused("output-busy", self.out) from None
        beside, manifest = self._beside("next"), self._beside("next.json")
        if not self._is_ours():
            raise OutputRefused("output-not-ours", self.out)
        if beside.is_symlink() or (beside.exists() and not _is_free(beside, manifest)):
            raise OutputRefused("output-not-ours", beside)
        if empty:
            shutil.rmtree(beside, ignore_errors=True)
        self.next = Tree.opened(beside, manifest)
        # The manifest first: what is in the folder when a build is cut short is known as ours.
        self.next.save()
        beside.mkdir(exist_ok=True)
        self.next.prune(self.next.records.keys())

    def exchange(self) -> None:
        """Let the tree that was written take the place of OUT, in one step where there is one."""
        self.next.save()
        if not self.out.exists():
            self.next.folder.rename(self.out)
            self.next.manifest.replace(self._beside("json"))
        elif _exchanged(self.next.folder, self.out):
            _swapped(self.next.manifest, self._beside("json"))
        else:
            self._copy_over()

    def close(self) -> None:
        self.lock.release()

    def _is_ours(self) -> bool:
        """Nothing there, an empty folder, or one with a file that a manifest of ours knows."""
        if not self.out.exists() or (self.out.is_dir() and not any(self.out.iterdir())):
            return True
        return self.out.is_dir() and any(
            record.fits(self.out / path)
            for beside in ("json", "next.json")
            for path, record in Tree.opened(self.out, self._beside(beside)).records.items()
        )

    def _beside(self, what: str) -> Path:
        return self.out.with_name(f".{self.out.name}.{what}")

    def _copy_over(self) -> None:
        """Where folders cannot be exchanged: file by file, what pages need first, pages after.

        The other tree is whole by then, so a build that is cut short here is mended by the next.
        """
        here = Tree.opened(self.out, self._beside("json"))
        here.prune(here.records.keys() | self.next.records.keys())
        for path in sorted(self.next.records, key=lambda path: (path.endswith(".html"), path)):
            known, new = here.records.get(path), self.next.records[path]
            if not (known and known.sha256 == new.sha256 and known.fits(self.out / path)):
                here.records[path] = _placed(self.next.folder / path, self.out, path, new)
        here.prune(self.next.records)
        here.save()


def _make_way(file: Path, top: Path) -> None:
    """Make the folders of a file, and remove what stands where it or they are to be."""
    for folder in file.parents:
        if folder == top:
            break
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    file.unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)


def _is_free(beside: Path, manifest: Path) -> bool:
    """Whether the folder beside OUT is ours: a manifest of ours knows it, or it is empty."""
    return beside.is_dir() and (manifest.is_file() or not any(beside.iterdir()))


def _placed(source: Path, top: Path, path: str, record: Record) -> Record:
    """The record of a file copied into place by one rename, with the time of its source."""
    target = top / path
    if not target.is_file() or target.is_symlink():
        _make_way(target, top)
    part = target.with_name(f".{target.name}.part")
    shutil.copy2(source, part)
    part.replace(target)
    stat = target.stat()
    return Record(record.sha256, stat.st_size, stat.st_mtime_ns)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (renameat2 on Linux, renameatx_np on macOS)."""
    name, flag = EXCHANGE.get(sys.platform, ("", 0))
    rename = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if not rename:
        return False
    if rename(AT_CWD, os.fsencode(one), AT_CWD, os.fsencode(other), flag) == 0:
        return True
    if (error := ctypes.get_errno()) in UNSUPPORTED:
        return False
    raise OSError(error, os.strerror(error), str(other))


def _swapped(new: Path, old: Path) -> None:
    """The manifests follow their trees; cut short, a wrong one costs time, since stats tell."""
    kept = new.with_suffix(".old")
    if old.exists():
        old.replace(kept)
    new.replace(old)
    if kept.exists():
        kept.replace(new)
