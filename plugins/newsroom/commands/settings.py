"""The settings of the strict build, for commands that read the site without building it."""

from pathlib import Path
from typing import Any

from pelican.plugins._utils import load_plugins
from pelican.settings import read_settings

from newsroom.content_kinds import ContentKind, content_kinds

SETTINGS = Path("publishconf.py")


def strict_settings(**overrides: object) -> dict[str, Any]:
    """The settings of publishconf.py in the current folder, with these in place of its own."""
    return read_settings(str(SETTINGS), override=overrides)


def site_kinds() -> tuple[ContentKind, ...]:
    """The kinds of content of the site in the current folder."""
    plugins: list[object] = load_plugins(strict_settings())
    return content_kinds(plugins)
