"""Hostile markup in every text field is harmless in pages, feeds, calendars and data."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar

from tests import given
from tests.reading.live import live
from tests.site.building import good

NOW = "2024-01-08T09:00"
# It has no complete tag, since reading reports those as errors.
EVIL = '</script <script src=x <img src=x onerror=alert(1) <!-- \\" onclick=\\"alert(1)'
PLAIN = EVIL.replace("\\", "")
IN_CODE = "Se `</script><script>alert(1)</script>` og &lt;img src=x onerror=alert(1)&gt;.\n"
FILES = {
    "site.yaml": f'identity: example.org,2023\nname: "{EVIL}"\naddress: "{EVIL}"\n'
    f'partners: [{{name: "{EVIL}"}}]\n',
    "news/2023/sak.md": f'---\ntitle: "{EVIL}"\ndate: 2023-12-01\nsummary: "{EVIL}"\n'
    f'category: "{EVIL}"\ntags: ["{EVIL}"]\nauthor: "{EVIL}"\n'
    f'corrections: [{{date: 2023-12-02, text: "{EVIL}"}}]\n---\n{IN_CODE}',
    "pages/om.md": f'---\ntitle: "{EVIL}"\nsummary: "{EVIL}"\nmenu: 1\n---\n{IN_CODE}',
    "reviews/2023.md": f'---\ntitle: "{EVIL}"\nyear: 2023\ndate: 2023-12-15\nauthor: "{EVIL}"\n'
    f'figures: [{{id: a, label: "{EVIL}", value: 7, unit: "{EVIL}", note: "{EVIL}"}}]\n'
    f'highlights: [{{title: "{EVIL}", text: "{EVIL}"}}]\n---\n{IN_CODE}',
    "people.yaml": f'kari: {{name: "{EVIL}", role: "{EVIL}", company: "{EVIL}", bio: "Se."}}\n',
    "networks.yaml": f'helse: {{name: "{EVIL}", summary: "{EVIL}"}}\n',
    "events/a.yaml": f"""\
- id: 2024-frokost
  title: "{EVIL}"
  start: 2024-03-05 09:00
  venue: {{name: "{EVIL}", address: "{EVIL}", city: "{EVIL}", accessibility: "{EVIL}"}}
  network: helse
  summary: "{EVIL}"
  description: "{IN_CODE.strip()}"
  organiser: "{EVIL}"
  speakers: [kari, "{EVIL}"]
  programme: [{{time: "09:00", title: "{EVIL}", speaker: "{EVIL}", text: "{EVIL}"}}]
  accessibility: "{EVIL}"
""",
}
OURS = {"style", "meta", "link", "svg", "base"}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    content = given.written(folder / "content", FILES)
    return good(content, folder / "out", NOW=NOW, SITEURL="https://prove.example")


def test_no_page_runs_a_word_of_it(out: Path) -> None:
    """Every script is a file of the theme, and embedded data cannot end its element."""
    pages = list(out.rglob("*.html"))
    assert len(pages) > 15
    for page in pages:
        html = page.read_text(encoding="utf-8")
        for script in BeautifulSoup(html, "html5lib").find_all("script"):
            if script.get("type") == "application/ld+json":
                assert json.loads(script.string)
                assert "<" not in script.string
                script.decompose()
            else:
                assert script["src"].startswith("/assets/")
        soup = BeautifulSoup(html, "html5lib")
        for own in soup.select("script, form[role=search], template"):
            own.decompose()
        assert [one for one in live(str(soup)) if one.strip("<>") not in OURS] == [], page


def test_no_feed_carries_live_markup(out: Path) -> None:
    """No field of a feed has active markup."""
    feeds = list(out.rglob("feed.xml"))
    assert len(feeds) >= 3
    for feed in feeds:
        for element in ET.parse(feed).iter():
            if element.get("type") == "html":
                assert list(live(f"<body>{element.text or ''}")) == [], feed
            assert not element.tag.startswith("{http://www.w3.org/1999/xhtml}")


def test_a_calendar_says_it_in_plain_words(out: Path) -> None:
    """A calendar has plain text only (RFC 5545), and a text cannot start a new line of it."""
    for file in out.rglob("*.ics"):
        data = file.read_bytes()
        assert b"X-ALT-DESC" not in data
        for event in Calendar.from_ical(data).walk("VEVENT"):
            assert str(event["SUMMARY"]) == PLAIN
            assert "<code>" not in str(event.get("DESCRIPTION", ""))


def test_the_data_gives_back_what_was_written(out: Path) -> None:
    """The open data has the texts unescaped, since escaping is only for HTML."""
    said = json.loads((out / "data/events.json").read_text(encoding="utf-8"))
    assert PLAIN in json.dumps(said, ensure_ascii=False).replace('\\"', '"')
