"""The cache of a site on the disk: a few files, each of them whole or not there.

A file begins with the hash of its bytes and is written by rename, so one that was cut short,
changed or written by other code counts as missing: that costs time, never correctness. Two builds
at once each write a whole file, and the last one stays.
"""

import hashlib
import os
import pickle
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsroom.disk.checked import HASH_BYTES, read_checked, write_checked


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of cache files; only what was written with the same `key` is read again.

    Without `reads` every file counts as missing; what is written stays for the next run.
    """

    folder: Path
    key: str
    reads: bool = True

    def load(self, name: str) -> Any:
        """The value in a file; None when there is none that can be trusted."""
        if not self.reads:
            return None
        content = read_checked(self.folder / name)
        if content is None:
            return None
        key, pickled = bytes(content[:HASH_BYTES]), content[HASH_BYTES:]
        return pickle.loads(pickled) if key == self._key_hash() else None

    def save(self, name: str, value: object) -> None:
        """Write a value to a file; nothing where the disk is full or the folder is not ours."""
        data = self._key_hash() + pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            os.utime(self.folder)
            write_checked(self.folder / name, data)

    def _key_hash(self) -> bytes:
        return hashlib.sha256(self.key.encode()).digest()


def cache_folders(settings: Mapping[str, Any]) -> tuple[Path, Path]:
    """The cache folder of this content, and of this OUTPUT of it; both are marked as used now.

    Without the mark, a folder that is only read would look unused to `forget_oldest`.
    """
    content = Path(settings["CACHE_PATH"]) / "site" / folder_name(settings["PATH"], settings)
    output = content / "outputs" / folder_name(settings["OUTPUT_PATH"], settings)
    with suppress(OSError):
        output.mkdir(parents=True, exist_ok=True)
        for folder in (content, output):
            os.utime(folder)
    return content, output


def forget_oldest(folder: Path, most: int) -> None:
    """Keep the `most` last used entries of a folder of caches, and remove the others."""
    with suppress(OSError):
        for old in sorted(folder.iterdir(), key=lambda entry: -entry.stat().st_mtime)[most:]:
            shutil.rmtree(old) if old.is_dir() else old.unlink()


def folder_name(path: str | Path, settings: Mapping[str, Any]) -> str:
    """A name for a folder that is the same in every checkout: a hash of its path from the cache."""
    relative = os.path.relpath(path, settings["CACHE_PATH"])
    return hashlib.sha256(relative.encode()).hexdigest()[:12]
