"""All that a run reads, known by its stat, so that it need not be read to be known as the same.

Of files whose stat was too recent to be trusted (`disk/stats.py`) the bytes count.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from newsroom.disk.stats import Stat
from newsroom.places import PACKAGE
from newsroom.site.cache_key import installed_distributions, settings_hash

COMPILED = "__pycache__"
RecentlyModified = Mapping[str, tuple[int, str]]


class UncertainInput(Exception):
    """Something whose stat does not tell what a run would read."""


class InputFiles(NamedTuple):
    """A hash of the settings and of every stat; of the youngest files their time and a hash."""

    fingerprint: str
    young: RecentlyModified


def folders(settings: Mapping[str, object]) -> tuple[Path, ...]:
    """Where the files of a run are."""
    return Path(settings["PATH"]), Path(settings["THEME"]), PACKAGE


def beside_files(settings: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    """What else a run is made of. A given NOW counts as it is written."""
    return (
        ("python", sys.version),
        ("installed", installed_distributions()),
        ("settings", settings_hash(settings)),
        *((name, settings.get(name)) for name in ("THEME", "REPORT_LANG", "NOW")),
        *((name, os.environ.get(name)) for name in ("SOURCE_DATE_EPOCH", "GITHUB_ACTIONS")),
    )


def sources(tops: Iterable[Path], beside: Iterable[tuple], clock: int) -> InputFiles:
    """The sources as they stand: all below `tops`, and what is `beside` files.

    `clock` is the time by the disk, in nanoseconds. Raises InDoubt or OSError.
    """
    stats = {f"{top}/{path}": stat for top in tops for path, stat in files(str(top))}
    known = {path: Stat.of(stat) for path, stat in stats.items()}
    young = {path: stat.latest for path, stat in known.items() if stat.is_recent(clock)}
    rows = ((path, *stat) for path, stat in known.items())
    return InputFiles(hash_of((*beside, *rows)), with_bytes(young))


def with_bytes(young: Mapping[str, int]) -> RecentlyModified:
    """The times of files with hashes of their bytes. Raises OSError."""
    return {
        path: (time, hashlib.sha256(Path(path).read_bytes()).hexdigest())
        for path, time in young.items()
    }


def is_still(young: RecentlyModified) -> bool:
    """Whether files have the bytes they had. Raises OSError."""
    return young == with_bytes({path: time for path, (time, _) in young.items()})


def files(top: str) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder with its stat; a folder with nothing in it too.

    Raises InDoubt at a link, since what it leads to may lie anywhere, and OSError.
    """
    ahead = [""]
    while ahead:
        below = ahead.pop()
        with os.scandir(f"{top}/{below}") as entries:
            found = list(entries)
        if not found:
            yield below, os.stat(f"{top}/{below}")  # noqa: PTH116 - many thousands of them
        for entry in found:
            if entry.is_symlink():
                raise UncertainInput(entry.path)
            if not entry.is_dir():
                yield below + entry.name, entry.stat()
            elif entry.name != COMPILED:
                ahead.append(f"{below}{entry.name}/")


def hash_of(rows: Iterable[tuple]) -> str:
    """A hash of rows, in whatever order they come; no name has a NUL in it."""
    lines = sorted("\0".join(map(str, row)) for row in rows)
    return hashlib.sha256("\0\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
