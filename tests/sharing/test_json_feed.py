"""The JSON Feed 1.1, compared with the Atom feed of the same page."""

import json
from pathlib import Path
from typing import Any

import feedparser
from bs4 import BeautifulSoup

from newsroom.articles.pages import news_feed
from tests import given
from tests.site.building import SITES, good

ROOT = "https://example.org/sti"


def json_feed(*entries: Any) -> dict[str, Any]:
    """The news feed of a site below a path."""
    site_data = given.site_data_of(*entries, siteurl=ROOT)
    feed: dict[str, Any] = json.loads(news_feed("/feed.json", site_data.edition.listed, site_data))
    return feed


def test_a_feed_says_what_the_specification_demands() -> None:
    """A feed has the required members, and the addresses of the feed and its page."""
    feed = json_feed(given.article())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["language"]) == ("Kunnskapsbyen", "nb")
    assert feed["home_page_url"] == f"{ROOT}/"
    assert feed["feed_url"] == f"{ROOT}/feed.json"


def test_an_item_has_the_whole_article() -> None:
    """An item has text, dates with an offset, author and tags, and no empty member."""
    article = given.article(
        text="Hele *teksten*.", author="kari", tags=["KI"], date="2023-05-01 08:00",
        modified="2023-05-02 09:30",
    )  # fmt: skip
    (item,) = json_feed(article, given.person())["items"]
    assert item["content_html"] == "<p>Hele <em>teksten</em>.</p>"
    assert item["date_published"] == "2023-05-01T08:00:00+02:00"
    assert item["date_modified"] == "2023-05-02T09:30:00+02:00"
    assert item["authors"] == [{"name": "Kari Nordmann"}]
    assert item["tags"] == ["Nyheter", "KI"]
    assert all(item.values())


def test_every_atom_feed_has_a_json_feed_beside_it(tmp_path: Path) -> None:
    """Both feeds have the same title, ids, addresses and times, and pages link to both."""
    out = good(SITES / "full", tmp_path / "out")
    atom_files = sorted(out.rglob("feed.xml"))
    assert len(atom_files) > 2
    assert sorted(out.rglob("feed.json")) == [f.with_name("feed.json") for f in atom_files]
    for file in atom_files:
        atom = feedparser.parse(file.read_bytes())
        feed = json.loads(file.with_name("feed.json").read_bytes())
        assert feed["title"] == atom.feed.title
        assert [(item["id"], item["url"], item["date_modified"]) for item in feed["items"]] == [
            (entry.id, entry.link, entry.updated) for entry in atom.entries
        ]
    front = BeautifulSoup((out / "index.html").read_text("utf-8"), "html5lib")
    links = {
        link["type"]: link["href"] for link in front.select("link[rel=alternate][title=Nyheter]")
    }
    assert links == {
        "application/atom+xml": "/feed.xml", "application/feed+json": "/feed.json",
    }  # fmt: skip
