"""A text field has inline Markdown on the page of its entry, and the same words everywhere else."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from icalendar import Calendar

from tests import given
from tests.site.building import SITES, good

# What an editor writes in each field, with one word of its own.
MARKED = "Dette er **{}** og et lite_ord med 2 * 3 og leder*inne og elev*ene, [se her](https://example.org/{})."
WORDS = "Dette er {} og et lite_ord med 2 * 3 og leder*inne og elev*ene, se her."
HTML = (
    "Dette er <strong>{}</strong> og et lite_ord med 2 * 3 og leder*inne og elev*ene, "
    '<a href="https://example.org/{}">se her</a>.'
)
PICTURE = (
    "{{src: images/2023/frokost.png, alt: En flate, credit: Ola, shows: nobody, caption: '{}'}}"
)
FILES = {
    "news/2023/sak.md": "---\ntitle: Sak\ndate: 2023-12-01\nsummary: '{}'\nimage: {}\n---\nHei.\n",
    "news/2023/eldre.md": "---\ntitle: Eldre\ndate: 2023-11-01\nsummary: Kort.\n---\nTekst.\n",
    "pages/om.md": "---\ntitle: Om\nsummary: '{}'\n---\nTekst.\n",
    "networks.yaml": "helse: {{name: Helse, summary: '{}'}}\n",
    "events/a.yaml": "id: 2024-frokost\ntitle: Frokost\nstart: 2024-03-05 09:00\n"
    "venue: {{name: Salen}}\nnetwork: helse\nsummary: '{}'\n"
    "programme: [{{title: '{}', text: '{}'}}]\n",
    "reviews/2023.md": "---\ntitle: Året\nyear: 2023\ndate: 2023-12-15\n"
    "figures: [{{label: Medlemmer, value: 7, note: '{}'}}]\n---\nEt godt år for alle sammen.\n",
}


def marked(word: str) -> str:
    return MARKED.format(word, word)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fields")
    words = {
        "news/2023/sak.md": (marked("artikkel"), PICTURE.format(marked("bilde"))),
        "pages/om.md": (marked("side"),),
        "networks.yaml": (marked("nettverk"),),
        "events/a.yaml": (marked("arrangement"), marked("punkt"), marked("foredrag")),
        "reviews/2023.md": (marked("tall"),),
    }
    texts = {name: text.format(*words.get(name, ())) for name, text in FILES.items()}
    content = given.written(
        folder / "content", {"site.yaml": "identity: example.org,2023\n", **texts}
    )
    picture = SITES / "minimal" / "images" / "2023" / "frokost.png"
    (content / "images" / "2023").mkdir(parents=True)
    (content / "images" / "2023" / "frokost.png").write_bytes(picture.read_bytes())
    return good(content, folder / "out", SITEURL="https://prove.example")


def page(out: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((out / address / "index.html").read_text("utf-8"), "html5lib")


@pytest.mark.parametrize(
    ("address", "place", "word"),
    [
        ("nyheter/2023/sak", ".page-head__summary", "artikkel"),
        ("nyheter/2023/sak", "figcaption > span:first-child", "bilde"),
        ("om", ".page-head__summary", "side"),
        ("nettverk/helse", ".page-head__summary", "nettverk"),
        ("arrangementer/2024/frokost", ".page-head__summary", "arrangement"),
        ("arrangementer/2024/frokost", ".programme h3", "punkt"),
        ("arrangementer/2024/frokost", ".programme p", "foredrag"),
        ("aret/2023", ".stats__note", "tall"),
    ],
)
def test_the_page_shows_the_marks_as_html(out: Path, address: str, place: str, word: str) -> None:
    """A star or an underscore inside a word, and one between spaces, stays as it is written."""
    (shown,) = page(out, address).select(place)
    assert shown.decode_contents() == HTML.format(word, word)


def test_lists_show_the_words(out: Path) -> None:
    """The lead story of the front page, the list of news, and the list of networks."""
    for address, place, word in (
        ("", ".lead-story__summary", "artikkel"),
        ("nyheter", ".card p", "artikkel"),
        ("nettverk", ".network-line p", "nettverk"),
    ):
        assert page(out, address).select(place)[0].decode_contents() == WORDS.format(word)


def test_search_engines_get_the_words(out: Path) -> None:
    """The meta description, Open Graph and JSON-LD."""
    for address, word in (
        ("nyheter/2023/sak", "artikkel"),
        ("om", "side"),
        ("nettverk/helse", "nettverk"),
        ("arrangementer/2024/frokost", "arrangement"),
    ):
        soup = page(out, address)
        for name in ('[name="description"]', '[property="og:description"]'):
            assert soup.select(f"meta{name}")[0]["content"] == WORDS.format(word)
    article = json.loads(
        page(out, "nyheter/2023/sak").find("script", type="application/ld+json").string
    )
    (news,) = (thing for thing in article["@graph"] if thing["@type"] == "NewsArticle")
    assert news["description"] == WORDS.format("artikkel")
    assert {image["caption"] for image in news["image"]} == {WORDS.format("bilde")}


def test_feeds_calendars_and_data_have_the_words(out: Path) -> None:
    items = {item["title"]: item for item in json.loads((out / "feed.json").read_text())["items"]}
    assert items["Sak"]["summary"] == WORDS.format("artikkel")
    (event,) = Calendar.from_ical((out / "kalender/alle.ics").read_bytes()).walk("VEVENT")
    assert str(event["DESCRIPTION"]).split("\n\n")[0] == WORDS.format("arrangement")
    (row,) = json.loads((out / "data/events.json").read_text())["events"]
    assert row["summary"] == WORDS.format("arrangement")


def test_nothing_else_shows_a_mark(out: Path) -> None:
    """No file of the site has the marks as they are written."""
    texts = (p for p in out.rglob("*") if p.suffix in {".html", ".xml", ".json", ".ics", ".csv"})
    assert [str(path) for path in texts if b"](https" in path.read_bytes()] == []
