"""Files written whole or not at all."""

import os
import shutil
from pathlib import Path
from tempfile import mkstemp


def write_atomically(file: Path, data: bytes, like: Path | None = None) -> None:
    """Write a temporary file beside `file` and rename it, so two builds at once do no harm.

    Makes the folders above. The file gets the permissions and times of `like`, else 0600 and now.
    Raises OSError.
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
