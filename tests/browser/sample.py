"""The published sample: its pages, their kinds, and a small selection that shows everything."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Page

KINDS = (
    ("front", r""),
    ("not-found", r"404\.html"),
    ("search", r"sok/"),
    ("news", r"nyheter/(side/\d+/)?"),
    ("news-year", r"nyheter/\d{4}/"),
    ("article", r"nyheter/\d{4}/[^/]+/"),
    ("category", r"kategori/.+"),
    ("tag", r"tema/.+"),
    ("events", r"arrangementer/"),
    ("events-year", r"arrangementer/\d{4}/"),
    ("events-month", r"arrangementer/\d{4}/\d\d/"),
    ("event", r"arrangementer/\d{4}/.+"),
    ("years", r"aret/"),
    ("review", r"aret/\d{4}/"),
    ("figures", r"aret/\d{4}/tall/"),
    ("figure", r"aret/\d{4}/tall/.+"),
    ("networks", r"nettverk/"),
    ("network", r"nettverk/.+"),
    ("members", r"medlemmer/"),
    ("member", r"medlemmer/.+"),
    ("person", r"personer/.+"),
    ("venue", r"steder/.+"),
    ("newsletters", r"nyhetsbrev/"),
    ("newsletter", r"nyhetsbrev/.+"),
    ("page", r".+"),
)

# Attributes that only the script reads, and no selector of the style sheet.
FOR_THE_SCRIPT = {"data-ends", "data-copy", "data-done"}


def kind_of(address: str) -> str:
    """The first kind whose pattern matches the address."""
    return next(kind for kind, pattern in KINDS if re.fullmatch(pattern, address))


@dataclass(frozen=True)
class Sample:
    """The site in a folder, served at `root`; addresses are relative to it (`nyheter/2023/`)."""

    folder: Path
    root: str

    def url(self, address: str) -> str:
        return f"{self.root}/{address}"

    def file(self, address: str) -> Path:
        return self.folder / (address if address.endswith(".html") else f"{address}index.html")

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        files = (path.relative_to(self.folder) for path in self.folder.rglob("*.html"))
        return tuple(sorted(path.as_posix().removesuffix("index.html") for path in files))

    @cached_property
    def pages(self) -> Mapping[str, BeautifulSoup]:
        """The HTML of every page, parsed."""
        return {
            address: BeautifulSoup(self.file(address).read_bytes(), "html.parser")
            for address in self.addresses
        }

    @cached_property
    def one_of_each(self) -> tuple[str, ...]:
        """A small set of pages that together show every kind, and every element as it stands.

        An element with other classes, attributes, parents or neighbours counts as another, and so
        do two headings that follow each other.
        """
        return _covering({a: set(_features(a, page)) for a, page in self.pages.items()})

    @cached_property
    def each_element(self) -> tuple[str, ...]:
        """Fewer of them, for what depends on an element and its parents, and on no neighbour."""
        return _covering({a: set(_own_features(self.pages[a])) for a in self.one_of_each})


def _covering(shows: Mapping[str, set]) -> tuple[str, ...]:
    """Pages that together have every feature.

    Each step adds the page with most features that are still missing (greedy set cover).
    """
    unseen, chosen = set().union(*shows.values()), list[str]()
    while unseen:
        chosen.append(max(shows, key=lambda address: len(shows[address] & unseen)))
        unseen -= shows[chosen[-1]]
    return tuple(sorted(chosen))


def open_all(page: Page) -> None:
    """Opens every `<details>`, so that its content is checked too."""
    page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true })")


def _features(address: str, page: BeautifulSoup) -> Iterator[tuple[str | None, ...]]:
    """The kind, the elements with their surroundings, the states and the order of headings."""
    yield ("kind", kind_of(address))
    yield from _own_features(page)
    for element in page.find_all(True):
        yield ("neighbours", _name(element), _name(element.find_next_sibling()))
    headings = [heading.name for heading in page.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    yield from (("headings", *pair) for pair in pairwise(headings))


def _own_features(page: BeautifulSoup) -> Iterator[tuple[str | None, ...]]:
    """The elements with their attributes and parents, and the states."""
    for element in page.find_all(True):
        yield ("attributes", _name(element), *sorted(element.attrs))
        yield ("parents", *map(_name, (element, element.parent, element.parent.parent)))
        yield from (
            ("state", name, str(value))
            for name, value in element.attrs.items()
            if (name.startswith("data-") and name not in FOR_THE_SCRIPT) or name == "aria-current"
        )


def _name(element: Tag | None) -> str | None:
    """An element and its classes, as a selector names them."""
    return element and ".".join([element.name, *element.get("class", [])])
