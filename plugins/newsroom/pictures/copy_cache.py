"""The cache of copies: for each original and recipe a folder of copies, and a manifest beside it.

A folder is named by hashes of everything its copies are made of, so a copy is never out of date. If
one was changed or deleted, the whole set is made again. Several builds may use one cache at once.
"""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from newsroom.disk.atomic import read_checked, write_atomically, write_checked
from newsroom.executor.local import Executor
from newsroom.pictures.derive import Job, derived
from newsroom.pictures.inspect import PictureFault

MOST_AGE = 30 * 24 * 3600  # seconds
# A manifest begins with its hash, so it is not JSON.
MANIFEST = ".manifest"
# SHA-256, size in bytes, mtime in nanoseconds.
FileRow = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class CopyManifest:
    """The SHA-256 of the original, its tone, and a row for each copy by its file name."""

    sha256: str
    tone: str
    files: dict[str, FileRow]


MANIFEST_JSON = TypeAdapter(CopyManifest)


def cached_copies(folder: Path) -> CopyManifest | None:
    """The manifest of a folder with current mtimes; None unless all its files are intact."""
    manifest = _read(folder)
    if not manifest:
        return None
    files = {}
    for name, row in manifest.files.items():
        if not (checked := _checked(folder / name, row)):
            return None
        files[name] = checked
    if files == manifest.files:
        try:
            os.utime(_manifest_file(folder))  # `prune` removes what has not been used for long
        except FileNotFoundError:  # another build has removed it just now
            return None
    else:
        manifest = CopyManifest(manifest.sha256, manifest.tone, files)
        _write(folder, manifest)
    return manifest


def make_copies(job: Job, folder: Path, executor: Executor) -> CopyManifest | str:
    """Make the copies of a job in a folder; the manifest, or the code of the original's fault."""
    original = job.original.read_bytes()
    if hashlib.sha256(original).hexdigest() != job.sha256:
        return "image-unreadable"  # the file changed after it was inspected
    try:
        tone, data = executor.call(derived, job, original)
    except PictureFault as fault:
        return fault.code
    files = {}
    for copy, encoded in data.items():
        write_atomically(folder / copy.file, encoded)
        stat = (folder / copy.file).stat()
        files[copy.file] = (hashlib.sha256(encoded).hexdigest(), stat.st_size, stat.st_mtime_ns)
    manifest = CopyManifest(job.sha256, tone, files)
    _write(folder, manifest)
    return manifest


def _checked(file: Path, row: FileRow) -> FileRow | None:
    """The row of an intact file with its current mtime; hashes it only if its stat differs."""
    try:
        stat = file.stat()
        current = (row[0], stat.st_size, stat.st_mtime_ns)
        is_intact = current == row or hashlib.sha256(file.read_bytes()).hexdigest() == row[0]
    except OSError:
        return None
    return current if is_intact else None


def _manifest_file(folder: Path) -> Path:
    return folder.with_name(folder.name + MANIFEST)


def _read(folder: Path) -> CopyManifest | None:
    """The manifest of a folder; None if it is missing or damaged."""
    text = read_checked(_manifest_file(folder))
    return None if text is None else MANIFEST_JSON.validate_json(bytes(text))


def _write(folder: Path, manifest: CopyManifest) -> None:
    write_checked(_manifest_file(folder), MANIFEST_JSON.dump_json(manifest))


def prune(cache: Path, removed: frozenset[str] = frozenset()) -> None:
    """Remove the copies of `removed` originals (SHA-256), and those unused for 30 days.

    The age is counted back from the manifest used last, so the clock is not needed.
    """
    for old in cache.glob("*.json"):  # the name of a manifest before 0.5
        with suppress(FileNotFoundError):  # another build has renamed it
            old.replace(old.with_suffix(MANIFEST))
    manifests = cache.glob(f"*{MANIFEST}")
    used = [(file, time) for file in manifests if (time := _used(file)) is not None]
    newest = max((time for _, time in used), default=0)
    for file, time in used:
        folder = file.with_suffix("")
        is_removed = removed and (manifest := _read(folder)) and manifest.sha256 in removed
        if folder.is_dir() and (is_removed or newest - time > MOST_AGE):
            _remove(folder)


def _used(manifest: Path) -> float | None:
    """When a manifest was used last; None where another build has removed it."""
    try:
        return manifest.stat().st_mtime
    except FileNotFoundError:
        return None


def _remove(folder: Path) -> None:
    """Remove a folder, its manifest first: another build ignores copies without one."""
    _manifest_file(folder).unlink(missing_ok=True)
    with suppress(FileNotFoundError):  # another build is removing it too
        for file in folder.iterdir():
            file.unlink(missing_ok=True)
        folder.rmdir()
