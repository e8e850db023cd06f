"""OUTPUT and the folder beside it: a build replaces the site in one step, and never edits it.

The folder `.OUT.next` is one build behind. A build brings it up to date and exchanges the two, so
a visitor sees the old site or the new one whole, and so does whoever looks after a killed build.
A file that is equal in both is one file with two names: a build replaces files, and changes none.
"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Set
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from newsroom.disk.atomic import write_atomically
from newsroom.disk.stats import FileRecord
from newsroom.site.output_tree import OutputTree, make_way

PATIENCE = 120
AT_CWD = -100
EXCHANGE = {"linux": ("renameat2", 2), "darwin": ("renameatx_np", 2)}
UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV, errno.EBUSY, errno.EPERM}


class OutputRefused(Exception):
    """An OUTPUT that we refuse to write to; `code` is that of the message."""

    def __init__(self, code: str, path: Path) -> None:
        super().__init__(f"{code}: {path}")
        self.code, self.path = code, path


class OutputFolders:
    """The two folders of one OUTPUT, `here` and `next`, and the lock on them."""

    here: OutputTree
    next: OutputTree

    def __init__(
        self, out: Path, content: Path, kept: Path | None = None, *, shares: bool = True
    ) -> None:
        """`make` keeps a second name of each file in the folder `kept`, which has no manifest.

        Without `shares`, no file of OUTPUT has a name in the folder that is written to.
        """
        self.out, self.content, self.shares = out.resolve(), content.resolve(), shares
        self.kept = OutputTree(kept, kept.with_suffix(".json")) if kept else None
        self.is_shared = False  # whether a file of OUTPUT got a second name
        self.unpublished: Set[str] = frozenset()  # what this run makes, until the exchange
        self.lock = FileLock(self._beside("lock"))

    def open(self, *, empty: bool) -> None:
        """Take the lock and open the folder to write in; `empty` empties it first.

        Raises OutputRefused for a folder that is not ours, or that holds or is in the content.
        """
        self._lock()
        beside, manifest = self._beside("next"), self._beside("next.json")
        self.here = OutputTree.opened(self.out, self._beside("json"))
        self.next = OutputTree.opened(beside, manifest)
        # A folder beside OUTPUT is free when it has a manifest of ours, or is empty.
        is_free = beside.is_dir() and (manifest.is_file() or not any(beside.iterdir()))
        if not self._is_ours():
            raise OutputRefused("output-not-ours", self.out)
        if beside.is_symlink() or (beside.exists() and not is_free):
            raise OutputRefused("output-not-ours", beside)
        if empty:
            shutil.rmtree(beside, ignore_errors=True)
            self.next.records.clear()
        # The manifest first: what is in the folder when a build is cut short is known as ours.
        if not manifest.is_file():
            self.next.save()
        beside.mkdir(exist_ok=True)
        self.next.remove_files_of_plugins()
        os.utime(manifest)
        self.opened_at = manifest.stat().st_mtime_ns  # by the clock of the disk

    def lost_files(self) -> list[Path]:
        """What was written since `open`, but not by us, and cannot be taken into the site.

        Files in OUTPUT itself, which the exchange puts away, and links.
        """
        files = (file for file in self.out.rglob("*") if file.is_file())
        written = [file for file in files if file.stat().st_ctime_ns >= self.opened_at]
        links = (path for path in self.next.folder.rglob("*") if path.is_symlink())
        return [*(file for file in written if not self._is_here(file)), *links]

    def _is_here(self, file: Path) -> bool:
        """Whether a file has its bytes still. Its ctime is new after a second name is removed."""
        record = self.here.records.get(path := file.relative_to(self.out).as_posix())
        return bool(record and self.here.has(path, record.sha256))

    def _lock(self) -> None:
        """Take the lock, a file beside OUTPUT. Raises OutputRefused."""
        if self.out == self.content or self.out in self.content.parents:
            raise OutputRefused("output-above-content", self.out)
        if self.content in self.out.parents:
            raise OutputRefused("output-in-content", self.out)
        self.out.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.lock.acquire(timeout=PATIENCE)
        except Timeout:
            raise OutputRefused("output-busy", self.out) from None

    def exchange(self) -> None:
        """Put the new site in the place of OUTPUT, in one step where the system can."""
        self.next.save()
        if self.is_shared:
            self.here.save()  # a file has a new ctime since it got a second name
        self.unpublished = frozenset()
        if not self.out.exists():
            self.next.folder.rename(self.out)
            self.next.manifest.replace(self.here.manifest)
        elif _exchanged(self.next.folder, self.out):
            # A wrong manifest, after a crash, costs time: stats are compared.
            if not self.here.manifest.exists() or not _exchanged(
                self.next.manifest, self.here.manifest
            ):
                self.next.manifest.replace(self.here.manifest)
        else:
            self._copy_over()
            return
        # The records follow their trees.
        self.here.records, self.next.records = self.next.records, self.here.records

    def make(self, path: str, data: bytes) -> FileRecord:
        """Write a file, and keep it for a build that has the cache and no OUTPUT, as in CI."""
        record = self.next.write(path, data)
        with suppress(OSError):  # the cache is on another disk, or on one without links
            if self.kept:
                record = self.kept.link(path, record.sha256, self.next)
        return record

    def keep(self, path: str, sha256: str) -> bool:
        """Keep a file of an earlier build, or take it from OUTPUT or what is kept, if it is there.

        The next folder is one build behind: what the last build made is in OUTPUT.
        """
        if self.next.has(path, sha256):
            return True
        if self.here.has(path, sha256):
            self._take(path, sha256, self.here)
        elif self.kept and self.kept.has_bytes(path, sha256):
            self._take(path, sha256, self.kept)
        else:
            return False
        return True

    def _take(self, path: str, sha256: str, source: OutputTree) -> None:
        """Give a file of another folder a name in the next one, or copy it where that cannot be."""
        if self.shares:
            with suppress(OSError):  # it is on another disk, or on one without links
                self.next.link(path, sha256, source)
                self.is_shared = True
                return
        self.next.write(path, (source.folder / path).read_bytes())

    def forget_all_but(self, paths: Set[str]) -> None:
        """Keep these files alone, whoever made the others."""
        if self.kept and not self.kept.folder.is_symlink():
            with suppress(OSError):  # nothing was ever kept, or the folder is another's
                self.kept.prune(paths)

    def close(self) -> None:
        """Release the lock, and keep nothing of what was made but not published."""
        if self.kept:
            for path in self.unpublished:
                with suppress(OSError):  # it was not made, or not kept
                    (self.kept.folder / path).unlink()
        self.lock.release()

    def _is_ours(self) -> bool:
        """Whether OUTPUT is missing, empty, or has a file that a manifest of ours lists.

        By its stat, or else by its bytes: the site may have been copied away and back.
        """
        if not self.out.exists() or (self.out.is_dir() and not any(self.out.iterdir())):
            return True
        records = [row for tree in (self.here, self.next) for row in tree.records.items()]
        out = OutputTree(self.out, self.here.manifest, dict(records))
        return self.out.is_dir() and (
            any(record.fits(self.out / path) for path, record in records)
            or any(out.has(path, record.sha256) for path, record in records)
        )

    def _beside(self, what: str) -> Path:
        return self.out.with_name(f".{self.out.name}.{what}")

    def _copy_over(self) -> None:
        """Copy file by file, pages last, where the system cannot exchange two folders.

        The next folder is complete, so the next build repairs one that is cut short here.
        """
        here = self.here
        here.prune(here.records.keys() | self.next.records.keys())
        for path in sorted(self.next.records, key=lambda path: (path.endswith(".html"), path)):
            old, new = here.records.get(path), self.next.records[path]
            if not (old and old.sha256 == new.sha256 and old.fits(self.out / path)):
                here.records[path] = _placed(self.next.folder / path, self.out, path, new)
        here.prune(self.next.records.keys())
        here.save()


def _placed(source: Path, top: Path, path: str, record: FileRecord) -> FileRecord:
    """Copy a file by one rename, with the times of its source; its record."""
    target = top / path
    if not target.is_file() or target.is_symlink():
        make_way(target, top)
    write_atomically(target, source.read_bytes(), like=source)
    return FileRecord.of(record.sha256, target.stat())


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders or two files in one step (renameat2 on Linux, renameatx_np on macOS)."""
    name, flag = EXCHANGE.get(sys.platform, ("", 0))
    rename = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if not rename:
        return False
    if rename(AT_CWD, os.fsencode(one), AT_CWD, os.fsencode(other), flag) == 0:
        return True
    if (error := ctypes.get_errno()) in UNSUPPORTED:
        return False
    raise OSError(error, os.strerror(error), str(other))
