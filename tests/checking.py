"""The check of a content folder by the road every build takes, as of one winter's day."""

from pathlib import Path

from pelican.settings import read_settings

from newsroom.site.engine import Engine

ROOT = Path(__file__).parents[1]


def checked(content: Path, folder: Path) -> tuple[dict, int]:
    """The settings the run filled in, `report` and `catalog` among them, and its exit code."""
    override = {
        "PATH": str(content),
        "THEME": str(ROOT / "theme"),
        "OUTPUT_PATH": str(folder / "output"),
        "CACHE_PATH": str(folder / "cache"),
        "NOW": "2024-01-15T12:00",
    }
    engine = Engine(read_settings(str(ROOT / "publishconf.py"), override=override))
    exit_code = 0
    try:
        engine.check()
    except SystemExit as stop:
        exit_code = int(stop.code or 0)
    return engine.settings, exit_code
