"""An index of the original pictures, so that a build does not read an unchanged file again.

A file is read again if its stat differs, or if it was too recent to be trusted (`disk/stats.py`),
or if the package that reads it was missing.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import TypeAdapter

from newsroom.disk.atomic import read_checked, write_checked
from newsroom.disk.stats import FileStat
from newsroom.pictures.inspect import CLOSED, Facts, inspected

InspectAll = Callable[[Callable[[Path], Facts], Iterable[Path]], Iterable[Facts]]


class IndexRow(NamedTuple):
    """The stat and the facts of an original when it was last read."""

    stat: FileStat
    facts: Facts


# A file with another version counts as unreadable.
VERSION: Literal[5] = 5
INDEX_JSON = TypeAdapter(tuple[Literal[5], dict[str, IndexRow]])


def facts_of(files: Mapping[str, Path], index: Path, inspect_all: InspectAll) -> dict[str, Facts]:
    """The facts of each file by its name; `inspect_all` is `map` or the `map` of an executor."""
    rows = _settled(*_read(index))
    stats = {name: FileStat.of(file.stat()) for name, file in files.items()}
    facts = {
        name: row.facts
        for name, file in files.items()
        if (row := rows.get(str(file))) and row.stat == stats[name] and row.facts.code != CLOSED
    }
    unread = sorted(files.keys() - facts.keys())
    facts |= dict(zip(unread, inspect_all(inspected, [files[n] for n in unread]), strict=True))
    if unread:
        # These stats are older than the reading: a file that changed meanwhile is read next time.
        current = {str(files[name]): IndexRow(stats[name], facts[name]) for name in files}
        _write(index, {path: row for path, row in rows.items() if Path(path).exists()} | current)
    return facts


def forgotten(files: Iterable[Path], index: Path) -> frozenset[str]:
    """Remove files from the index and return their SHA-256 hashes, also of deleted files."""
    removed = {str(file): file for file in files}
    rows, written_at = _read(index) if removed else ({}, 0)
    hashes = {rows[path].facts.sha256 for path in removed.keys() & rows.keys()}
    hashes |= {inspected(file).sha256 for file in removed.values() if file.is_file()}
    if removed.keys() & rows.keys():
        trusted = _settled(rows, written_at).items()
        _write(index, {path: row for path, row in trusted if path not in removed})
    return frozenset(hashes)


def _settled(rows: Mapping[str, IndexRow], written_at: int) -> dict[str, IndexRow]:
    """The rows of files that were not recent when the index was written."""
    return {path: row for path, row in rows.items() if not row.stat.is_recent(written_at)}


def _read(index: Path) -> tuple[dict[str, IndexRow], int]:
    """The rows, and when the index was written (nanoseconds); empty if it is unreadable."""
    if os.name == "nt":  # Windows has no ctime in this sense
        return {}, 0
    try:
        written_at = index.stat().st_mtime_ns
        return INDEX_JSON.validate_json(bytes(read_checked(index) or b""))[1], written_at
    except (OSError, ValueError):
        return {}, 0


def _write(index: Path, rows: Mapping[str, IndexRow]) -> None:
    write_checked(index, INDEX_JSON.dump_json((VERSION, dict(sorted(rows.items())))))
