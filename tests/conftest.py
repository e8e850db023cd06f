"""Lets programs that tests start import `newsroom`, and makes the wheel and its environment."""

import os
from pathlib import Path

import pytest
import yaml

from tests import installed

ROOT = Path(__file__).parents[1]
PLUGINS = str(ROOT / "plugins")


def pytest_configure() -> None:
    """Adds plugins/ to PYTHONPATH, as run.py does."""
    folders = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if PLUGINS not in folders:
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (PLUGINS, *folders)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips the tests of the example where content/ has the content of somebody else."""
    site = yaml.safe_load((ROOT / "content/site.yaml").read_text(encoding="utf-8"))
    if "sample" not in site:
        for item in items:
            if item.get_closest_marker("sample"):
                item.add_marker(pytest.mark.skip(reason="content/ is not the example"))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `python -m build` makes."""
    return installed.built_wheel(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, made once."""
    return installed.new_environment(tmp_path_factory.mktemp("env"), wheel)
