"""A site in several languages: the pages, lists, feeds, calendars and links of each edition."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from PIL import Image

from newsroom.reading.load import load
from tests.given import written
from tests.site.building import ROOT, build

SITE = """\
name: Fjordvik Forum
identity: example.org,2023
languages: [nb, nn, en]
outdated_note: ja
event_types: [Frokost]
en: {name: Fjordvik Business Forum, summary: A meeting place.}
"""
DOCUMENT = "---\ntitle: {title}\n{more}---\n{text}\n"
FILES = {
    "site.yaml": SITE,
    "news/2023/sak.md": DOCUMENT.format(
        title="Ny sak", more="date: 2023-12-01\nmodified: 2023-12-10\n", text="Tekst."
    ),
    "news/2023/story.md": DOCUMENT.format(
        title="A new story",
        more="date: 2023-12-01\nlang: en\ntranslation_of: news/2023/sak.md\n",
        text="Text, as the [original](sak.md).",
    ),
    "news/2023/soge.md": DOCUMENT.format(
        title="Ei ny soge",
        more="date: 2023-12-11\nlang: nn\ntranslation_of: news/2023/sak.md\n",
        text="Tekst.",
    ),
    "news/2023/bare-her.md": DOCUMENT.format(
        title="Bare på bokmål", more="date: 2023-12-02\n", text="Tekst."
    ),
    "news/2023/tilbud.md": DOCUMENT.format(
        title="Tilbud", more="date: 2023-11-02\nexpires: 2023-11-03\n", text="Tekst."
    ),
    "news/2023/offer.md": DOCUMENT.format(
        title="Offer",
        more="date: 2023-11-02\nlang: en\ntranslation_of: news/2023/tilbud.md\n",
        text="Text.",
    ),
    "pages/om.md": DOCUMENT.format(title="Om oss", more="menu: 1\n", text="Vi."),
    "pages/about.md": DOCUMENT.format(
        title="About us", more="menu: 1\nlang: en\ntranslation_of: pages/om.md\n", text="We."
    ),
    "events/2024.yaml": """\
- id: 2024-frokost
  title: Frokost
  start: 2024-03-05 09:00
  venue: salen
  network: kraft
  type: Frokost
  description: "Vi *spiser*."
  en: {title: Breakfast, slug: breakfast, description: "We *eat*."}
- id: 2024-kurs
  title: Kurs
  start: 2024-03-06 09:00
  venue: salen
""",
    "venues.yaml": "salen: {name: Salen, city: Fjordvik, en: {name: The Hall}}\n",
    "networks.yaml": "kraft: {name: Kraft, about: Vi er., en: {name: Power, about: We are.}}\n",
}
# Each page that is in more than one language, by language.
PAIRS = [
    {"nb": "/", "nn": "/nn/", "en": "/en/"},
    {"nb": "/nyheter/", "nn": "/nn/nyheiter/", "en": "/en/news/"},
    {
        "nb": "/nyheter/2023/sak/",
        "nn": "/nn/nyheiter/2023/soge/",
        "en": "/en/news/2023/story/",
    },
    {"nb": "/om/", "en": "/en/about/"},
    {"nb": "/arrangementer/", "nn": "/nn/arrangement/", "en": "/en/events/"},
    {"nb": "/arrangementer/2024/frokost/", "en": "/en/events/2024/breakfast/"},
    {"nb": "/steder/salen/", "en": "/en/venues/salen/"},
    {"nb": "/nettverk/kraft/", "en": "/en/networks/kraft/"},
]
ALONE = [
    "/nyheter/2023/bare-her/",
    "/nyheter/2023/tilbud/",
    "/en/news/2023/offer/",
    "/arrangementer/2024/kurs/",
]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editions")
    written(folder / "content", FILES)
    ended = build(folder / "content", folder / "out", SITEURL="https://example.org")
    assert ended.code == 0, ended.err
    return folder / "out"


def page(out: Path, address: str) -> BeautifulSoup:
    file = out / address.strip("/") / "index.html"
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def test_each_edition_has_its_pages(out: Path) -> None:
    """Pages in several languages name each other in the head, and link to each other at the top."""
    for pair in PAIRS:
        urls = {lang: f"https://example.org{address}" for lang, address in pair.items()}
        for lang, address in pair.items():
            shown = page(out, address)
            assert shown.html["lang"] == lang
            links = {x["hreflang"]: x["href"] for x in shown.head.select("link[hreflang]")}
            assert links == {**urls, "x-default": urls["nb"]}, address
            offered = {a["hreflang"]: a["href"] for a in shown.select("body > nav a[hreflang]")}
            assert offered == {other: to for other, to in pair.items() if other != lang}, address
    for address in ALONE:
        assert page(out, address).select("[hreflang]") == []


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("/nyheter/", ["Bare på bokmål", "Ny sak"]),
        ("/nn/nyheiter/", ["Ei ny soge"]),
        ("/en/news/", ["A new story", "Offer"]),
    ],
)
def test_a_list_has_what_exists_in_its_language(out: Path, address: str, titles) -> None:
    """A translation stands in the list of its own language alone, and in its feed alone."""
    assert [x.get_text(strip=True) for x in page(out, address).select("main h2 a")] == titles
    home = "/".join(address.split("/")[:-2])
    feed = ET.parse(out / f"{home}/feed.xml".strip("/")).getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    assert [x.findtext(f"{atom}title") for x in feed.findall(f"{atom}entry")] == titles
    lang = feed.get("{http://www.w3.org/XML/1998/namespace}lang")
    assert lang == page(out, address).html["lang"]


def test_the_rule_of_a_series_is_in_the_words_of_the_page(tmp_path: Path) -> None:
    """In the facts of its page, and in its row on a page in another language."""
    series = """\
- id: 2024-lunsj
  title: Lunsj
  start: 2024-03-07 12:00
  online: https://example.org/l
  repeat: første torsdag i måneden, 12 ganger
  en: {title: Lunch}
"""
    written(tmp_path / "content", {"site.yaml": SITE, "events/2024.yaml": series})
    ended = build(tmp_path / "content", tmp_path / "out", SITEURL="https://example.org")
    assert ended.code == 0, ended.err
    for address, words in {
        "/arrangementer/2024/lunsj/": "første torsdag i måneden, 12 ganger",
        "/en/events/2024/lunsj/": "first Thursday of the month, 12 times",
        "/nn/arrangement/": "første torsdag, 11 datoar til",
        "/en/events/": "first Thursday, 11 more dates",
    }.items():
        texts = [*page(tmp_path / "out", address).main.stripped_strings]
        assert words in texts, address


def test_an_event_without_a_translation_stands_in_the_list_in_its_own_language(out: Path) -> None:
    """The words round it are English; its link leads to the page that there is."""
    rows = page(out, "/en/events/").select("main li a[href]")
    by_title = {a.get_text(" ", strip=True): a for a in rows}
    (kurs,) = [a for title, a in by_title.items() if "Kurs" in title]
    assert kurs["href"] == "/arrangementer/2024/kurs/"
    assert kurs.find_parent("li").select("[lang=nb]") != [] or kurs.get("lang") == "nb"
    (breakfast,) = [a for title, a in by_title.items() if "Breakfast" in title]
    assert breakfast["href"] == "/en/events/2024/breakfast/"


def test_a_translated_event_has_its_text_its_venue_and_its_network(out: Path) -> None:
    text = page(out, "/en/events/2024/breakfast/").main.get_text(" ", strip=True)
    assert "We eat ." in text and "The Hall" in text and "Power" in text
    assert "spiser" not in text
    calendar = (out / "en/events/2024/breakfast/event.ics").read_text(encoding="utf-8")
    assert "SUMMARY:Breakfast" in calendar


def test_the_sitemap_has_the_pairs(out: Path) -> None:
    """Each page in several languages names all of them (sitemaps.org, xhtml:link)."""
    tree = ET.parse(out / "sitemap.xml").getroot()
    site, xhtml = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"
    found = {
        url.findtext(f"{site}loc"): {
            x.get("hreflang"): x.get("href") for x in url.findall(f"{xhtml}link")
        }
        for url in tree.findall(f"{site}url")
    }
    for pair in PAIRS:
        urls = {lang: f"https://example.org{address}" for lang, address in pair.items()}
        for url in urls.values():
            assert found[url] == {**urls, "x-default": urls["nb"]}
    assert found["https://example.org/nyheter/2023/bare-her/"] == {}


def test_a_page_says_that_its_original_has_changed(out: Path) -> None:
    """Only a translation that is older than the last change of its text."""
    assert "older than the last change" in page(out, "/en/news/2023/story/").main.get_text()
    assert "eldre enn" not in page(out, "/nn/nyheiter/2023/soge/").main.get_text()


def test_each_front_page_has_the_picture_of_its_own_lead(tmp_path: Path) -> None:
    """And a page has the pictures and the documents that only its translation has."""
    image = "image: {{src: images/{0}.png, alt: {0}, credit: C}}\n"
    event = """\
- id: 2024-e
  title: E
  start: 2024-03-05 09:00
  online: https://example.org/e
  en: {title: E, description: "![C](images/c.png) and [a paper](../documents/p.pdf)"}
"""
    files = {
        "site.yaml": "identity: example.org,2023\nlanguages: [nb, en]\ncredit: C\n",
        "news/2023/a.md": DOCUMENT.format(
            title="A", more="date: 2023-12-01\n" + image.format("a"), text="A."
        ),
        "news/2023/b.md": DOCUMENT.format(
            title="B", more="date: 2023-12-01\nlang: en\n" + image.format("b"), text="B."
        ),
        "events/2024.yaml": event,
        "documents/p.pdf": "%PDF-1.4",
    }
    written(tmp_path / "content", files)
    (tmp_path / "content/images").mkdir()
    for number, name in enumerate("abc"):
        Image.new("RGB", (1200, 800), (90, 60 * number, 90)).save(
            tmp_path / f"content/images/{name}.png"
        )
    ended = build(tmp_path / "content", tmp_path / "out", SITEURL="https://example.org")
    assert ended.code == 0, ended.err
    for home, alt in (("/", "a"), ("/en/", "b"), ("/en/events/2024/e/", "C")):
        shown = page(tmp_path / "out", home).select_one(f'main img[alt="{alt}"]')
        assert (tmp_path / "out" / shown["src"].strip("/")).is_file()
    assert (tmp_path / "out/dokumenter/p.pdf").is_file()


def test_a_text_in_a_language_without_an_edition_stands_in_the_first(tmp_path: Path) -> None:
    """Its page is where it is on a site in one language; lists have the original alone."""
    files = {**FILES, "site.yaml": SITE.replace("[nb, nn, en]", "[nb, nn]")}
    written(tmp_path / "content", files)
    ended = build(tmp_path / "content", tmp_path / "out", SITEURL="https://example.org")
    assert ended.code == 0, ended.err
    assert "A new story" in page(tmp_path / "out", "/en/news/2023/story/").main.h1.get_text()
    titles = [x.get_text(strip=True) for x in page(tmp_path / "out", "/nyheter/").select("h2 a")]
    assert titles == ["Bare på bokmål", "Ny sak", "Offer"]


@pytest.mark.parametrize(
    ("home", "menu", "calendar"),
    [
        ("/", ["Nyheter", "Arrangementer", "Nettverk", "Om oss"], "kalender/alle.ics"),
        ("/nn/", ["Nyheiter", "Arrangement", "Nettverk"], "nn/kalender/alle.ics"),
        ("/en/", ["News", "Events", "Networks", "About us"], "en/calendar/all.ics"),
    ],
)
def test_an_edition_has_its_menu_its_calendar_and_its_page_of_what_is_missing(
    out: Path, home: str, menu: list[str], calendar: str
) -> None:
    shown = page(out, home)
    links = shown.select("header nav a")
    assert [link.get_text(strip=True) for link in links] == menu
    assert all(link["href"].startswith(home) for link in links)
    _, *events = (out / calendar).read_text("utf-8").split("BEGIN:VEVENT")
    assert "//pelican-newsroom//" + shown.html["lang"].upper() in (out / calendar).read_text(
        "utf-8"
    )
    names = {"Breakfast" if home == "/en/" else "Frokost", "Kurs"}
    assert {re.search("SUMMARY:(.*)", event)[1].strip() for event in events} == names
    assert f'lang="{shown.html["lang"]}"' in (out / f"{home}404.html".strip("/")).read_text("utf-8")


def test_the_menu_of_the_first_language_stands_on_its_own_pages_alone(tmp_path: Path) -> None:
    """An edition without words for it has the menu that is made of its lists."""
    menu = "identity: example.org,2023\nlanguages: [nb, nn, en]\n"
    menu += "menu: [{title: Siste nytt, link: /nyheter/}]\nen: {name: Forum}\n"
    more = "date: 2023-12-01\nlang: {}\n"
    texts = {
        f"news/2023/{lang}.md": DOCUMENT.format(title=lang, more=more.format(lang), text="T.")
        for lang in ("nb", "nn", "en")
    }
    written(tmp_path / "content", {"site.yaml": menu, **texts})
    ended = build(tmp_path / "content", tmp_path / "out", SITEURL="https://example.org")
    assert ended.code == 0, ended.err
    shown = {
        home: [
            (a.get_text(strip=True), a["href"])
            for a in page(tmp_path / "out", home).select("header nav a")
        ]
        for home in ("/", "/nn/", "/en/")
    }
    assert shown == {
        "/": [("Siste nytt", "/nyheter/")],
        "/nn/": [("Nyheiter", "/nn/nyheiter/")],
        "/en/": [("News", "/en/news/")],
    }


TRANSLATED = {
    "site.yaml": """\
name: Navn
identity: example.org,2023
languages: [nb, en]
fallback: ja
join: /om/
en:
  name: NAME
  summary: SUMMARY
  join: /en/about/
  menu: [{title: MENU, link: /en/news/}]
  members_title: MEMBERS
  kinds: {network: KIND}
""",
    "news/2023/sak.md": FILES["news/2023/bare-her.md"],
    "pages/om.md": FILES["pages/om.md"],
    "pages/about.md": FILES["pages/about.md"],
    "members.yaml": "s: {name: S, about: Om.}\n",
    "people.yaml": "p: {name: P, role: Rolle, bio: Om., en: {role: ROLE, bio: BIO}}\n",
    "networks.yaml": "n: {name: N, en: {name: NETWORK, summary: PURPOSE, about: ABOUT}}\n",
    "venues.yaml": "v: {name: V, en: {name: VENUE, directions: WAY, accessibility: ACCESS}}\n",
    "events/2024.yaml": """\
- id: 2024-e
  title: E
  start: 2024-03-05 09:00
  venue: v
  network: n
  status: postponed
  status_note: Grunn.
  accessibility: Trapp.
  en: {title: EVENT, slug: own, summary: LEAD, status_note: REASON, accessibility: STEPS}
""",
}
SHOWN = {
    "en/": ["NAME", "SUMMARY", "MENU", "Bare på bokmål"],
    "en/members/": ["MEMBERS"],
    "en/networks/": ["KIND", "NETWORK", "PURPOSE"],
    "en/networks/n/": ["NETWORK", "PURPOSE", "ABOUT"],
    "en/people/p/": ["ROLE", "BIO"],
    "en/venues/v/": ["VENUE", "WAY", "ACCESS"],
    "en/events/2024/own/": ["EVENT", "REASON", "STEPS", "VENUE", "NETWORK"],
    "en/news/": ["Bare på bokmål"],
}


def test_a_text_that_stands_in_has_the_category_of_the_edition(tmp_path: Path) -> None:
    """Each edition has one list of the news without a category of their own."""
    site = "identity: example.org,2023\nlanguages: [nb, nn]\nfallback: ja\n"
    text = "date: 2023-12-0{0}\nlang: {1}\n"
    files = {
        "site.yaml": site,
        "news/2023/a.md": DOCUMENT.format(title="A", more=text.format(1, "nb"), text="A."),
        "news/2023/b.md": DOCUMENT.format(title="B", more=text.format(2, "nn"), text="B."),
        # A language that the site has no edition in.
        "news/2023/c.md": DOCUMENT.format(title="C", more=text.format(3, "en"), text="C."),
    }
    written(tmp_path / "content", files)
    ended = build(tmp_path / "content", tmp_path / "out", SITEURL="https://example.org")
    assert ended.code == 0, ended.err
    for folder, name in (("kategori", "Nyheter"), ("nn/kategori", "Nyheiter")):
        lists = list((tmp_path / "out" / folder).iterdir())
        assert [file.name for file in lists] == [name.lower()]
        shown = page(tmp_path / "out", f"{folder}/{name.lower()}/")
        assert shown.h1.get_text(strip=True) == name
        titles = [x.get_text(strip=True) for x in shown.select("main h2 a")]
        assert titles == ["C", "B", "A"]
    kicker = page(tmp_path / "out", "/en/news/2023/c/").main.find("a", string="Nyheter")
    assert kicker["lang"] == "nb"
    assert "Nyheiter" in page(tmp_path / "out", "/nn/nyheiter/2023/b/").main.header.get_text()
    assert "Nyheter" in page(tmp_path / "out", "/nyheter/2023/a/").main.header.get_text()


def test_every_word_of_a_translation_is_shown(tmp_path: Path) -> None:
    """Of the site, an event, a venue, a network and a person; and what stands in for one."""
    written(tmp_path / "content", TRANSLATED)
    ended = build(tmp_path / "content", tmp_path / "out", SITEURL="https://example.org")
    assert ended.code == 0, ended.err
    for address, words in SHOWN.items():
        text = page(tmp_path / "out", address).get_text(" ", strip=True)
        assert [word for word in words if word not in text] == [], address
        assert not re.search(r"\b(Navn|Rolle|Grunn|Trapp|Om)\b", text), address
    assert page(tmp_path / "out", "/en/").select('main a[href="/en/about/"]')
    untranslated = page(tmp_path / "out", "/en/news/").find("a", string="Bare på bokmål")
    assert untranslated.get("lang") == "nb" or untranslated.find_parent(lang="nb")
    assert "Bare på bokmål" not in (tmp_path / "out/en/feed.xml").read_text(encoding="utf-8")
    event = (tmp_path / "out/en/events/2024/own/index.html").read_text(encoding="utf-8")
    assert '<meta name="description" content="LEAD">' in event


def test_a_text_without_a_translation_has_its_language(tmp_path: Path) -> None:
    """On a page in English: of a venue, a person and a network in Bokmål (WCAG 3.1.2)."""
    files = {
        "site.yaml": "identity: example.org,2023\nlanguages: [nb, en]\n",
        "people.yaml": "p: {name: P, role: Rolle, bio: Om.}\n",
        "networks.yaml": "n: {name: N, summary: Formål., leader: p}\n"
        "m: {name: M, summary: Mål., leader: p, en: {summary: PURPOSE, about: ABOUT}}\n",
        "venues.yaml": "v: {name: V, directions: Veien., accessibility: Heis.}\n",
        "events/2024.yaml": """\
- {id: 2024-e, title: E, start: 2024-03-05 09:00, venue: v, speakers: [p], accessibility: Rampe.,
   en: {title: EVENT, accessibility: STEPS}}
- {id: 2024-f, title: F, start: 2024-03-05 09:00, venue: v, accessibility: Rampe.}
""",
    }
    written(tmp_path / "content", files)
    ended = build(tmp_path / "content", tmp_path / "out", SITEURL="https://example.org")
    assert ended.code == 0, ended.err
    foreign = {
        "/en/events/2024/e/": ["Veien.", "Heis.", "Rolle", "Om.", "F"],
        "/en/networks/": ["N", "Formål."],
        "/en/networks/m/": ["Rolle", "Om."],
        "/arrangementer/2024/f/": [],
    }
    for address, texts in foreign.items():
        main = page(tmp_path / "out", address).main
        assert [x.get_text(strip=True) for x in main.select("[lang=nb]")] == texts, address
        assert {x["lang"] for x in main.select("[lang]")} <= {"nb"}
    assert "Heis. Rampe." in page(tmp_path / "out", "/arrangementer/2024/f/").main.get_text()


def test_what_the_block_of_an_event_leaves_out_has_its_language(tmp_path: Path) -> None:
    """On its page, on those of its dates and in rows; its own words have none (WCAG 3.1.2)."""
    files = {
        "site.yaml": "identity: example.org,2023\nlanguages: [nb, en]\nevent_types: [Frokost]\n",
        "documents/plan.pdf": "%PDF-1.4",
        "events/2024.yaml": """\
- id: 2024-e
  title: Samling
  start: 2024-03-05 09:00
  repeat: hver uke, 3 ganger
  online: https://example.org/e
  type: Frokost
  organiser: Havnelaget
  status: moved_online
  status_note: Salen er stengt.
  programme: [{time: "09:00", title: Kaffe, text: Vi prater.}]
  documents: [{title: Planen, src: documents/plan.pdf}]
  links: [{title: Opptaket, url: "https://example.org/o", kind: video}]
  instances:
    2024-03-12: {status: cancelled, status_note: Taleren er syk.}
    2024-03-19: {title: Avslutning, summary: Siste gang.}
  en: {title: MEETING, summary: LEAD, status_note: THE HALL IS CLOSED.}
- {id: 2024-f, title: Lunsj, start: 2024-03-06 09:00, online: "https://example.org/f",
   en: {summary: SUMMARY}}
""",
    }
    written(tmp_path / "content", files)
    ended = build(tmp_path / "content", tmp_path / "out", SITEURL="https://example.org")
    assert ended.code == 0, ended.err
    own, after = ["Frokost", "Havnelaget", "09:00", "Kaffe", "Vi prater."], ["Opptaket", "Planen"]
    last = "Avslutning"
    foreign = {
        "2024/e/": [*own, last, *after],
        "2024/e/2024-03-05/": [*own, *after],
        "2024/e/2024-03-12/": [
            *("Taleren er syk.", f"{last}, Tuesday 19 March 2024 09:00"),
            *(*own, *after, f"{last}, 19 March 2024"),
        ],
        "2024/e/2024-03-19/": [last, "Siste gang.", *own, *after],
        "2024/f/": ["Lunsj"],
        "": ["Lunsj"],
    }
    for address, texts in foreign.items():
        main = page(tmp_path / "out", f"/en/events/{address}").main
        found = [text for x in main.select("[lang=nb]") for text in x.stripped_strings]
        assert found == texts, address
        shown = main.get_text(" ", strip=True)
        assert ("THE HALL IS CLOSED." in shown) == (
            address[:6] == "2024/e" and "12/" not in address
        )
    crumbs = page(tmp_path / "out", "/en/events/2024/e/2024-03-12/").select(".breadcrumb a")
    assert [a.get("lang") for a in crumbs] == [None] * len(crumbs)
    assert not page(tmp_path / "out", "/arrangementer/2024/e/").main.select("[lang]")


# One entry of each kind, without a word of any language.
WORDLESS = {
    "news/2023/a.md": DOCUMENT.format(
        title="A", more="date: 2023-12-01\nauthor: b\ntags: [C]\nevent: 2023-d\n", text="A."
    ),
    "news/2023/e.md": DOCUMENT.format(title="E", more="date: 2023-11-01\n", text="E."),
    "pages/f.md": DOCUMENT.format(title="F", more="", text="## G\n\n## H\n\n## I\n\n## J\n"),
    "people.yaml": "b: {name: B, role: K, email: b@example.org}\nl: {name: L}\n",
    "networks.yaml": "m: {name: M, summary: N., leader: b}\n",
    "venues.yaml": "o: {name: O, city: P, address: Q 1, accessibility: R}\n",
    "members.yaml": "s: {name: S, url: https://example.org/s, about: S., category: T}\n",
    "events/2023.yaml": """\
- {id: 2023-d, title: D, start: 2023-11-05 09:00, end: 2023-11-05 10:00, venue: o, network: m,
   attendance: 12, speakers: [b]}
- {id: 2024-u, title: U, start: 2024-01-05 09:00, venue: o, network: m, contact: b,
   registration: {url: "https://example.org/u", deadline: 2024-01-02, capacity: 9, price: 100}}
- {id: 2024-v, title: V, start: 2024-01-06, venue: o, status: cancelled}
- {id: 2024-w, title: W, start: 2024-01-08 09:00, online: "https://example.org/w", part_of: 2024-u,
   repeat: "FREQ=WEEKLY;COUNT=3"}
- {id: 2024-x, title: X, start: 2024-01-05 09:00, online: "https://example.org/x",
   repeat: første fredag i måneden}
""",
}


def untranslated(lang: str) -> dict[str, re.Pattern[str]]:
    """Every text in Bokmål that is another one in a language, as a pattern by the text."""
    folders = (ROOT / "theme", ROOT / "plugins/newsroom/wording")
    texts = {}
    for folder in folders:
        with (folder / f"translations/{lang}.po").open("rb") as file:
            texts |= {str(m.id): str(m.string) for m in read_po(file) if m.id}
    known = "\n".join(texts.values())
    parts = {text: re.split(r"\{\w+\}", text) for text, other in texts.items() if text != other}
    return {
        text: re.compile(rf"(?<!\w){'.*?'.join(map(re.escape, of))}(?!\w)")
        for text, of in parts.items()
        if sum(map(len, of)) > 4 and not re.search(rf"(?<!\w){re.escape(text)}(?!\w)", known)
    }


@pytest.mark.parametrize("first", ["en", "nn"])
def test_no_word_of_bokmal_is_on_a_site_in_other_languages(tmp_path: Path, first: str) -> None:
    """English or Nynorsk first: no text of the code or the theme is left in Bokmål on any page."""
    second = {"en": "nn", "nn": "en"}[first]
    site = f"name: X\nidentity: example.org,2023\nlanguages: [{first}, {second}]\n"
    written(tmp_path / "content", {**WORDLESS, "site.yaml": site})
    ended = build(tmp_path / "content", tmp_path / "out", SITEURL="https://example.org")
    assert ended.code == 0, ended.err
    patterns = {lang: untranslated(lang) for lang in ("en", "nn")}
    langs = set()
    for file in sorted((tmp_path / "out").rglob("*.html")):
        shown = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        named = ("alt", "aria-label", "title", "content")
        texts = [*shown.stripped_strings]
        texts += [tag[name] for name in named for tag in shown.select(f"[{name}]")]
        lang = shown.html["lang"]
        text = "\n".join(text for text in texts if not text.startswith("https://"))
        langs.add(lang)
        found = [bokmal for bokmal, pattern in patterns[lang].items() if pattern.search(text)]
        assert found == [], f"{file.relative_to(tmp_path)}: {found}"
    assert langs == {"en", "nn"}


EVENTS = """\
- {id: 2024-a, title: A, start: 2024-03-05 09:00, online: "https://example.org/a",
   en: {title: A, slug: cafe}}
- {id: 2024-cafe, title: B, start: 2024-03-06 09:00, online: "https://example.org/b",
   en: {title: B}}
"""


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"events/2024.yaml": EVENTS}, "address-taken"),
        ({"site.yaml": SITE + "nn: {menu: [{title: X, link: /nn/x/}]}\n"}, "link-broken"),
        ({"site.yaml": SITE + "nn: {join: /nn/x/}\n"}, "link-broken"),
    ],
)
def test_faults_of_a_translation_are_told_before_anything_is_written(
    tmp_path: Path, files: dict[str, str], code: str
) -> None:
    """Two pages at one address, and dead links in the menu of another language."""
    written(tmp_path / "content", {"site.yaml": SITE, **files})
    ended = build(tmp_path / "content", tmp_path / "out")
    assert (ended.code, f": {code}: " in ended.err) == (2, True), ended.err
    assert not (tmp_path / "out").exists()


def test_a_site_in_one_language_announces_a_translated_article_once(tmp_path: Path) -> None:
    """In its feed and on its front page, as in its list; the translation has its page."""
    files = {name: text for name, text in FILES.items() if name.startswith("news/")}
    site = "name: X\nidentity: example.org,2023\n"
    written(tmp_path / "content", {**files, "site.yaml": site})
    ended = build(tmp_path / "content", tmp_path / "out")
    assert ended.code == 0, ended.err
    for path in ("feed.xml", "index.html"):
        text = (tmp_path / "out" / path).read_text(encoding="utf-8")
        assert "Ny sak" in text and "A new story" not in text
    assert (tmp_path / "out/en/news/2023/story/index.html").is_file()


def test_a_site_can_be_compared_with_a_draft_in_it(tmp_path: Path) -> None:
    """Entries that know their languages are compared by their fields alone."""
    draft = DOCUMENT.format(title="Kladd", more="status: draft\n", text="Tekst.")
    written(tmp_path, {"site.yaml": SITE, "pages/kladd.md": draft})
    (one, *_), (other, *_) = (load(tmp_path)[0].pages for _ in range(2))
    assert one.parts(str) and other.parts(str)
    assert one == other


def test_a_feed_keeps_the_id_of_a_renamed_event_in_each_language(tmp_path: Path) -> None:
    """An id is made of the first address (RFC 4151), of a translation of that in its language."""
    events = """\
- id: 2024-ny
  title: A
  start: 2024-03-05 09:00
  online: https://example.org/a
  aliases: [/arrangementer/2024/gammel/, /en/events/2024/old/]
  en: {title: B, slug: new}
"""
    written(tmp_path / "content", {"site.yaml": SITE, "events/2024.yaml": events})
    ended = build(tmp_path / "content", tmp_path / "out", SITEURL="https://example.org")
    assert ended.code == 0, ended.err
    atom = "{http://www.w3.org/2005/Atom}"
    for path, first in (
        ("arrangementer", "/arrangementer/2024/gammel/"),
        ("en/events", "/en/events/2024/old/"),
    ):
        feed = ET.parse(tmp_path / "out" / path / "feed.xml").getroot()
        ids = [entry.findtext(f"{atom}id") for entry in feed.findall(f"{atom}entry")]
        assert ids == [f"tag:example.org,2023:{first}"]
