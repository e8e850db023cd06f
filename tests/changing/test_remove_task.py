"""`run.py remove`: the entry is gone, its addresses give 410, and a strict build passes."""

from pathlib import Path

import pytest
from PIL import Image

from newsroom.commands.changing.remove import main as remove
from newsroom.commands.changing.rename import main as rename
from newsroom.contract.catalog import GONE
from newsroom.reading.load import load
from tests import given
from tests.changing.editing import replace, text_of
from tests.ledger.test_published_once import FILES, NOW
from tests.site.building import build, good, publish, recorded, snapshot


def test_a_removed_entry_gives_410(content: Path, tmp_path: Path) -> None:
    """The page and the calendar file of a removed event, and a removed page, give 410 Gone."""
    publish(content)
    assert remove("entry", "2023-frokost", content) == 0
    assert remove("entry", "pages/kontakt.md", content) == 0
    assert [event.id for event in load(content)[0].events] == ["2023-lunsj"]
    assert text_of(content, "events/2023.yaml").startswith(
        "# Årets arrangementer\n\n# Lunsjen er ny"
    )
    out = good(content, tmp_path / "out", NOW=NOW)
    gone = [line for line in (out / "_redirects").read_text("utf-8").split("\n") if " 410" in line]
    assert [line.split()[0] for line in gone] == [
        "/arrangementer/2023/frokost/",
        "/arrangementer/2023/frokost/arrangement.ics",
        "/kontakt/",
    ]
    assert not any(b"Frokost" in file.read_bytes() for file in out.rglob("*.html"))


def test_links_to_a_removed_entry_become_plain_text(content: Path, tmp_path: Path) -> None:
    """Links by id, by file and by address become their text, and the next build passes."""
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


def test_a_link_to_a_person_prevents_the_removal(content: Path, tmp_path: Path, capsys) -> None:
    """The link is reported and nothing changes; without the link the removal succeeds."""
    text = "---\ntitle: Mer\nsummary: Mer.\n---\nSe [Kari](/personer/kari/).\n"
    given.written(content, {"pages/mer.md": text})
    before = snapshot(content)
    assert remove("person", "kari", content) == 1
    assert "content/pages/mer.md:5:" in capsys.readouterr().err
    assert snapshot(content) == before
    given.written(content, {"pages/mer.md": text.replace("[Kari](/personer/kari/)", "lederen")})
    assert remove("person", "kari", content) == 0
    good(content, tmp_path / "out", NOW=NOW)


def test_a_removed_person_is_gone_from_the_whole_site(content: Path, tmp_path: Path) -> None:
    """Page, calendar and feed give 410, and no file contains the name."""
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
def test_a_removed_picture_has_no_copies(content: Path, tmp_path: Path, name: str) -> None:
    """No copy of the picture is published, and the page no longer shows it."""
    image = f'image: {{src: "images/{name}", alt: En gruppe, credit: Foto}}\ntitle:'
    replace(content, "pages/kontakt.md", "title:", image)
    (content / "images").mkdir()
    Image.new("RGB", (400, 300), "teal").save(content / "images" / name)
    before = good(content, tmp_path / "before", NOW=NOW)
    assert [file.name for file in (before / "bilder").iterdir() if file.name != "kort"]
    assert remove("picture", f"content/images/{name}", content) == 0
    out = good(content, tmp_path / "out", NOW=NOW)
    assert [file.name for file in (out / "bilder").iterdir()] == ["kort"]
    assert b"En gruppe" not in (out / "kontakt/index.html").read_bytes()


def test_remove_person_reports_where_the_name_stands_in_texts(
    content: Path, tmp_path, capsys
) -> None:
    """Each place is reported with file and line, and nothing changes until the texts do."""
    article = content / "news/2023/sak.md"
    text = article.read_text("utf-8").replace("date:", "author: Sondre Moe\ndate:")
    article.write_text(f"{text}\nSondre Moe sa ja.\n", "utf-8")
    before = snapshot(content)
    assert remove("person", "Sondre Moe", content) == 1
    line = article.read_text("utf-8").count("\n")
    stderr = capsys.readouterr().err
    assert f"content/news/2023/sak.md:{line}:1: removed-named: «Sondre Moe» er tatt bort" in stderr
    assert snapshot(content) == before
    article.write_text(text, "utf-8")
    assert remove("person", "Sondre Moe", content) == 0
    message = "Ingen i people.yaml heter «Sondre Moe»: navnet blir borte som forfatter"
    assert message in capsys.readouterr().out
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


def test_links_that_cannot_become_text_prevent_the_removal(
    content: Path, tmp_path: Path, capsys
) -> None:
    """Links in the menu and by reference are reported with their lines, and nothing changes."""
    given.written(content, NAMING)
    before = snapshot(content)
    assert remove("entry", "pages/om-oss.md", content) == 1
    stderr = capsys.readouterr().err
    assert "content/site.yaml:4:" in stderr
    assert "content/pages/mer.md:7:" in stderr
    assert "Ingenting er endret" in stderr
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


def test_a_document_of_the_removed_entry_alone_gives_410(
    content: Path, tmp_path: Path, capsys
) -> None:
    """A document that another page links to stays.

    The output names the file and how to delete it.
    """
    given.written(content, DOCUMENTS)
    publish(content)
    assert remove("entry", "2023-mote", content) == 0
    stdout = capsys.readouterr().out
    assert "python3 run.py remove document documents/mote.pdf" in stdout
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


def test_a_removed_document_gives_410_and_its_links_become_text(
    content: Path, tmp_path: Path, capsys
) -> None:
    """A document that an event lists under `documents` cannot be removed; its line is reported."""
    given.written(content, DOCUMENTS)
    publish(content)
    before = snapshot(content)
    assert remove("document", "content/documents/begge.pdf", content) == 1
    stderr = capsys.readouterr().err
    assert (
        "Ta bort det som fortsatt viser hit, eller rett det, og kjør kommandoen på nytt:" in stderr
    )
    assert "content/events/mote.yaml:8:" in stderr
    assert snapshot(content) == before
    address = "https://example.org/dokumenter/plan.pdf"
    assert remove("document", address, content) == 0
    assert not (content / "documents/plan.pdf").exists()
    assert text_of(content, "pages/planen.md").endswith("Les.\n")
    out = good(content, tmp_path / "out", NOW=NOW)
    assert "/dokumenter/plan.pdf /404.html 410" in (out / "_redirects").read_text("utf-8")
    assert not (out / "dokumenter/plan.pdf").exists()


@pytest.mark.parametrize("status", ["status: draft", "publish: 2099-01-01"])
def test_removing_an_unpublished_article_writes_no_redirect(
    content: Path, tmp_path: Path, status
) -> None:
    """Its address, its aliases and its document are not in _redirects: they tell its subject."""
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
def test_a_venue_or_a_network_is_removed(content: Path, tmp_path: Path, key, file, gone) -> None:
    """Its lines are deleted from the YAML file, and record/gone.txt gets its address."""
    publish(content)
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
def test_removing_a_renamed_entry_gives_410_for_its_old_addresses(
    content: Path, tmp_path: Path, kind, name, new, files
) -> None:
    """Calendars at the old addresses, which people may subscribe to, give 410 too."""
    kveld = "id: 2023-kveld\ntitle: Kveld\nstart: 2023-11-01\nvenue: sentrum\nsummary: K.\n"
    given.written(content, {"events/kveld.yaml": f"{kveld}speakers: [ola]\nnetwork: energi\n"})
    publish(content)
    assert rename(name, new, content) == 0
    assert recorded(content) == 0
    if name == "energi":
        replace(content, "events/kveld.yaml", "network: kraft\n", "")
    current_name = {"2023-kveld": name, "pages/kontakt.md": "pages/ring.md"}.get(name, new)
    assert remove(kind, current_name, content) == 0
    out = good(content, tmp_path / "out", NOW=NOW)
    redirects = (out / "_redirects").read_text("utf-8")
    for old in files:
        assert f"{old} /404.html 410" in redirects


def test_the_calendar_of_a_removed_network_gives_410(content: Path, tmp_path: Path, capsys) -> None:
    """The removal is refused as long as an event names the network."""
    publish(content)
    assert remove("entry", "helse", content) == 1
    assert "content/events/2023.yaml:13:" in capsys.readouterr().err
    replace(content, "events/2023.yaml", "  network: helse\n", "")
    assert remove("entry", "helse", content) == 0
    assert "/kalender/nettverk/helse.ics" in text_of(content, GONE)
    good(content, tmp_path / "out", NOW=NOW)


def test_a_deleted_file_fails_the_build_and_remove_does_not(content: Path, tmp_path: Path) -> None:
    """The build names the address, the file and record/gone.txt, which `remove` edits itself."""
    publish(content)
    page = content / "pages/kontakt.md"
    text = page.read_bytes()
    page.unlink()
    ended = build(content, tmp_path / "out", NOW=NOW)
    assert ended.code == 2
    for expected in ("/kontakt/", "pages/kontakt.md", GONE):
        assert expected in ended.err
    page.write_bytes(text)
    assert remove("entry", "pages/kontakt.md", content) == 0
    out = good(content, tmp_path / "out", NOW=NOW)
    assert "/kontakt/ /404.html 410" in (out / "_redirects").read_text("utf-8")
