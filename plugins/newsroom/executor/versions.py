"""The versions that decide which bytes a process makes: Python, the platform, packages and code."""

import hashlib
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from importlib.metadata import distributions
from pathlib import Path
from types import ModuleType

from newsroom.places import PACKAGE, THEME

MISSING = "–"


@lru_cache(maxsize=4)
def versions(packages: tuple[str, ...], modules: tuple[str, ...]) -> dict[str, str]:
    """Those of this process, which goes on with the code that it imported, or MISSING.

    `modules` are those of plugins from elsewhere.
    """
    installed = {_normalized(one.name): one.version for one in distributions() if one.name}
    return {
        "Python": sys.version.split()[0],
        "system": sysconfig.get_platform(),
        **{name: installed.get(_normalized(name), MISSING) for name in packages},
        "newsroom": hash_of_code(map(import_module, modules), PACKAGE)[:12],
        "theme": hash_of_code((), THEME)[:12] if THEME.is_dir() else MISSING,
    }


def _normalized(name: str) -> str:
    """A package's name as pip compares it: a lock has "pyyaml" where the package has "PyYAML"."""
    return re.sub(r"[-_.]+", "-", name).lower()


def hash_of_code(modules: Iterable[ModuleType], *folders: Path) -> str:
    """A hash of the files in folders, and of the modules that are in none of them."""
    digest = hashlib.sha256()
    theirs = {file for module in modules for file in _files_of(module)}
    for file in sorted({*theirs, *(file for folder in folders for file in _files(folder))}):
        inside = next((folder for folder in folders if file.is_relative_to(folder)), file.parent)
        data = file.read_bytes()
        digest.update(f"{file.relative_to(inside).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _files_of(module: ModuleType) -> Iterable[Path]:
    """The file of a module; of a package all its files."""
    file = Path(getattr(module, "__file__", None) or "")
    if not file.name or file.is_relative_to(PACKAGE):
        return ()
    return _files(file.parent) if file.name == "__init__.py" else (file,)


def _files(folder: Path) -> Iterator[Path]:
    """Every file in a folder of code except compiled ones."""
    return (f for f in folder.rglob("*") if f.is_file() and "__pycache__" not in f.parts)
