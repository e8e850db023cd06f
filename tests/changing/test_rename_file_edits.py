"""What `run.py rename` writes in a file: the entry's own lines, and not a word of the others."""

from pathlib import Path

import pytest

from newsroom.commands.changing.rename import main as rename
from newsroom.reading.load import load
from tests import given
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import good


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return given.written(tmp_path / "content", FILES)


def text_of(content: Path, name: str) -> str:
    return (content / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "written",
    ["aliases: [/gammel/]", "aliases:\n  - /gammel/", 'aliases: ["/gammel/"]', "aliases: []"],
)
def test_a_second_old_address_stands_beside_the_first(content: Path, written: str) -> None:
    """However the list is written."""
    file = content / "pages/kontakt.md"
    file.write_text(file.read_text("utf-8").replace("title:", f"{written}\ntitle:"), "utf-8")
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    page = next(page for page in load(content)[0].pages if page.permalink == "ring-oss")
    assert set(page.aliases) == ({"/gammel/"} if "gammel" in written else set()) | {"/kontakt/"}


def test_what_is_said_beside_an_old_address_stays(content: Path) -> None:
    """Why it is there is for those who come after."""
    file = content / "pages/kontakt.md"
    written = "aliases: # fra før\n  - /gammel/ # trykt i 2019\n  # på skiltet\n  - /eldre/\ntitle:"
    file.write_text(file.read_text("utf-8").replace("title:", written), "utf-8")
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    kept = written.replace("title:", '  - "/kontakt/"\ntitle:')
    assert kept in text_of(content, "pages/ring-oss.md")
    assert rename("pages/ring-oss.md", "gammel", content) == 0
    kept = kept.replace("  - /gammel/ # trykt i 2019\n", "")
    assert kept.replace("title:", '  - "/ring-oss/"\ntitle:') in text_of(content, "pages/gammel.md")


def test_a_slug_that_was_written_goes(content: Path) -> None:
    """The name of the file is enough."""
    file = content / "pages/kontakt.md"
    file.write_text(file.read_text("utf-8").replace("title:", "slug: snakk\ntitle:"), "utf-8")
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    assert "slug" not in text_of(content, "pages/ring-oss.md")
    assert 'aliases: ["/snakk/"]' in text_of(content, "pages/ring-oss.md")


def test_an_event_keeps_its_id_and_its_neighbours(content: Path) -> None:
    """Calendars know it by the id; a second renaming changes the slug that the first wrote."""
    for slug in ("morgenmote", "kaffe"):
        assert rename("2023-frokost", slug, content) == 0
    event, other = load(content)[0].events
    assert (event.id, event.permalink, other.permalink) == ("2023-frokost", "kaffe", "lunsj")
    assert set(event.aliases) == {f"/arrangementer/2023/{n}/" for n in ("frokost", "morgenmote")}
    assert "# Lunsjen er ny" in text_of(content, "events/2023.yaml")


def test_a_title_of_several_lines_stays_whole(content: Path, tmp_path: Path) -> None:
    """The new line stands below all of it."""
    file = content / "pages/kontakt.md"
    written = "title: >-\n  Kontakt\n  oss\n"
    file.write_text(file.read_text("utf-8").replace("title: Kontakt\n", written), "utf-8")
    assert rename("pages/kontakt.md", "ring-oss", content) == 0
    out = good(content, tmp_path / "out", NOW=NOW)
    assert "<title>Kontakt oss" in (out / "ring-oss/index.html").read_text("utf-8")


def test_what_is_not_read_is_not_written(content: Path) -> None:
    """What an editor keeps beside a file is its own."""
    given.written(content, {"pages/.kladd.md": "Se [oss](om-oss.md).\n"})
    assert rename("pages/om-oss.md", "vi", content) == 0
    assert text_of(content, "pages/.kladd.md") == "Se [oss](om-oss.md).\n"


def test_the_ends_of_lines_stay_as_they_were(content: Path, tmp_path: Path) -> None:
    """Windows writes them otherwise, and a renaming is not to rewrite every line."""
    for name in ("pages/kontakt.md", "pages/om-oss.md", "news/2023/sak.md"):
        file = content / name
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert rename("pages/om-oss.md", "vi", content) == 0
    for name in ("pages/kontakt.md", "pages/vi.md", "news/2023/sak.md"):
        data = (content / name).read_bytes()
        assert data.count(b"\r\n") == data.count(b"\n") > 1
    good(content, tmp_path / "out", NOW=NOW)
