"""What is changed in a file is what was asked for: every other byte of it is as it was."""

from codecs import BOM_UTF8
from pathlib import Path

import pytest

from newsroom.commands.changing.file_edits import change_lines
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


def test_each_line_ends_as_it_did(content: Path) -> None:
    """Of a file that was written on several machines one line is changed, and not every one."""
    page = content / "pages/mer.md"
    text = b"---\r\ntitle: Mer\nsummary: M.\r---\r\nSe\n[oss](%s),\r\nog\rto.\n\r\n"
    page.write_bytes(text % b"/om-oss/")
    assert rename("pages/om-oss.md", "vi", content) == 0
    assert page.read_bytes() == text % b"/vi/"


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        (b"a\r\nb\nc\r\n", ["a", "c", ""], b"a\r\nc\r\n"),
        (b"a\r\nb\n", ["a", "ny", "b", "ny", ""], b"a\r\nny\r\nb\nny\n"),
        (b"a\nb\r\n", ["x", "y", "z", ""], b"x\ny\r\nz\r\n"),
        (b"a\r\nb", ["a", "b", "c"], b"a\r\nb\r\nc"),
        (b"", ["a", "b", ""], b"a\nb\n"),
        (b"a\r\n", [""], b""),
    ],
)
def test_a_new_line_ends_as_the_one_above_it(tmp_path: Path, before, change, after) -> None:
    """And what is left of the others as each did."""
    file = tmp_path / "fil.yaml"
    file.write_bytes(before)
    change_lines(file, lambda _: change)
    assert file.read_bytes() == after
