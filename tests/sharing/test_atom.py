"""The news feed, read with a feed parser."""

import re
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from newsroom.articles.pages import news_feed
from newsroom.contract.article import Article
from newsroom.contract.entry import Entry
from tests import given
from tests.given import quickly

BELOW = "https://example.org/under/mappe"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(*entries: Entry, siteurl: str = "https://example.org", **more: object) -> bytes:
    site_data = given.site_data_of(*entries, siteurl=siteurl, **more)
    return news_feed("/feed.xml", site_data.edition.listed, site_data)


def read(*entries: Entry, **more: object) -> feedparser.FeedParserDict:
    """The parsed feed, which must be well-formed."""
    found = feedparser.parse(feed(*entries, **more))
    assert not found.bozo, found.get("bozo_exception")
    return found


def only(*entries: Entry, **more: object) -> feedparser.FeedParserDict:
    (entry,) = read(*entries, **more).entries
    return entry


def test_a_feed_tells_who_it_is() -> None:
    """A feed has title, language, its own address and that of its page."""
    found = read(given.article(), siteurl=BELOW).feed
    assert (found.title, found.language) == ("Kunnskapsbyen", "nb")
    links = {link.rel: link.href for link in found.links}
    assert links == {"self": f"{BELOW}/feed.xml", "alternate": f"{BELOW}/"}


def test_an_entry_tells_what_a_reader_needs() -> None:
    """An entry has title, times, author, categories, summary and the whole text."""
    article = given.article(
        text="Hele *teksten*.", author="kari", category="Nyheter", tags=["KI"],
        date="2023-05-01 08:00", modified="2023-05-02 09:30",
    )  # fmt: skip
    entry = only(article, given.person())
    assert (entry.title, entry.author, entry.summary) == ("En sak", "Kari Nordmann", "Kort sagt.")
    assert entry.published == "2023-05-01T08:00:00+02:00"
    assert entry.updated == "2023-05-02T09:30:00+02:00"
    assert [tag.term for tag in entry.tags] == ["Nyheter", "KI"]
    assert entry.content[0].value == "<p>Hele <em>teksten</em>.</p>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"title": "Ny tittel"}),
        ({}, {"slug": "nytt-navn", "aliases": ["/nyheter/2023/sak/"]}),
        ({}, {"modified": "2023-06-01"}),
        ({"aliases": ["/gammel/"]}, {"aliases": ["/gammel/", "/nyheter/2023/sak/"]}),
    ],
)
def test_an_entry_keeps_its_id(before: dict, after: dict) -> None:
    """An entry keeps its id when it changes."""
    assert only(given.article(**before)).id == only(given.article(**after)).id


@pytest.mark.parametrize("siteurl", ["", "https://example.com", BELOW])
def test_a_new_domain_changes_no_id(siteurl: str) -> None:
    """A new domain changes no id, since ids use the site's identity (RFC 4151)."""
    found = read(given.article(), siteurl=siteurl)
    assert found.feed.id == "tag:example.org,2023:/feed.xml"
    assert found.entries[0].id == "tag:example.org,2023:/nyheter/2023/sak/"


def test_every_entry_has_an_id_of_its_own() -> None:
    """Each entry has a unique id, and so has the feed."""
    found = read(*(given.article(f"news/{n}.md") for n in range(5)))
    ids = [found.feed.id, *(entry.id for entry in found.entries)]
    assert len(set(ids)) == 6


@pytest.mark.parametrize(
    "fields", [{"modified": "2030-01-01"}, {"corrections": [{"date": "2030-01-01", "text": "x"}]}]
)
def test_nothing_is_updated_in_the_future(fields: dict) -> None:
    """No `updated` of entry or feed is in the future."""
    found = read(given.article(**fields))
    assert found.entries[0].updated == found.feed.updated == "2023-05-01T00:00:00+02:00"


def test_the_feed_was_updated_when_its_newest_entry_was() -> None:
    """The feed's `updated` is that of its newest entry, which may not be the first."""
    old = given.article("news/a.md", date="2023-01-01", modified="2023-11-01")
    assert read(old, given.article("news/b.md")).feed.updated == "2023-11-01T00:00:00+01:00"


def test_a_text_in_another_language_says_so() -> None:
    """An entry in another language has xml:lang."""
    root = ET.fromstring(feed(given.article("news/a.md"), given.article("news/b.md", lang="nn")))
    entries = root.findall("{http://www.w3.org/2005/Atom}entry")
    assert [entry.get(XML_LANG) for entry in entries] == [None, "nn"]


@pytest.mark.parametrize("siteurl", ["https://example.org", BELOW, "https://example.org/på"])
def test_every_address_is_absolute(siteurl: str) -> None:
    """Every address is absolute, also in the text."""
    text = "[a](/om-oss/) [b](../pages/om-oss.md) [c](#del) [d](https://a.no/)\n\n## Del\n\nX[^1]"
    article = given.article("news/a.md", text + "\n\n[^1]: Note.")
    entry = only(article, given.page(), siteurl=siteurl)
    home = siteurl.replace("å", "%C3%A5")
    links = re.findall(r'(?:href|src)="([^"]*)"', entry.content[0].value)
    assert links[:4] == [
        f"{home}/om-oss/", f"{home}/om-oss/", f"{home}/nyheter/2023/a/#del", "https://a.no/"
    ]  # fmt: skip
    assert all(link.startswith(("https://", "#fn")) for link in links)
    assert entry.link == f"{home}/nyheter/2023/a/"


def test_code_that_shows_an_address_is_not_changed() -> None:
    """Code that shows an address is not changed."""
    entry = only(given.article(text='    <a href="/x/">'))
    assert "example.org" not in entry.content[0].value


def test_a_feed_without_news_is_a_feed() -> None:
    """A feed without articles is valid."""
    found = read()
    assert found.entries == []
    assert found.feed.updated


def test_an_article_without_an_author_is_the_associations() -> None:
    """An article without an author has the association as author (RFC 4287, 4.1.2)."""
    assert only(given.article()).author == "Kunnskapsbyen"
    assert only(given.article(author="Redaksjonen")).author == "Redaksjonen"
    several = only(given.article(author=["Kari Nordmann", "Ola Hansen"])).authors
    assert [author.name for author in several] == ["Kari Nordmann", "Ola Hansen"]


def test_a_missing_summary_is_the_first_paragraph() -> None:
    """A missing summary is the first paragraph, without markup."""
    assert only(given.article(summary="", text="En *fin* dag.\n\nTo")).summary == "En fin dag."


def test_what_is_not_public_is_not_in_the_feed() -> None:
    """The feed has no draft, future or expired article."""
    entries: list[Article] = [
        given.article("news/a.md", status="draft"),
        given.article("news/b.md", date="2024-05-01"),
        given.article("news/c.md", expires="2023-06-01"),
    ]
    assert read(*entries).entries == []


@quickly
@for_any(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1))
def test_any_title_comes_through_whole(title: str) -> None:
    """Any title is read back the same; control characters are refused earlier."""
    root = ET.fromstring(feed(given.article(title=title)))
    assert root.findtext(".//{*}entry/{*}title", "") == title.strip()
