"""A small site with every kind of entry, built once for each test process."""

from pathlib import Path

import pytest

from tests.site.building import SITES, good


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """tests/sites/full as the public gets it."""
    return good(SITES / "full", tmp_path_factory.mktemp("published") / "out")


@pytest.fixture(scope="session")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """tests/sites/full as the newsroom sees it."""
    out = tmp_path_factory.mktemp("preview") / "out"
    return good(SITES / "full", out, settings="pelicanconf.py")
