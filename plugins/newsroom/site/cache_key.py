"""What pages are made with: one hash of the code, the installed packages and the settings."""

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from newsroom.places import PACKAGE

# What says where things are, or is counted in another way.
PLACES = {"PATH", "OUTPUT_PATH", "CACHE_PATH", "THEME", "NOW", "DELETE_OUTPUT_DIRECTORY"}
ASKED = {"LOAD_CONTENT_CACHE", "EXPLAIN", "REPORT_LANG", "PLUGIN_PATHS", "PLUGINS"}


def code_hash(plugins: Iterable[object] = ()) -> str:
    """A hash of Python, the installed packages, this package, and the modules of `plugins`."""
    found = hashlib.sha256(f"{sys.version}\n{installed_distributions()}\n".encode())
    theirs = {file for module in plugins for file in _files_of(module)}
    for file in sorted({*_files(PACKAGE), *theirs}):
        name = file.relative_to(PACKAGE) if file.is_relative_to(PACKAGE) else file.name
        data = file.read_bytes()
        found.update(f"{name} {len(data)}\n".encode() + data)
    return found.hexdigest()


def installed_distributions() -> str:
    """The names and versions of all installed packages, as their metadata folders say.

    A listing of the import path takes less than a millisecond; `importlib.metadata` reads files.
    """
    folders = [folder for folder in map(Path, sys.path) if folder.is_dir()]
    names = {name for folder in folders for name in os.listdir(folder)}  # noqa: PTH208 - faster
    return " ".join(sorted(name for name in names if name.endswith((".dist-info", ".egg-info"))))


def settings_hash(settings: Mapping[str, object]) -> str:
    """A hash of the settings that a page could show; a folder of this machine is none of them."""
    said = {name: _said(settings[name]) for name in settings if name not in PLACES | ASKED}
    rooms = [getattr(module, "__name__", str(module)) for module in settings["PLUGINS"] or ()]
    text = repr((sorted(said.items()), rooms)).replace(str(Path(settings["PATH"]).parent), ".")
    return hashlib.sha256(text.encode()).hexdigest()


def _said(value: object) -> object:
    """A setting without the place in memory that a function or a module has."""
    if isinstance(value, Mapping):
        return [(str(key), _said(inner)) for key, inner in value.items()]
    if isinstance(value, list | tuple):
        return [_said(inner) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(repr(_said(inner)) for inner in value)
    if isinstance(value, str | int | float | bool | None):
        return value
    return getattr(value, "__qualname__", type(value).__qualname__)


def _files_of(module: object) -> Iterable[Path]:
    """The file of a module; of a package all its files."""
    file = Path(getattr(module, "__file__", None) or "")
    if not file.name or file.is_relative_to(PACKAGE):
        return ()
    return _files(file.parent) if file.name == "__init__.py" else (file,)


def _files(folder: Path) -> Iterable[Path]:
    """Everything in a folder of code but what Python has made of it."""
    return (f for f in folder.rglob("*") if f.is_file() and "__pycache__" not in f.parts)
