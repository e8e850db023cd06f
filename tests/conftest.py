"""Lets programs that tests start import `newsroom`, and makes the wheel and its environment."""

import compileall
import gc
import os
import sys
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from filelock import FileLock

from tests import installed
from tests.distribution import BySlowness, in_order

ROOT = Path(__file__).parents[1]
PLUGINS = str(ROOT / "plugins")


def pytest_configure() -> None:
    """Adds plugins/ to PYTHONPATH, as run.py does; our history is none of the test sites'."""
    folders = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if PLUGINS not in folders:
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (PLUGINS, *folders)))
    # Git would look through all commits for the record of each site.
    os.environ["GIT_CEILING_DIRECTORIES"] = str(ROOT / "tests")
    # With compiled modules a process starts in half the time, also where Python may keep none.
    if "PYTEST_XDIST_WORKER" not in os.environ:
        compileall.compile_dir(PLUGINS, quiet=2)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keeps the compiled tests; the modules that tests write change too fast to be kept."""
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, False
    collected = yield
    sys.dont_write_bytecode = before
    gc.freeze()  # no test is garbage, so nobody need look through them again and again
    return collected


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BySlowness | None:
    """Shares out the files, unless another way is asked for than that of run.py."""
    return BySlowness(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips the tests of the example where content/ has the content of somebody else."""
    in_order(items)
    site = yaml.safe_load((ROOT / "content/site.yaml").read_text(encoding="utf-8"))
    if "sample" not in site:
        for item in items:
            if item.get_closest_marker("sample"):
                item.add_marker(pytest.mark.skip(reason="content/ is not the example"))


@pytest.fixture(autouse=True)
def _settings_of_this_site() -> Iterator[None]:
    """Forgets the settings of a site that a test has read in the process of the tests.

    Every publishconf.py imports `pelicanconf`, and would get that of the site before it.
    """
    yield
    sys.modules.pop("pelicanconf", None)


def _once(
    tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]
) -> Path:
    """What `make` puts into a folder of this name: one for all processes of a test run."""
    base = tmp_path_factory.getbasetemp()
    top = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = top / f"{name}.made"
    with FileLock(top / f"{name}.lock"):
        if not made.exists():
            made.write_text(str(make(top / name)), encoding="utf-8")
        return Path(made.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `python -m build` makes."""
    return _once(tmp_path_factory, "dist", installed.built_wheel)


@pytest.fixture(scope="session")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site made by `run.py init`, with its environment."""
    return _once(tmp_path_factory, "nytt nettsted", installed.new_site)


@pytest.fixture(scope="session")
def environment(new_site: Path) -> Path:
    """The environment that a new site's run.py made, with the wheel."""
    return new_site / ".venv"
