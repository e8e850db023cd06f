"""`run.py remove`: what is taken off is gone, and the strict build passes after it."""

from pathlib import Path

import pytest
from PIL import Image

from newsroom.commands.changing.remove import main as remove
from newsroom.commands.changing.rename import main as rename
from newsroom.contract.ledger import GONE
from newsroom.reading.load import load
from tests import given
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import build, good, recorded, snapshot


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return given.written(tmp_path / "content", FILES)


def text_of(content: Path, name: str) -> str:
    return (content / name).read_text(encoding="utf-8")


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


def test_a_link_to_a_removed_person_is_told(content: Path, tmp_path: Path, capsys) -> None:
    """By first name alone, so the link is all that tells who it is."""
    text = "---\ntitle: Mer\nsummary: Mer.\n---\nSe [Kari](/personer/kari/).\n"
    given.written(content, {"pages/mer.md": text})
    before = snapshot(content)
    assert remove("person", "kari", content) == 1
    assert "content/pages/mer.md:5:" in capsys.readouterr().err
    assert snapshot(content) == before
    given.written(content, {"pages/mer.md": text.replace("[Kari](/personer/kari/)", "lederen")})
    assert remove("person", "kari", content) == 0
    good(content, tmp_path / "out", NOW=NOW)


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


@pytest.mark.parametrize("name", ["gruppe.jpg", "gruppe #1.jpg"])
def test_a_picture_is_taken_off_everything(content: Path, tmp_path: Path, name: str) -> None:
    """By its path; neither the original nor a copy is anywhere."""
    image = f'image: {{src: "images/{name}", alt: En gruppe, credit: Foto}}\ntitle:'
    page = content / "pages/kontakt.md"
    page.write_text(page.read_text("utf-8").replace("title:", image), "utf-8")
    (content / "images").mkdir()
    Image.new("RGB", (400, 300), "teal").save(content / "images" / name)
    before = good(content, tmp_path / "before", NOW=NOW)
    assert [one.name for one in (before / "bilder").iterdir() if one.name != "kort"]
    assert remove("picture", f"content/images/{name}", content) == 0
    out = good(content, tmp_path / "out", NOW=NOW)
    assert [one.name for one in (out / "bilder").iterdir()] == ["kort"]
    assert b"En gruppe" not in (out / "kontakt/index.html").read_bytes()


def test_where_a_removed_person_is_named_is_told(content: Path, tmp_path, capsys) -> None:
    """Each file and line, and nothing is changed until a person has rewritten the sentences."""
    article = content / "news/2023/sak.md"
    text = article.read_text("utf-8").replace("date:", "author: Sondre Moe\ndate:")
    article.write_text(f"{text}\nSondre Moe sa ja.\n", "utf-8")
    before = snapshot(content)
    assert remove("person", "Sondre Moe", content) == 1
    line = article.read_text("utf-8").count("\n")
    told = capsys.readouterr().err
    assert f"content/news/2023/sak.md:{line}:1: removed-named: «Sondre Moe» er tatt bort" in told
    assert snapshot(content) == before
    article.write_text(text, "utf-8")
    assert remove("person", "Sondre Moe", content) == 0
    said = "Ingen i people.yaml heter «Sondre Moe»: navnet blir borte som forfatter"
    assert said in capsys.readouterr().out
    page = good(content, tmp_path / "out", NOW=NOW) / "nyheter/2023/sak/index.html"
    assert "Sondre" not in page.read_text("utf-8")
    assert remove("person", "Kari Nordmann", content) == 0
    assert "Ingen i people.yaml" not in capsys.readouterr().out


NAMING = {
    "site.yaml": "identity: example.org,2023\nname: Byen\nmenu:\n"
    "  - {title: Oss, link: /om-oss/}\n",
    "pages/mer.md": "---\ntitle: Mer\nsummary: Mer.\n---\n[Oss][1] og [vi](om-oss.md).\n\n"
    "[1]: /om-oss/\n",
}


def test_links_that_cannot_be_plain_words_are_told(content: Path, tmp_path: Path, capsys) -> None:
    """In the menu and by reference, each at its line; when they are mended, it goes."""
    given.written(content, NAMING)
    before = snapshot(content)
    assert remove("entry", "pages/om-oss.md", content) == 1
    told = capsys.readouterr().err
    assert "content/site.yaml:4:" in told
    assert "content/pages/mer.md:7:" in told
    assert "Ingenting er endret" in told
    assert snapshot(content) == before
    given.written(content, {
        "site.yaml": FILES["site.yaml"],
        "pages/mer.md": NAMING["pages/mer.md"].replace("[Oss][1]", "Oss"),
    })  # fmt: skip
    assert remove("entry", "pages/om-oss.md", content) == 0
    assert "Oss og vi." in text_of(content, "pages/mer.md")
    good(content, tmp_path / "out", NOW=NOW)


DOCUMENTS = {
    "documents/mote.pdf": "%PDF-1.4\n",
    "documents/begge.pdf": "%PDF-1.4\n",
    "events/mote.yaml": "id: 2023-mote\ntitle: Møte\nstart: 2023-11-01\nvenue: sentrum\n"
    "summary: Hør.\ndocuments:\n  - {title: Sak, src: documents/mote.pdf}\n"
    "  - {title: Begge, src: documents/begge.pdf}\n",
    "pages/begge.md": "---\ntitle: Begge\nsummary: B.\n---\n[Les](../documents/begge.pdf).\n",
}


def test_what_only_the_entry_offered_is_gone_with_it(content: Path, tmp_path: Path, capsys) -> None:
    """What another page offers too is not; the file is told of, and can be deleted by its name."""
    given.written(content, DOCUMENTS)
    assert recorded(content) == 0
    assert remove("entry", "2023-mote", content) == 0
    told = capsys.readouterr().out
    assert "python3 run.py remove document documents/mote.pdf" in told
    assert text_of(content, GONE).splitlines()[1:] == [
        "/arrangementer/2023/mote/",
        "/dokumenter/mote.pdf",
    ]
    out = good(content, tmp_path / "out", NOW=NOW)
    assert (out / "dokumenter/begge.pdf").exists()
    assert not (out / "dokumenter/mote.pdf").exists()
    assert remove("document", "documents/mote.pdf", content) == 0
    assert text_of(content, GONE).count("mote.pdf") == 1
    good(content, tmp_path / "out", NOW=NOW)


def test_a_document_is_removed_with_its_links(content: Path, tmp_path: Path, capsys) -> None:
    """Words in texts stay; where an event offers it, the line is told, and nothing is changed."""
    given.written(content, DOCUMENTS)
    assert recorded(content) == 0
    before = snapshot(content)
    assert remove("document", "content/documents/begge.pdf", content) == 1
    told = capsys.readouterr().err
    assert "Ta bort det som fortsatt viser hit, eller rett det, og kjør kommandoen på nytt:" in told
    assert "content/events/mote.yaml:8:" in told
    assert snapshot(content) == before
    address = "https://example.org/dokumenter/plan.pdf"
    assert remove("document", address, content) == 0
    assert not (content / "documents/plan.pdf").exists()
    assert text_of(content, "pages/planen.md").endswith("Les.\n")
    out = good(content, tmp_path / "out", NOW=NOW)
    assert "/dokumenter/plan.pdf /404.html 410" in (out / "_redirects").read_text("utf-8")
    assert not (out / "dokumenter/plan.pdf").exists()


@pytest.mark.parametrize("status", ["status: draft", "publish: 2099-01-01"])
def test_what_was_never_public_leaves_no_address(content: Path, tmp_path: Path, status) -> None:
    """The address of a draft tells what it is about."""
    given.written(content, {
        "documents/fusjon.pdf": "%PDF-1.4\n",
        "news/2023/fusjon.md": f"---\ntitle: F\ndate: 2023-05-01\nsummary: F.\n{status}\n"
        "aliases: [/fusjonen/]\n---\n[Les](../../documents/fusjon.pdf).\n",
    })  # fmt: skip
    assert recorded(content) == 0
    assert remove("entry", "news/2023/fusjon.md", content) == 0
    assert remove("document", "documents/fusjon.pdf", content) == 0
    out = good(content, tmp_path / "out", NOW=NOW)
    assert "fusjon" not in (out / "_redirects").read_text("utf-8")


@pytest.mark.parametrize(
    ("key", "file", "gone"),
    [
        ("energi", "networks.yaml", ["/nettverk/energi/"]),
        ("kinoen", "venues.yaml", ["/steder/kinoen/"]),
    ],
)
def test_a_venue_or_a_network_is_removed_too(
    content: Path, tmp_path: Path, key, file, gone
) -> None:
    """Its lines, and no others."""
    assert recorded(content) == 0
    assert remove("entry", key, content) == 0
    assert key not in text_of(content, file)
    assert text_of(content, GONE).splitlines()[1:] == gone
    good(content, tmp_path / "out", NOW=NOW)


@pytest.mark.parametrize(
    ("kind", "name", "new", "files"),
    [
        ("person", "ola", "o", ["/personer/ola/", "/kalender/person/ola.ics"]),
        ("entry", "energi", "kraft", ["/nettverk/energi/", "/kalender/nettverk/energi.ics"]),
        ("entry", "2023-kveld", "aften", ["/arrangementer/2023/kveld/"]),
        ("entry", "pages/kontakt.md", "ring", ["/kontakt/"]),
    ],
)
def test_what_had_another_name_is_gone_under_both(
    content: Path, tmp_path: Path, kind, name, new, files
) -> None:
    """Also the calendars that people follow, which stand elsewhere."""
    kveld = "id: 2023-kveld\ntitle: Kveld\nstart: 2023-11-01\nvenue: sentrum\nsummary: K.\n"
    given.written(content, {"events/kveld.yaml": f"{kveld}speakers: [ola]\nnetwork: energi\n"})
    assert recorded(content) == 0
    assert rename(name, new, content) == 0
    assert recorded(content) == 0
    event = content / "events/kveld.yaml"
    if name == "energi":
        event.write_text(event.read_text("utf-8").replace("network: kraft\n", ""), "utf-8")
    again = {"2023-kveld": name, "pages/kontakt.md": "pages/ring.md"}.get(name, new)
    assert remove(kind, again, content) == 0
    out = good(content, tmp_path / "out", NOW=NOW)
    redirects = (out / "_redirects").read_text("utf-8")
    for old in files:
        assert f"{old} /404.html 410" in redirects


def test_a_network_with_a_calendar_gives_that_up_too(content: Path, tmp_path: Path, capsys) -> None:
    """Once nothing is said to be of it any more."""
    assert recorded(content) == 0
    assert remove("entry", "helse", content) == 1
    assert "content/events/2023.yaml:13:" in capsys.readouterr().err
    events = content / "events/2023.yaml"
    events.write_text(events.read_text("utf-8").replace("  network: helse\n", ""), "utf-8")
    assert remove("entry", "helse", content) == 0
    assert "/kalender/nettverk/helse.ics" in text_of(content, GONE)
    good(content, tmp_path / "out", NOW=NOW)


def test_a_page_whose_file_was_deleted_is_told_of(content: Path, tmp_path: Path) -> None:
    """With the line to write, for nobody may have meant it; removed by its name it just goes."""
    assert recorded(content) == 0
    page = content / "pages/kontakt.md"
    text = page.read_bytes()
    page.unlink()
    ended = build(content, tmp_path / "out", NOW=NOW)
    assert ended.code == 2
    for said in ("/kontakt/", "pages/kontakt.md", GONE):
        assert said in ended.err
    page.write_bytes(text)
    assert remove("entry", "pages/kontakt.md", content) == 0
    out = good(content, tmp_path / "out", NOW=NOW)
    assert "/kontakt/ /404.html 410" in (out / "_redirects").read_text("utf-8")
