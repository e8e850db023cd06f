"""The content folder that these tests rename and remove entries in."""

from pathlib import Path

import pytest

from tests import given
from tests.ledger.test_published_once import FILES


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with `FILES`, one or two entries of each kind."""
    return given.written(tmp_path / "content", FILES)
