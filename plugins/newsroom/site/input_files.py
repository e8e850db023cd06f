"""Everything a run reads, compared by stat, so that unchanged files need not be read.

Files whose stat was too recent to be trusted (`disk/stats.py`) are compared by their bytes.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from newsroom.disk.stats import FileRecord, FileStat
from newsroom.places import PACKAGE, theme_folders
from newsroom.site.report_language import report_language
from newsroom.site.store import installed_distributions, settings_hash

COMPILED, DOCUMENT = "__pycache__", ".md"
# By path, the hash of the bytes of a file.
FileHashes = Mapping[str, str]


class UncertainInput(Exception):
    """A symbolic link: its stat does not tell what a run would read."""


class InputFiles(NamedTuple):
    """A hash of all inputs but of what is in the Markdown files of content/, the `documents`.

    `recent` are the files with a recent stat.
    """

    fingerprint: str
    documents: Mapping[str, FileStat]
    recent: FileHashes


def folders(settings: Mapping[str, Any]) -> tuple[Path, ...]:
    """The folders with the files of a run."""
    overrides = map(Path, settings["THEME_TEMPLATES_OVERRIDES"])
    return Path(settings["PATH"]), *theme_folders(settings), *overrides, PACKAGE


def other_inputs(settings: Mapping[str, Any]) -> tuple[tuple[str, object], ...]:
    """What else a run depends on. A given NOW counts as it is written."""
    return (
        ("python", sys.version),
        ("installed", installed_distributions()),
        ("settings", settings_hash(settings)),
        ("REPORT_LANG", report_language(settings)),
        *((name, settings.get(name)) for name in ("THEME", "NOW")),
        *((name, os.environ.get(name)) for name in ("SOURCE_DATE_EPOCH", "GITHUB_ACTIONS")),
    )


def input_files(
    tops: Iterable[Path], others: Iterable[tuple[object, ...]], clock: int
) -> InputFiles:
    """The inputs as they are now: all files below `tops`, of which content/ is the first.

    `others` are inputs too, and `clock` is the time by the disk, in nanoseconds. Raises
    UncertainInput or OSError.
    """
    content, *more = tops
    below = {f"{content}/{path}": FileStat.of(stat) for path, stat in files(str(content))}
    documents = {path: stat for path, stat in below.items() if path.endswith(DOCUMENT)}
    stats = {f"{top}/{path}": FileStat.of(stat) for top in more for path, stat in files(str(top))}
    every = below | stats
    recent = _hashes(path for path, stat in every.items() if stat.is_recent(clock))
    # Also that there is no document more.
    rows = ((path, *(() if path in documents else stat)) for path, stat in every.items())
    return InputFiles(hash_of((*others, *rows)), documents, recent)


def _hashes(paths: Iterable[str]) -> FileHashes:
    return {path: hashlib.sha256(Path(path).read_bytes()).hexdigest() for path in paths}


def changed(recent: FileHashes) -> set[str]:
    """The files that have other bytes than they had. Raises OSError."""
    return {path for path, sha256 in _hashes(recent).items() if sha256 != recent[path]}


def files(top: str) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder with its stat, and every empty folder.

    Raises UncertainInput at a symbolic link, which may lead anywhere, and OSError.
    """
    ahead = [""]
    while ahead:
        below = ahead.pop()
        with os.scandir(f"{top}/{below}") as scanned:
            entries = list(scanned)
        if not entries:
            yield below, os.stat(f"{top}/{below}")  # noqa: PTH116 - many thousands of them
        for entry in entries:
            if entry.is_symlink():
                raise UncertainInput(entry.path)
            if not entry.is_dir():
                yield below + entry.name, entry.stat()
            elif entry.name != COMPILED:
                ahead.append(f"{below}{entry.name}/")


def hash_of_output(records: Mapping[str, FileRecord]) -> str:
    """A hash of the size and the times of every file of OUTPUT; its bytes do not count."""
    return hash_of((path, *record[1:]) for path, record in records.items())


def hash_of(rows: Iterable[tuple[object, ...]]) -> str:
    """A hash of rows in any order; no file name has a NUL in it."""
    lines = sorted("\0".join(map(str, row)) for row in rows)
    return hashlib.sha256("\0\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
