"""Where the installed package and its theme are on this machine, and what starts a command."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
# A wheel carries the theme inside the package; the repository has it at the top level.
# A worker with half a copy may have neither.
THEME = folder if (folder := PACKAGE / "theme").is_dir() else PACKAGE.parents[1] / "theme"
# What starts a command in this repository; the messages of problems have it.
IN_REPOSITORY = "python3 run.py"
# The folder in which people started run.py, which goes to its own.
STARTED_IN = "NEWSROOM_STARTED_IN"


def theme_folders(settings: Mapping[str, Any]) -> tuple[Path, ...]:
    """The folders of the theme; a file of the first replaces that of the same name in the next.

    A folder theme/ beside content/ comes before THEME, unless it is that folder or the engine's.
    """
    own, theme = Path(settings["PATH"]).parent / "theme", Path(settings["THEME"])
    is_overlay = own.is_dir() and own.resolve() not in (theme.resolve(), THEME.resolve())
    return (own, theme) if is_overlay else (theme,)


def theme_file(folders: tuple[Path, ...], name: str) -> Path:
    """The file of this name in the first folder that has it, else its path in the last."""
    files = (folder / name for folder in folders)
    return next((file for file in files if file.is_file()), folders[-1] / name)


def program() -> str:
    """What starts a command of the site in the current folder."""
    return IN_REPOSITORY if Path("run.py").is_file() else "python -m newsroom"


def as_typed(path: str) -> str:
    """The path of what people named from the folder they stand in; run.py has left that folder."""
    folder = os.environ.get(STARTED_IN)
    return str(Path(folder, path)) if folder and path else path
