"""Writes files atomically."""

import os
import shutil
from pathlib import Path
from tempfile import mkstemp


def write_atomically(file: Path, data: bytes, like: Path | None = None) -> None:
    """Write a temporary file beside `file` and rename it, so that nobody reads half a file.

    Creates missing folders. The file gets the permissions and times of `like`, else 0600 and the
    current time. Raises OSError.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, part = mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(data)
        if like:
            shutil.copystat(like, part)
        Path(part).replace(file)
    except OSError:
        Path(part).unlink(missing_ok=True)
        raise
