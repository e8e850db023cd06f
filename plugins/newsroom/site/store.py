"""The cache of a site on the disk: a few files, each of them whole or not there, and their keys.

A file begins with the hash of its bytes and is written by rename, so one that was cut short,
changed or written by other code counts as missing: that costs time, never correctness. Two builds
at once each write a whole file, and the last one stays.
"""

import hashlib
import os
import pickle
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from newsroom.disk.atomic import HASH_BYTES, read_checked, write_checked
from newsroom.executor.versions import hash_of_code
from newsroom.places import PACKAGE

# Settings that are not in the hash of settings. Folders: the same site may lie elsewhere. NOW: the
# cache of pages compares what a page looked up.
PLACES = {"PATH", "OUTPUT_PATH", "CACHE_PATH", "THEME", "NOW", "DELETE_OUTPUT_DIRECTORY"}
ASKED = {"LOAD_CONTENT_CACHE", "EXPLAIN", "REPORT_LANG", "PLUGIN_PATHS", "PLUGINS"}
ASKED |= {"EXECUTOR", "EXECUTOR_TLS", "EXECUTOR_FALLBACK", "PICTURE_SHARD"}

# In the cache folder of an OUTPUT, the finished pages and files: other names of those in OUTPUT, or
# copies, where a later build has taken one from there.
FINISHED = "finished"


@lru_cache(maxsize=1)
def code_hash(plugins: tuple[ModuleType, ...]) -> str:
    """A hash of Python, the installed packages, this package, and the modules of `plugins`.

    A process has one: it goes on with the code that it imported, whatever the files become.
    """
    parts = sys.version, installed_distributions(), hash_of_code(plugins, PACKAGE)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def installed_distributions() -> str:
    """The names and versions of all installed packages, as their metadata folders say.

    A listing of the import path takes less than a millisecond; `importlib.metadata` reads files.
    """
    folders = [folder for folder in map(Path, sys.path) if folder.is_dir()]
    names = {name for folder in folders for name in os.listdir(folder)}  # noqa: PTH208 - faster
    return " ".join(sorted(name for name in names if name.endswith((".dist-info", ".egg-info"))))


def settings_hash(settings: Mapping[str, Any]) -> str:
    """A hash of the settings that a page could show; the folders of this machine do not count."""
    values = {name: _plain(settings[name]) for name in settings if name not in PLACES | ASKED}
    rooms = [getattr(module, "__name__", str(module)) for module in settings["PLUGINS"] or ()]
    text = repr((sorted(values.items()), rooms)).replace(str(Path(settings["PATH"]).parent), ".")
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    """A setting with functions and modules by their names, without their addresses in memory."""
    if isinstance(value, Mapping):
        return [(str(key), _plain(inner)) for key, inner in value.items()]
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(repr(_plain(inner)) for inner in value)
    if isinstance(value, str | int | float | bool | None):
        return value
    return getattr(value, "__qualname__", type(value).__qualname__)


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
