"""Writes files atomically, and files of a cache that begin with the hash of their data."""

import hashlib
import os
import shutil
from pathlib import Path
from tempfile import mkstemp

# The end of the name of a temporary file.
UNFINISHED = ".unfinished"


def write_atomically(
    file: Path, data: bytes, like: Path | None = None, *, is_flushed: bool = False
) -> None:
    """Write a temporary file beside `file` and rename it, so that nobody reads half a file.

    Creates missing folders. The file gets the permissions and times of `like`, else 0600 and the
    current time. With `is_flushed` its bytes are on the disk before the rename. Raises OSError.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, part = mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
            if is_flushed:
                opened.flush()
                os.fsync(handle)
        if like:
            shutil.copystat(like, part)
        Path(part).replace(file)
    except OSError:
        Path(part).unlink(missing_ok=True)
        raise


def remove_unfinished(folder: Path) -> None:
    """Remove the temporary files below a folder of writes that were killed before the rename."""
    for part in folder.rglob(f".*{UNFINISHED}"):
        part.unlink(missing_ok=True)


def overwrite(file: Path, data: bytes) -> None:
    """Replace the bytes of a file, flushed to the disk; its permissions stay. Raises OSError."""
    mode = file.stat().st_mode
    write_atomically(file, data, is_flushed=True)
    file.chmod(mode)


HASH_BYTES = 32


def write_checked(file: Path, data: bytes) -> None:
    """Write the SHA-256 of the data and the data, whole or not at all."""
    write_atomically(file, hashlib.sha256(data).digest() + data)


def read_checked(file: Path) -> memoryview | None:
    """The data; None where the file is missing, was cut short or was changed."""
    try:
        written = file.read_bytes()
    except OSError:
        return None
    data = memoryview(written)[HASH_BYTES:]
    return data if hashlib.sha256(data).digest() == written[:HASH_BYTES] else None
