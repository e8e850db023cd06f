"""What is known of the originals, kept between builds so that an unchanged one is not read again.

One whose stat is another, or was too recent to be trusted (`disk/stats.py`), is hashed again.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from newsroom.disk.atomic import write_atomically
from newsroom.disk.stats import Stat
from newsroom.pictures.credits import Credit
from newsroom.pictures.inspect import Facts, inspected

VERSION = 2
Mapped = Callable[[Callable, Iterable], Iterable]


@dataclass(frozen=True, slots=True)
class Noted:
    """An original as it was when it was last read."""

    stat: Stat
    facts: Facts


def facts_of(files: Mapping[str, Path], index: Path, mapped: Mapped) -> dict[str, Facts]:
    """The facts of each file by its name; `mapped` is `map`, or an executor's."""
    known = _settled(*_read(index))
    stats = {name: Stat.of(file.stat()) for name, file in files.items()}
    found = {
        name: noted.facts
        for name, file in files.items()
        if (noted := known.get(str(file))) and noted.stat == stats[name]
    }
    unknown = sorted(files.keys() - found.keys())
    found |= dict(zip(unknown, mapped(inspected, [files[n] for n in unknown]), strict=True))
    if unknown:
        # Stats from before the reading: what changed meanwhile is read again next time.
        noted = {str(files[name]): Noted(stats[name], found[name]) for name in files}
        _write(index, {path: one for path, one in known.items() if Path(path).exists()} | noted)
    return found


def forgotten(files: Iterable[Path], index: Path) -> frozenset[str]:
    """The hashes of files that are to be forgotten, of those that are gone too."""
    wanted = {str(file): file for file in files}
    known, at = _read(index) if wanted else ({}, 0)
    hashes = {known[path].facts.sha256 for path in wanted.keys() & known.keys()}
    hashes |= {inspected(file).sha256 for file in wanted.values() if file.is_file()}
    if wanted.keys() & known.keys():
        others = _settled(known, at).items()
        _write(index, {path: one for path, one in others if path not in wanted})
    return frozenset(hashes)


def _settled(known: Mapping[str, Noted], written: int) -> dict[str, Noted]:
    """What was not recent when the index was written; an index written anew is newer."""
    return {path: one for path, one in known.items() if not one.stat.is_recent(written)}


def _read(index: Path) -> tuple[dict[str, Noted], int]:
    """What was noted, and when (nanoseconds); nothing when unreadable."""
    try:
        written, at = json.loads(index.read_bytes()), index.stat().st_mtime_ns
        if written["version"] != VERSION or os.name == "nt":  # Windows has no such ctime
            return {}, 0
        rows = written["originals"].items()
        return {path: Noted(Stat(*stat), _facts(row)) for path, (stat, row) in rows}, at
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, 0


def _facts(row: dict) -> Facts:
    return Facts(**row | {"credit": Credit(**row["credit"])})


def _write(index: Path, noted: Mapping[str, Noted]) -> None:
    rows = {path: (one.stat, asdict(one.facts)) for path, one in sorted(noted.items())}
    write_atomically(index, json.dumps({"version": VERSION, "originals": rows}).encode())
