"""`run.py rename` edits the lines of the renamed entry and no others."""

from pathlib import Path

import pytest

from newsroom.commands.changing.rename import main as rename
from newsroom.reading.load import load
from tests import given
from tests.changing.editing import replace, text_of
from tests.ledger.test_published_once import NOW
from tests.site.building import good


@pytest.mark.parametrize(
    "written",
    ["aliases: [/gammel/]", "aliases:\n  - /gammel/", 'aliases: ["/gammel/"]', "aliases: []"],
)
def test_rename_adds_to_existing_aliases(content: Path, written: str) -> None:
    """The list may have any YAML form; an empty list gets its first alias."""
    replace(content, "pages/kontakt.md", "title:", f"{written}\ntitle:")
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    page = next(page for page in load(content)[0].pages if page.permalink == "ring-oss")
    assert set(page.aliases) == ({"/gammel/"} if "gammel" in written else set()) | {"/kontakt/"}


def test_rename_keeps_comments_in_aliases(content: Path) -> None:
    """Comments stay when an alias is added; a removed alias goes with the comment on its line."""
    written = "aliases: # fra før\n  - /gammel/ # trykt i 2019\n  # på skiltet\n  - /eldre/\ntitle:"
    replace(content, "pages/kontakt.md", "title:", written)
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    kept = written.replace("title:", "  - /kontakt/\ntitle:")
    assert kept in text_of(content, "pages/ring-oss.md")
    assert rename("pages/ring-oss.md", "gammel", content) == 0
    kept = kept.replace("  - /gammel/ # trykt i 2019\n", "")
    assert kept.replace("title:", "  - /ring-oss/\ntitle:") in text_of(content, "pages/gammel.md")


def test_rename_of_a_page_removes_its_slug(content: Path) -> None:
    """The file name replaces `slug`, and the old slug becomes an alias."""
    replace(content, "pages/kontakt.md", "title:", "slug: snakk\ntitle:")
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    assert "slug" not in text_of(content, "pages/ring-oss.md")
    assert "aliases: [/snakk/]" in text_of(content, "pages/ring-oss.md")


def test_rename_changes_the_slug_of_an_event_and_not_its_id(content: Path) -> None:
    """Calendars know the event by its id; a second renaming replaces the slug of the first."""
    for slug in ("morgenmote", "kaffe"):
        assert rename("2023-frokost", slug, content) == 0
    event, other = load(content)[0].events
    assert (event.id, event.permalink, other.permalink) == ("2023-frokost", "kaffe", "lunsj")
    assert set(event.aliases) == {f"/arrangementer/2023/{n}/" for n in ("frokost", "morgenmote")}
    assert "# Lunsjen er ny" in text_of(content, "events/2023.yaml")


def test_rename_keeps_a_title_of_several_lines(content: Path, tmp_path: Path) -> None:
    """`aliases` is inserted below all lines of a folded title."""
    written = "title: >-\n  Kontakt\n  oss\n"
    replace(content, "pages/kontakt.md", "title: Kontakt\n", written)
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    out = good(content, tmp_path / "out", NOW=NOW)
    assert "<title>Kontakt oss" in (out / "ring-oss/index.html").read_text("utf-8")


def test_rename_does_not_edit_hidden_files(content: Path) -> None:
    """A file whose name begins with a dot is not content."""
    given.written(content, {"pages/.kladd.md": "Se [oss](om-oss.md).\n"})
    assert rename("pages/om-oss.md", "vi", content) == 0
    assert text_of(content, "pages/.kladd.md") == "Se [oss](om-oss.md).\n"


def test_rename_keeps_crlf_line_endings(content: Path, tmp_path: Path) -> None:
    """Files from Windows have only CRLF line endings before and after."""
    for name in ("pages/kontakt.md", "pages/om-oss.md", "news/2023/sak.md"):
        file = content / name
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert rename("pages/om-oss.md", "vi", content) == 0
    for name in ("pages/kontakt.md", "pages/vi.md", "news/2023/sak.md"):
        data = (content / name).read_bytes()
        assert data.count(b"\r\n") == data.count(b"\n") > 1
    good(content, tmp_path / "out", NOW=NOW)
