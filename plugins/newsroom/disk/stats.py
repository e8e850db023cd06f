"""Whether a file is what it was, by its stat alone.

Git's rule for its index: a file whose stat is what it was is the same file, unless it changed
within the clock's grain of the moment it was looked at. `ctime` is set by the system alone, so
neither a copied time nor a restored one is believed.
"""

import os
from typing import NamedTuple

GRAIN = 2_000_000_000  # nanoseconds: FAT's two seconds, the coarsest clock of files there is


class Stat(NamedTuple):
    """The size of a file in bytes, its mtime and ctime in nanoseconds, and its inode."""

    size: int
    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, stat: os.stat_result) -> "Stat":
        return cls(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)

    @property
    def latest(self) -> int:
        return max(self.modified, self.changed)

    def is_recent(self, looked_at: int) -> bool:
        """Whether the file may change after `looked_at` (nanoseconds) and keep this stat."""
        return self.latest >= looked_at - GRAIN
