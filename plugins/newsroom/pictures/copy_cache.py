"""The cache of copies: a folder of them and a record for each original and recipe.

Named by what the copies are made of, so nothing is ever out of date; a copy that is not what was
written is made again. Any number of builds may share it.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from newsroom.disk.atomic import write_atomically
from newsroom.pictures.derive import Job, derived
from newsroom.pictures.inspect import PictureFault
from newsroom.pictures.slots import Copy

MOST_AGE = 30 * 24 * 3600  # seconds
Row = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class CopyManifest:
    """What was made of an original: its tone, and of each file its hash, size and time."""

    sha256: str
    tone: str
    files: dict[str, Row]


def cached_copies(
    folder: Path, copies: Iterable[Copy]
) -> tuple[CopyManifest | None, tuple[Copy, ...]]:
    """The record of what is in a folder, and the copies that are not, or not as written."""
    wanted = tuple(copies)
    record = _read(folder)
    if not record:
        return None, wanted
    fit = {name: _fit(folder / name, row) for name, row in record.files.items()}
    files = {name: row for name, row in fit.items() if row}
    if files != record.files:
        record = CopyManifest(record.sha256, record.tone, files)
        _write(folder, record)
    else:
        os.utime(_beside(folder))  # used: not to be pruned
    return record, tuple(copy for copy in wanted if copy.file not in files)


def make_copies(job: Job, folder: Path) -> CopyManifest | str:
    """Make the copies of a job, keep them in a folder; the code of what is wrong instead.

    Runs in any thread or process that sees the same files.
    """
    try:
        done = derived(job)
    except PictureFault as fault:
        return fault.code
    before = _read(folder)
    files = dict(before.files) if before else {}
    for copy, data in done.data.items():
        write_atomically(folder / copy.file, data)
        stat = (folder / copy.file).stat()
        files[copy.file] = (hashlib.sha256(data).hexdigest(), stat.st_size, stat.st_mtime_ns)
    record = CopyManifest(job.sha256, done.tone, files)
    _write(folder, record)
    return record


def _fit(file: Path, row: Row) -> Row | None:
    """The row of a file that is what was written; its bytes are asked when its stat differs."""
    try:
        stat = file.stat()
        if (stat.st_size, stat.st_mtime_ns) == tuple(row[1:]):
            return row
        if hashlib.sha256(file.read_bytes()).hexdigest() == row[0]:
            return row[0], stat.st_size, stat.st_mtime_ns
    except OSError:
        pass
    return None


def _beside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.json")


def _read(folder: Path) -> CopyManifest | None:
    """A record that is what was written, by its own checksum."""
    try:
        checksum, _, text = _beside(folder).read_bytes().partition(b"\n")
        if hashlib.sha256(text).hexdigest().encode() != checksum:
            return None
        said = json.loads(text)
        files = {name: tuple(row) for name, row in said["files"].items()}
        return CopyManifest(said["sha256"], said["tone"], files)
    except OSError:
        return None


def _write(folder: Path, record: CopyManifest) -> None:
    said = {"sha256": record.sha256, "tone": record.tone, "files": record.files}
    text = json.dumps(said, sort_keys=True).encode()
    write_atomically(_beside(folder), hashlib.sha256(text).hexdigest().encode() + b"\n" + text)


def prune(cache: Path, removed: frozenset[str] = frozenset()) -> None:
    """Remove what no build has used for 30 days, and all that is made of `removed` originals.

    Age is counted from the newest record, so no clock is asked.
    """
    records = {file: file.stat().st_mtime for file in cache.glob("*.json")}
    newest = max(records.values(), default=0)
    for file, used in records.items():
        folder = file.with_suffix("")
        is_gone = removed and (record := _read(folder)) and record.sha256 in removed
        if folder.is_dir() and (is_gone or newest - used > MOST_AGE):
            _remove(folder)


def _remove(folder: Path) -> None:
    """The record first: copies without one are nobody's."""
    _beside(folder).unlink(missing_ok=True)
    for file in folder.iterdir():
        file.unlink(missing_ok=True)
    folder.rmdir()
