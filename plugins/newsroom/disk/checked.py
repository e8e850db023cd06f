"""Files of a cache: the hash of the data stands before the data, so that damage is noticed."""

import hashlib
from pathlib import Path

from newsroom.disk.atomic import write_atomically

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
