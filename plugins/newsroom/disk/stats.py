"""Detects whether a file has changed, by its stat alone.

The rule of git's index: a file with an equal stat is unchanged, unless it was modified within the
clock's resolution of the time at which its stat was read. Only the system sets `ctime`, so a copied
or restored mtime deceives nobody.
"""

import os
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

    @property
    def latest(self) -> int:
        return max(self.modified, self.changed)

    def is_recent(self, read_at: int) -> bool:
        """Whether the file may change after `read_at` (nanoseconds) and keep this stat."""
        return self.latest >= read_at - RESOLUTION
