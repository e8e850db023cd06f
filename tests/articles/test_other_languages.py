"""A text in a language in which the site has no words of its own."""

import json
from pathlib import Path

import feedparser
import pytest
from bs4 import BeautifulSoup

from tests import given
from tests.site.building import good

FILES = {
    "site.yaml": "name: Laget\nidentity: example.org,2023\n",
    "news/2023/pryvit.md": """
        ---
        title: Ласкаво просимо
        date: 2023-09-12
        modified: 2023-09-14
        summary: Разом у місті.
        lang: uk
        ---
        Текст про місто.
        """,
    "news/2023/hilsen.md": """
        ---
        title: En hilsen
        date: 2023-09-13
        summary: Vi hilser.
        ---
        På ukrainsk heter det [Ласкаво **просимо**]{lang=uk}, på arabisk [مرحبا]{lang=ar}.
        """,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    content = given.written(folder / "content", FILES)
    return good(content, folder / "out", SITEURL="https://example.org")


def page(site: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((site / address / "index.html").read_bytes(), "html.parser")


def test_the_words_around_the_text_are_in_norwegian(site: Path) -> None:
    """Title, summary and text name their language; the page and its other words are in Bokmål."""
    article = page(site, "nyheter/2023/pryvit")
    assert article.html["lang"] == "nb"
    own = [element.get_text(" ", strip=True) for element in article.main.select("[lang=uk]")]
    assert own[:3] == ["Ласкаво просимо", "Разом у місті.", "Текст про місто."]
    assert all(element["dir"] == "auto" for element in article.main.select("[lang=uk]"))
    assert "Oppdatert" in article.main.select_one(".byline").get_text()


def test_lists_feeds_and_search_engines_learn_the_language(site: Path) -> None:
    """The card, the entry of the feed and JSON-LD name the language of the title."""
    title = page(site, "nyheter").find(string="Ласкаво просимо")
    assert title.find_parent(lang=True)["lang"] == "uk"
    (entry,) = (e for e in feedparser.parse(site / "feed.xml").entries if "2023/pryvit" in e.link)
    assert entry.title_detail.language == "uk"
    scripts = page(site, "nyheter/2023/pryvit").find_all("script", type="application/ld+json")
    assert '"inLanguage": "uk"' in json.dumps([json.loads(script.string) for script in scripts])


def test_a_link_to_the_next_article_names_its_language(site: Path) -> None:
    """The title in the pager is in the language of the article that it leads to."""
    older = page(site, "nyheter/2023/hilsen").select_one(".pager [rel=next]")
    assert (older.span["lang"], older.span["dir"]) == ("uk", "auto")


def test_a_passage_names_its_language(site: Path) -> None:
    """Markdown works in a passage, and its direction follows its letters."""
    passages = page(site, "nyheter/2023/hilsen").select(".prose span[lang]")
    assert [(p["lang"], p["dir"], p.get_text()) for p in passages] == [
        ("uk", "auto", "Ласкаво просимо"),
        ("ar", "auto", "مرحبا"),
    ]
    assert passages[0].strong.get_text() == "просимо"
