"""Where the installed package and its theme are on this machine, and what starts a command."""

from pathlib import Path

PACKAGE = Path(__file__).parent
# A wheel carries the theme inside the package; the repository has it at the top level.
THEME = next(
    folder for folder in (PACKAGE / "theme", PACKAGE.parents[1] / "theme") if folder.is_dir()
)
# What starts a command in this repository; the messages of problems have it.
IN_REPOSITORY = "python3 run.py"


def program() -> str:
    """What starts a command of the site in the current folder."""
    return IN_REPOSITORY if Path("run.py").is_file() else "python -m newsroom"
