"""The theme's templates, strict: everything escaped, nothing undefined, nothing borrowed."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

SETTINGS = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    # A run reads each template once.
    "auto_reload": False,
    "cache_size": -1,
}


def environment(theme: Path) -> Environment:
    """An environment over theme/templates alone; Pelican's would fall back on its own theme."""
    return Environment(loader=FileSystemLoader(theme / "templates"), **SETTINGS)
