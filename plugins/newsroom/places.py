"""Where the installed package and its theme are on this machine."""

from pathlib import Path

PACKAGE = Path(__file__).parent
# A wheel carries the theme inside the package; the repository has it at the top level.
THEME = next(
    folder for folder in (PACKAGE / "theme", PACKAGE.parents[1] / "theme") if folder.is_dir()
)
