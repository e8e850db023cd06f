"""`run.py rename` and `run.py remove` keep a byte order mark (BOM) at the start of a file."""

from codecs import BOM_UTF8
from pathlib import Path

from newsroom.commands.changing.remove import main as remove
from newsroom.commands.changing.rename import main as rename
from newsroom.reading.load import load


def test_a_bom_in_markdown_is_kept(content: Path) -> None:
    """Notepad writes a BOM. Links below it are still found, and links in code still unchanged."""
    page = content / "pages/mer.md"
    text = "---\ntitle: Mer\nsummary: M.\n---\nSkriv `[oss](/om-oss/)`, se [{}]({}).\n"
    page.write_bytes(BOM_UTF8 + text.format("oss", "/om-oss/").encode())
    assert rename("pages/om-oss.md", "vi", content) == 0
    assert page.read_bytes() == BOM_UTF8 + text.format("oss", "/vi/").encode()
    assert remove("entry", "pages/vi.md", content) == 0
    assert page.read_bytes() == BOM_UTF8 + text.replace("[{}]({})", "oss").encode()


def test_the_first_entry_below_a_bom_is_renamed_and_removed(content: Path) -> None:
    """The BOM of networks.yaml is kept when its first entry is renamed and when it is removed."""
    networks = content / "networks.yaml"
    networks.write_bytes(BOM_UTF8 + b"aa:\n  name: A\n  summary: A\nbb:\n  name: B\n  summary: B\n")
    (content / "events/2023.yaml").unlink()
    assert rename("aa", "ny", content) == 0
    assert networks.read_bytes().startswith(BOM_UTF8 + b"ny:\n  name: A\n")
    assert [*load(content)[0].networks] == ["ny", "bb"]
    assert remove("entry", "ny", content) == 0
    assert networks.read_bytes() == BOM_UTF8 + b"bb:\n  name: B\n  summary: B\n"
