"""Every page of the site: its address, its kind and what stands on it.

Pure: the same edition gives the same plan. The rooms make a page for each spot of their kinds.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, TypeVar

from newsroom.addresses.urls import (
    Root,
    calendar_address,
    entry_address,
    event_calendar_address,
    feed_address,
    list_address,
)
from newsroom.contract.article import Article
from newsroom.contract.edition import Edition
from newsroom.contract.entry import Entry
from newsroom.contract.reserved import words
from newsroom.contract.slug import slugify

WORD = words("nb")
ENTRY_KINDS = {"article", "page", "event", "series", "review", "network", "person", "venue"}
LIST_KINDS = {"news", "news-year", "category", "tag", "events-year", "events-month"}
FEED, SITEMAP, ROBOTS, NOT_FOUND = "/feed.xml", "/sitemap.xml", "/robots.txt", "/404.html"
NEXT_CHANGE = "/next-change.json"
EVENTS_CALENDAR = calendar_address("alle")
EVENTS_FEED = feed_address(list_address(WORD["events"]))
LICENCES = "/licenses.txt"
STYLE_SHEET = "/stilark/"
# What there is one of, by its kind.
ALONE = {
    "not-found": NOT_FOUND,
    "feed": FEED,
    "sitemap": SITEMAP,
    "robots": ROBOTS,
    "licences": LICENCES,
    "style-sheet": STYLE_SHEET,
    "next-change": NEXT_CHANGE,
    "subscribe": f"/{WORD['subscribe']}/",
    "events-json": "/data/events.json",
    "events-schema": "/data/events.schema.json",
    "events-csv": "/data/events.csv",
}
EntryType = TypeVar("EntryType", bound=Entry)


@dataclass(frozen=True, slots=True)
class Spot:
    """A page to be made.

    `items` are the entries on it; `number` of `total` its place in a list of several pages, whose
    first is `first`; `name` what a list is called ("Gründerskap", "2023").
    """

    address: str
    kind: str
    items: tuple[Entry, ...] = ()
    name: str = ""
    number: int = 1
    total: int = 1
    first: str = ""

    def entry(self, model: type[EntryType]) -> EntryType:
        """The one entry on the page. Raises TypeError when it is not of this model."""
        (entry,) = self.entries(model)
        return entry

    def entries(self, model: type[EntryType]) -> tuple[EntryType, ...]:
        """The entries on the page. Raises TypeError when one is not of this model."""
        entries = tuple(entry for entry in self.items if isinstance(entry, model))
        if len(entries) < len(self.items):
            raise TypeError(f"{self.address} has entries that are not of {model.__name__}")
        return entries


class Heading(NamedTuple):
    """What a list is called, and where it begins."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The addresses of one edition under one root.

    `headings` are those of each kind of list, once however many pages it has: a view that leads to
    a list asks for these, since its spots change with everything that stands on them.
    """

    root: Root
    spots: Mapping[str, Spot]
    by_ref: Mapping[str, str]
    by_kind: Mapping[str, tuple[Spot, ...]]
    headings: Mapping[str, tuple[Heading, ...]]
    first: Mapping[str, str]

    def of_kind(self, *kinds: str) -> Iterator[Spot]:
        return chain.from_iterable(self.by_kind.get(kind, ()) for kind in kinds)

    def link(self, address: str) -> str:
        return self.root.link(address)

    def link_to(self, entry: Entry) -> str:
        """The href of an entry that has a page."""
        return self.root.link(self.by_ref[entry.ref])

    def find(self, kind: str) -> str | None:
        """The address of the first page of a kind; None when no room makes it."""
        return self.first.get(kind)

    def lists(self, kind: str) -> tuple[Heading, ...]:
        """The name and the address of each list of a kind, in their order."""
        return self.headings.get(kind, ())


def plan(edition: Edition, root: Root, kinds: frozenset[str], per_page: int) -> Plan:
    """The plan of what `kinds` of page the rooms in use make; lists of `per_page` articles."""
    spots = [spot for spot in _spots(edition, per_page) if spot.kind in kinds]
    entries = {spot.items[0].ref: spot.address for spot in spots if spot.kind in ENTRY_KINDS}
    by_kind = {kind: tuple(found) for kind, found in _grouped(spots, lambda s: [s.kind]).items()}
    headings = {
        kind: tuple(Heading(spot.name, spot.address) for spot in found if spot.number == 1)
        for kind, found in by_kind.items()
        if kind in LIST_KINDS
    }
    first = {kind: found[0].address for kind, found in by_kind.items()}
    return Plan(root, {spot.address: spot for spot in spots}, entries, by_kind, headings, first)


def _spots(edition: Edition, per_page: int) -> Iterator[Spot]:
    yield Spot("/", "front", name="front")
    yield from _news(edition, per_page)
    yield from _events(edition)
    yield Spot(list_address(WORD["years"]), "years", edition.catalog.reviews, "years")
    yield from _single(edition.catalog.reviews, "review")
    yield Spot(list_address(WORD["networks"]), "networks", name="networks")
    yield from _single(edition.catalog.networks.values(), "network")
    yield from _single(edition.catalog.people.values(), "person")
    yield from _single(edition.catalog.venues.values(), "venue")
    yield from _single(edition.catalog.pages, "page")
    for kind, address in ALONE.items():
        yield Spot(address, kind, name=kind)


def _news(edition: Edition, per_page: int) -> Iterator[Spot]:
    yield from _single(edition.catalog.articles, "article")
    listed = tuple(a for a in edition.listed if not a.translation_of)
    yield from _pages((WORD["news"],), "news", "news", listed, per_page)
    for year, items in _grouped(listed, lambda a: [str(a.date.day.year)]).items():
        yield Spot(list_address(WORD["news"], year), "news-year", tuple(items), year)
    for kind, names in (("category", lambda a: [a.category]), ("tag", lambda a: a.tags)):
        spelt = _spelt(name for article in listed for name in names(article))
        for slug, items in _grouped(listed, lambda a, n=names: map(slugify, n(a))).items():
            yield from _pages((WORD[kind], slug), kind, spelt[slug], items, per_page)


def _events(edition: Edition) -> Iterator[Spot]:
    yield from _single((e for e in edition.catalog.events if e.id in edition.dates), "series")
    yield from _single(edition.occurrences, "event")
    yield Spot(list_address(WORD["events"]), "events", edition.upcoming, "events")
    for form, kind in (("%Y", "events-year"), ("%Y/%m", "events-month")):
        months = _grouped(edition.occurrences, lambda e, form=form: [e.start.day.strftime(form)])
        for name, items in months.items():
            yield Spot(list_address(WORD["events"], name), kind, tuple(items), name)
    yield from _subscriptions(edition)


def _subscriptions(edition: Edition) -> Iterator[Spot]:
    """A calendar and a feed of all events, and of whatever has any; a calendar for each page."""
    yield Spot(EVENTS_CALENDAR, "calendar")
    yield Spot(EVENTS_FEED, "events-feed")
    known = edition.catalog
    for folder, entries, events in (
        ("nettverk", known.networks, edition.by_network),
        ("sted", known.venues, edition.by_venue),
        ("person", known.people, edition.by_speaker),
    ):
        for key, entry in entries.items():
            if key in events:
                yield Spot(calendar_address(folder, key), "calendar", (entry,), folder)
                yield Spot(feed_address(entry_address(entry)), "events-feed", (entry,), folder)
    for event in edition.events.values():
        yield Spot(event_calendar_address(event), "event-calendar", (event,), event.id)


def _single(entries: Iterable[Entry], kind: str) -> Iterator[Spot]:
    for entry in entries:
        yield Spot(entry_address(entry), kind, (entry,))


def _pages(
    steps: tuple[str, ...], kind: str, name: str, items: Sequence[Article], per_page: int
) -> Iterator[Spot]:
    total = max(1, -(-len(items) // per_page))
    for number in range(1, total + 1):
        shown = tuple(items[(number - 1) * per_page : number * per_page])
        address = list_address(*steps, number=number)
        yield Spot(address, kind, shown, name, number, total, list_address(*steps))


def _grouped(items: Iterable, names) -> dict[str, list]:
    """The items under each of their names, in the order of the names; an item once under each."""
    found: dict[str, list] = defaultdict(list)
    for item in items:
        for name in dict.fromkeys(names(item)):
            found[name].append(item)
    return dict(sorted(found.items()))


def _spelt(names: Iterable[str]) -> Mapping[str, str]:
    """For each slug the spelling used most, the first in the alphabet among equals."""
    best: dict[str, str] = {}
    for name, _ in sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])):
        best.setdefault(slugify(name), name)
    return best
