"""What is changed in a file is what was asked for: every other byte of it is as it was."""

from codecs import BOM_UTF8
from pathlib import Path

import pytest

from newsroom.commands.changing.remove import main as remove
from newsroom.commands.changing.rename import main as rename
from newsroom.reading.load import load
from tests import given
from tests.ledger.test_published_once import FILES


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return given.written(tmp_path / "content", FILES)


def test_a_mark_before_the_text_changes_nothing_of_it(content: Path) -> None:
    """Notepad writes one, and code below it is code all the same."""
    page = content / "pages/mer.md"
    text = "---\ntitle: Mer\nsummary: M.\n---\nSkriv `[oss](/om-oss/)`, se [{}]({}).\n"
    page.write_bytes(BOM_UTF8 + text.format("oss", "/om-oss/").encode())
    assert rename("pages/om-oss.md", "vi", content) == 0
    assert page.read_bytes() == BOM_UTF8 + text.format("oss", "/vi/").encode()
    assert remove("entry", "pages/vi.md", content) == 0
    assert page.read_bytes() == BOM_UTF8 + text.replace("[{}]({})", "oss").encode()


def test_the_first_entry_below_such_a_mark_is_one_as_any_other(content: Path) -> None:
    """It gets another key, and goes."""
    networks = content / "networks.yaml"
    networks.write_bytes(BOM_UTF8 + b"aa:\n  name: A\n  summary: A\nbb:\n  name: B\n  summary: B\n")
    (content / "events/2023.yaml").unlink()
    assert rename("aa", "ny", content) == 0
    assert networks.read_bytes().startswith(BOM_UTF8 + b"ny:\n  name: A\n")
    assert [*load(content)[0].networks] == ["ny", "bb"]
    assert remove("entry", "ny", content) == 0
    assert networks.read_bytes() == BOM_UTF8 + b"bb:\n  name: B\n  summary: B\n"
