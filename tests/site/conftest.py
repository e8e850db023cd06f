"""Two builds of a small site with every kind of entry, made once for each test process."""

from pathlib import Path

import pytest

from tests.site.building import SITES, good


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of tests/sites/full, built as a published site."""
    return good(SITES / "full", tmp_path_factory.mktemp("published") / "out")


@pytest.fixture(scope="session")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of tests/sites/full, built as a preview with unpublished entries."""
    out = tmp_path_factory.mktemp("preview") / "out"
    return good(SITES / "full", out, settings="pelicanconf.py")
