"""Where the programs that tests start find the engine."""

import os
from pathlib import Path

PLUGINS = str(Path(__file__).parents[1] / "plugins")


def pytest_configure() -> None:
    """Let every process that a test starts import `newsroom`, as run.py does."""
    known = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if PLUGINS not in known:
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (PLUGINS, *known)))
