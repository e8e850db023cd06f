"""Inline Markdown in text fields, and fields that name one or several people."""

from pathlib import Path

from newsroom.events.pages import pages as event_pages
from newsroom.parts.site_data import SiteData
from tests import given

PEOPLE = "kari: {name: Kari Nordmann}\nola: {name: Ola Hansen}\n"
ADDRESS = "/arrangementer/2023/frokost/"


def event_file(*lines: str) -> dict[str, str]:
    """An event with these lines of programme, at a venue with Markdown in its field."""
    head = "id: 2023-frokost\ntitle: Frokost\nstart: 2023-09-12 09:00\nvenue: salen\nprogramme:\n"
    return {
        "events/2023.yaml": head + "".join(f"  - {line}\n" for line in lines),
        "people.yaml": PEOPLE,
        "venues.yaml": "salen: {name: Salen}\n",
    }


def item(tmp_path: Path, fields: str) -> tuple[str, str]:
    """The speaker and the text that the page shows for an item of the programme."""
    catalog, report = given.loaded(tmp_path, event_file(f"{{title: Om KI, {fields}}}"))
    assert given.codes(report) == []
    site_data: SiteData = given.site_data_of(
        *catalog.events, *catalog.people.values(), *catalog.venues.values()
    )
    line = given.shown(event_pages(site_data), site_data)[ADDRESS].programme[0]
    return line.speaker, str(line.text)


class TestTheSpeakersOfAnItem:
    def test_are_one_or_several_people(self, tmp_path: Path) -> None:
        """A key or a name, several on one line with commas, or a list of both."""
        for number, (written, shown) in enumerate(
            {
                "kari": "Kari Nordmann",
                "'kari, ola'": "Kari Nordmann og Ola Hansen",
                "kari og ola": "Kari Nordmann og Ola Hansen",
                "[kari, ola, Siv Berg]": "Kari Nordmann, Ola Hansen og Siv Berg",
                "'kari, Siv Berg'": "Kari Nordmann og Siv Berg",
                "['Siv Berg, leder']": "Siv Berg, leder",
                "'Siv Berg, leder'": "Siv Berg, leder",
                "''": "",
            }.items()
        ):
            assert item(tmp_path / str(number), f"speaker: {written}")[0] == shown

    def test_must_exist_when_they_are_keys(self, tmp_path: Path) -> None:
        _, report = given.loaded(
            tmp_path,
            event_file("{title: A, speaker: [kari, uta]}", "{title: B, speaker: 'ola, u'}"),
        )
        assert given.places(report) == [
            "events/2023.yaml:6: person-unknown",
            "events/2023.yaml:7: person-unknown",
        ]


class TestATextField:
    def test_shows_inline_markdown(self, tmp_path: Path) -> None:
        """Emphasis, code and links; an asterisk or underscore in a text stays, and so do blocks."""
        for number, (written, shown) in enumerate(
            {
                "**Fet** og *skrå*": "<strong>Fet</strong> og <em>skrå</em>",
                "Se [oss](/om-oss/)": 'Se <a href="/om-oss/">oss</a>',
                "Se [ut](https://example.org/)": 'Se <a href="https://example.org/">ut</a>',
                "2 * 3 og fil_navn_her": "2 * 3 og fil_navn_her",
                "- ikke en *liste*": "- ikke en <em>liste</em>",
                "# Ikke `kode`": "# Ikke <code>kode</code>",
                "Kaffe & te": "Kaffe &amp; te",
            }.items()
        ):
            assert item(tmp_path / str(number), f'text: "{written}"')[1] == shown

    def test_reports_html_once(self, tmp_path: Path) -> None:
        _, report = given.loaded(tmp_path, event_file("{title: A, text: 'Et <b>*viktig*</b> ord'}"))
        assert given.places(report) == ["events/2023.yaml:6: html-in-field"]

    def test_has_the_line_of_its_links(self, tmp_path: Path) -> None:
        """A document that is missing is reported where the field is."""
        files = event_file("{title: A}", '{title: B, text: "[Ark](../documents/ark.pdf)"}')
        _, report = given.loaded(tmp_path, files)
        assert given.places(report) == ["events/2023.yaml:7: document-missing"]

    def test_of_any_kind_has_checked_links(self, tmp_path: Path) -> None:
        """The summary of an article, and the caption of its picture."""
        image = "{src: images/x.jpg, alt: Et bord, caption: 'Se [her](/finnes-ikke/)'}"
        lines = ("title: A", "date: 2023-09-12", "summary: '[Ark](../documents/a.pdf)'")
        text = "\n".join(("---", *lines, f"image: {image}", "---", "Tekst."))
        catalog, report = given.loaded(tmp_path, {"news/a.md": text})
        assert "news/a.md:4: document-missing" in given.places(report)
        (target,) = (t for t in catalog.bodies["news/a.md"].targets if t.kind == "address")
        assert (target.written, target.line) == ("/finnes-ikke/", 5)
