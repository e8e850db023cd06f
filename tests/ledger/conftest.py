"""A site that was published, and what the check tells of it."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from newsroom.wording.problems import line
from tests import given
from tests.checking import checked
from tests.ledger.test_published_once import FILES
from tests.site.building import recorded


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose addresses have been written down."""
    content = given.written(tmp_path_factory.mktemp("published") / "content", FILES)
    assert recorded(content) == 0
    return content


@pytest.fixture
def content(published: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return copytree(published, tmp_path / "content")


@pytest.fixture
def told(content: Path, tmp_path: Path) -> Callable[[], list[str]]:
    """The errors in it, a line for each."""

    def lines() -> list[str]:
        run, _ = checked(content, tmp_path)
        return [line(problem, "content", "nb") for problem in run.report.errors()]

    return lines
