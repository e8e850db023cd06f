"""A small site with every kind of entry: builds that tests read, and a copy that they change."""

from pathlib import Path

import pytest

from tests.site.building import SITES, good
from tests.soundness.workshop import Workshop


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of tests/sites/full, built as a published site."""
    return good(SITES / "full", tmp_path_factory.mktemp("published") / "out")


@pytest.fixture(scope="session")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of tests/sites/full, built as a preview with unpublished entries."""
    out = tmp_path_factory.mktemp("preview") / "out"
    return good(SITES / "full", out, settings="pelicanconf.py")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A site that was built once, and once without a cache."""
    made = Workshop(tmp_path_factory.mktemp("original"))
    assert (made.warm().code, made.clean().code) == (0, 0)
    return made


@pytest.fixture
def shop(original: Workshop, tmp_path: Path) -> Workshop:
    """A copy of it, which is built again, since its files have other times."""
    made = Workshop(tmp_path, original)
    assert made.warm().code == 0
    return made
