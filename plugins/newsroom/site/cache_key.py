"""The keys of caches: a hash of the code and the installed packages, and one of the settings."""

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from newsroom.places import PACKAGE

# Where things are, and what the caches compare in another way.
PLACES = {"PATH", "OUTPUT_PATH", "CACHE_PATH", "THEME", "NOW", "DELETE_OUTPUT_DIRECTORY"}
ASKED = {"LOAD_CONTENT_CACHE", "EXPLAIN", "REPORT_LANG", "PLUGIN_PATHS", "PLUGINS"}


def code_hash(plugins: Iterable[ModuleType] = ()) -> str:
    """A hash of Python, the installed packages, this package, and the modules of `plugins`."""
    digest = hashlib.sha256(f"{sys.version}\n{installed_distributions()}\n".encode())
    theirs = {file for module in plugins for file in _files_of(module)}
    for file in sorted({*_files(PACKAGE), *theirs}):
        name = file.relative_to(PACKAGE) if file.is_relative_to(PACKAGE) else file.name
        data = file.read_bytes()
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


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


def _files_of(module: ModuleType) -> Iterable[Path]:
    """The file of a module; of a package all its files."""
    file = Path(getattr(module, "__file__", None) or "")
    if not file.name or file.is_relative_to(PACKAGE):
        return ()
    return _files(file.parent) if file.name == "__init__.py" else (file,)


def _files(folder: Path) -> Iterable[Path]:
    """Every file in a folder of code except compiled ones."""
    return (f for f in folder.rglob("*") if f.is_file() and "__pycache__" not in f.parts)
