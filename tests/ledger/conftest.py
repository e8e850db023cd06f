"""A site that was published, and the errors that a check of it finds."""

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
    """The content of a site whose addresses are recorded."""
    content = given.written(tmp_path_factory.mktemp("published") / "content", FILES)
    assert recorded(content) == 0
    return content


@pytest.fixture
def content(published: Path, tmp_path: Path) -> Path:
    """A copy of the published content, which a test may change."""
    return copytree(published, tmp_path / "content")


@pytest.fixture
def told(content: Path, tmp_path: Path) -> Callable[[], list[str]]:
    """A function that returns the errors in `content`, one line for each."""

    def lines() -> list[str]:
        run, _ = checked(content, tmp_path)
        return [line(problem, "content", "nb") for problem in run.report.errors()]

    return lines
