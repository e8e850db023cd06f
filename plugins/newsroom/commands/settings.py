"""The settings of the strict build, for commands that read the site without building it."""

from pathlib import Path
from typing import Any

from pelican.settings import read_settings

SETTINGS = Path("publishconf.py")


def strict_settings(**overrides: object) -> dict[str, Any]:
    """The settings of publishconf.py in the current folder, with these in place of its own."""
    return read_settings(str(SETTINGS), override=overrides)
