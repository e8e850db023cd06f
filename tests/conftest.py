"""Lets programs that tests start import `newsroom`, and makes the wheel and its environment."""

import os
from pathlib import Path

import pytest

from tests import installed

PLUGINS = str(Path(__file__).parents[1] / "plugins")


def pytest_configure() -> None:
    """Adds plugins/ to PYTHONPATH, as run.py does."""
    folders = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if PLUGINS not in folders:
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (PLUGINS, *folders)))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `python -m build` makes."""
    return installed.built_wheel(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, made once."""
    return installed.new_environment(tmp_path_factory.mktemp("env"), wheel)
