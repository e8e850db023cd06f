"""Checks a content folder with the engine, as a build does, at a fixed time."""

from pathlib import Path

from pelican.settings import read_settings

from newsroom.run import Run
from newsroom.site.engine import Engine
from newsroom.site.gate import BAD_CONTENT

ROOT = Path(__file__).parents[1]


def checked(content: Path, folder: Path, *, is_preview: bool = False) -> tuple[Run, int]:
    """The `Run` at the gate of the published site or of the preview, and the exit code."""
    override = {
        "PATH": str(content),
        "THEME": str(ROOT / "theme"),
        "OUTPUT_PATH": str(folder / "output"),
        "CACHE_PATH": str(folder / "cache"),
        "NOW": "2024-01-15T12:00",
        "SHOW_UNPUBLISHED": is_preview,
    }
    engine = Engine(read_settings(str(ROOT / "publishconf.py"), override=override))
    run = engine.run_to_gate()
    return run, BAD_CONTENT if run.report.errors() else 0
