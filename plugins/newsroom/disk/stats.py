"""Detects whether a file has changed, by its stat alone.

The rule of git's index: a file with an equal stat is unchanged, unless it was modified within the
clock's resolution of the time at which its stat was read. Only the system sets `ctime`, so a copied
or restored mtime deceives nobody.
"""

import os
from pathlib import Path
from typing import NamedTuple

RESOLUTION = 2_000_000_000  # nanoseconds: two seconds on FAT, the coarsest of file systems


class FileStat(NamedTuple):
    """The size of a file in bytes, its mtime and ctime in nanoseconds, and its inode."""

    size: int
    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, stat: os.stat_result) -> "FileStat":
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)

    def is_recent(self, read_at: int) -> bool:
        """Whether the file may change after `read_at` (nanoseconds) and keep this stat."""
        return max(self.modified, self.changed) >= read_at - RESOLUTION


class FileRecord(NamedTuple):
    """A file when we wrote it: its hash, its size in bytes, its times in nanoseconds.

    `time` is its mtime, which anybody may set; `changed` its ctime, which only the system sets.
    `is_of_plugin` says that a third-party plugin wrote it, and not our writer.
    """

    sha256: str
    size: int
    time: int
    changed: int = 0
    is_of_plugin: bool = False

    @classmethod
    def of(cls, sha256: str, stat: os.stat_result) -> "FileRecord":
        return cls(sha256, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)

    def fits(self, file: Path | str) -> bool:
        """Whether the file is unchanged, by its stat."""
        try:
            seen = FileRecord.of(self.sha256, os.lstat(file))
        except OSError:
            return False
        return self == seen._replace(is_of_plugin=self.is_of_plugin)
