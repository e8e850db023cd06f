"""`run.py rename` and `run.py remove`: nothing is lost, and nothing is half done."""

from pathlib import Path

import pytest
from PIL import Image

from plugins.reading.load import load
from tests import given
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import build, good, recorded, snapshot
from tools.publishing.remove import main as remove
from tools.publishing.rename import main as rename


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return given.written(tmp_path / "content", FILES)


def text_of(content: Path, name: str) -> str:
    return (content / name).read_text(encoding="utf-8")


def errors(content: Path) -> list[str]:
    return [problem.code for problem in load(content)[1].errors()]


def test_links_follow(content: Path) -> None:
    """By the file and by the address; what follows # stays."""
    assert rename("content/pages/om-oss.md", "hvem-vi-er", content) == 0
    assert rename("news/2023/sak.md", "nyheten", content) == 0
    assert "(../../pages/hvem-vi-er.md#hvem)" in text_of(content, "news/2023/nyheten.md")
    assert "(/nyheter/2023/nyheten/)" in text_of(content, "pages/hvem-vi-er.md")
    assert errors(content) == []


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


@pytest.mark.parametrize(
    ("name", "slug", "said"),
    [
        ("pages/kontkt.md", "x", "pages/kontakt.md"),
        ("pages/kontakt.md", "Ring oss", "ring-oss"),
        ("pages/kontakt.md", "2023", "kan ikke stå"),
        ("pages/kontakt.md", "om-oss", "finnes allerede"),
        ("pages/kontakt.md", "kontakt", "er adressen allerede"),
        ("reviews/2023.md", "aret", "av året"),
        ("events/2023.yaml", "x", "2023-frokost, 2023-lunsj"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_touched(
    content, capsys, name, slug, said
) -> None:
    """With what to write instead."""
    before = snapshot(content)
    assert rename(name, slug, content) == 1
    assert said in capsys.readouterr().err
    assert snapshot(content) == before


def test_a_list_in_a_form_of_its_own_is_left_alone(content: Path, capsys) -> None:
    """Better said than broken."""
    file = content / "pages/kontakt.md"
    written = "aliases: [/gammel/,\n  /eldre/]\ntitle:"
    file.write_text(file.read_text("utf-8").replace("title:", written), "utf-8")
    before = snapshot(content)
    assert rename("pages/kontakt.md", "ring-oss", content) == 1
    assert "aliases" in capsys.readouterr().err
    assert snapshot(content) == before


def test_an_entry_is_removed_with_its_address_given_up(content: Path, tmp_path: Path) -> None:
    """From the page to the 410, and the rest of its file as it was."""
    assert recorded(content) == 0
    assert remove("entry", "2023-frokost", content) == 0
    assert remove("entry", "pages/kontakt.md", content) == 0
    assert [event.id for event in load(content)[0].events] == ["2023-lunsj"]
    assert text_of(content, "events/2023.yaml").startswith(
        "# Årets arrangementer\n\n# Lunsjen er ny"
    )
    out = good(content, tmp_path / "out", NOW=NOW)
    gone = [one for one in (out / "_redirects").read_text("utf-8").split("\n") if " 410" in one]
    assert [one.split()[0] for one in gone] == [
        "/arrangementer/2023/frokost/",
        "/arrangementer/2023/frokost/arrangement.ics",
        "/kontakt/",
    ]
    assert not any(b"Frokost" in file.read_bytes() for file in out.rglob("*.html"))


def test_links_to_what_is_removed_become_plain_words(content: Path, tmp_path: Path) -> None:
    """Taking down is not to wait for a tidy text: the next build passes."""
    given.written(content, {
        "pages/mer.md": "---\ntitle: Mer\nsummary: Mer.\n---\n"
        "Se [frokosten](event:2023-frokost), [lunsjen](event:2023-lunsj), "
        "[oss](om-oss.md#hvem) og [vi](/om-oss/).\n",
    })  # fmt: skip
    assert remove("entry", "pages/om-oss.md", content) == 0
    assert remove("entry", "2023-frokost", content) == 0
    assert "Se frokosten, [lunsjen](event:2023-lunsj), oss og vi." in text_of(
        content, "pages/mer.md"
    )
    assert "Se om oss." in text_of(content, "news/2023/sak.md")
    good(content, tmp_path / "out", NOW=NOW)


def test_a_link_to_a_removed_person_stops_nothing(content: Path, tmp_path: Path) -> None:
    """Neither by key nor by address; the words beside it are still links."""
    given.written(content, {
        "pages/mer.md": "---\ntitle: Mer\nsummary: Mer.\n---\n"
        "Se [Kari](/personer/kari/), [Ola](/personer/ola/) og [oss](om-oss.md).\n",
    })  # fmt: skip
    assert remove("person", "kari", content) == 0
    out = good(content, tmp_path / "out", NOW=NOW)
    page = (out / "mer/index.html").read_text("utf-8")
    assert 'Se Kari, <a href="/personer/ola/">Ola</a> og <a href="/om-oss/">oss</a>.' in page


def test_a_person_is_taken_off_with_all_that_was_theirs(content: Path, tmp_path: Path) -> None:
    """Page, calendar and feed are gone; no byte of the site has the name."""
    given.written(content, {
        "people.yaml": "kari-nordmann: {name: Kari Nordmann, role: Daglig leder}\n",
        "events/kari.yaml": "id: 2023-kari\ntitle: Foredrag\nstart: 2023-11-01\nvenue: sentrum\n"
        "summary: Hør.\nspeakers: [kari-nordmann]\n",
    })  # fmt: skip
    assert recorded(content) == 0
    assert remove("person", "kari-nordmann", content) == 0
    out = good(content, tmp_path / "out", NOW=NOW)
    for file in out.rglob("*"):
        assert not file.is_file() or b"Kari Nordmann" not in file.read_bytes(), file
    redirects = (out / "_redirects").read_text("utf-8")
    for old in ("/personer/kari-nordmann/", "/kalender/person/kari-nordmann.ics",
                "/personer/kari-nordmann/feed.xml"):  # fmt: skip
        assert f"{old} /404.html 410" in redirects


def test_a_picture_is_taken_off_everything(content: Path, tmp_path: Path) -> None:
    """By its path; neither the original nor a copy is anywhere."""
    image = "image: {src: images/gruppe.jpg, alt: En gruppe, credit: Foto}\ntitle:"
    page = content / "pages/kontakt.md"
    page.write_text(page.read_text("utf-8").replace("title:", image), "utf-8")
    (content / "images").mkdir()
    Image.new("RGB", (400, 300), "teal").save(content / "images/gruppe.jpg")
    before = good(content, tmp_path / "before", NOW=NOW)
    assert [one.name for one in (before / "bilder").iterdir() if one.name != "kort"]
    assert remove("picture", "content/images/gruppe.jpg", content) == 0
    out = good(content, tmp_path / "out", NOW=NOW)
    assert [one.name for one in (out / "bilder").iterdir()] == ["kort"]
    assert b"En gruppe" not in (out / "kontakt/index.html").read_bytes()


def test_nothing_of_the_name_changes_nothing(content: Path, capsys) -> None:
    """A slip of the pen in removed.yaml would stop the next build."""
    before = snapshot(content)
    for kind, name in (
        ("person", "petter"),
        ("picture", "images/x.jpg"),
        ("thing", "x"),
        ("entry", "x"),
    ):
        assert remove(kind, name, content) == 1
        assert capsys.readouterr().err
    assert snapshot(content) == before


def test_a_removed_page_leaves_a_message_until_it_is_published(
    content: Path, tmp_path: Path
) -> None:
    """Deleting the file alone is stopped; removing it by its name is not."""
    assert recorded(content) == 0
    (content / "pages/kontakt.md").unlink()
    assert build(content, tmp_path / "out", NOW=NOW).code == 2
