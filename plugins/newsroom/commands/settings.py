"""The settings of the strict build, for what looks at the site without building it."""

from pathlib import Path

from pelican.settings import read_settings

SETTINGS = Path("publishconf.py")


def strict_settings(**given: object) -> dict:
    """Those of publishconf.py in the folder we stand in, with the `given` ones in their place."""
    return read_settings(str(SETTINGS), override=given)
