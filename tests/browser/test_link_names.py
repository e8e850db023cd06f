"""Somebody who only hears the names of the links of a list can tell them apart."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag

from tests.browser.sample import Sample

pytestmark = pytest.mark.sample

LISTS = ("ul", "ol", "table", "dd", "nav")


def name_of(page: BeautifulSoup, link: Tag) -> str:
    """The name that is heard: that of other elements, an attribute, or the text and pictures."""
    if ids := link.get("aria-labelledby"):
        parts = [page.find(id=one) for one in str(ids).split()]
        return " ".join(" ".join(part.get_text(" ") for part in parts if part).split())
    if label := link.get("aria-label"):
        return str(label)
    return " ".join(" ".join(_heard(link)).split())


def _heard(element: Tag) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, NavigableString):
            yield str(child)
        elif isinstance(child, Tag) and child.get("aria-hidden") != "true":
            yield str(child.get("alt", ""))
            yield from _heard(child)


def confused(page: BeautifulSoup) -> Iterator[str]:
    """The names that links of one list have in common, although they lead to different places."""
    aims = defaultdict[tuple[int, str], set[str]](set)
    for link in page.select("a[href]"):
        if (around := link.find_parent(LISTS)) is not None:
            aims[id(around), name_of(page, link)].add(str(link["href"]))
    yield from (f"{name}: {sorted(found)}" for (_, name), found in aims.items() if len(found) > 1)


def test_no_two_links_of_a_list_have_one_name(sample: Sample) -> None:
    """On every page."""
    lines = [f"/{a} {line}" for a, page in sample.pages.items() for line in confused(page)]
    assert lines == []


def test_links_of_one_name_are_reported() -> None:
    """What is hidden tells nobody apart; what another element says does."""
    html = """<ul><li><a href="a">Møte <span aria-hidden="true">1</span></a>
        <li><a href="b">Møte</a> <li><a href="c" aria-labelledby="x y">Møte</a>
        <b id="x">Møte</b> <b id="y">3. mars</b></ul> <a href="d">Møte</a>"""
    assert [*confused(BeautifulSoup(html, "html5lib"))] == ["Møte: ['a', 'b']"]
