"""The plan of the site: each page and file with its address, its kind and its entries.

Pure: the same edition gives the same plan. Each room makes the pages for the spots of its kinds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, TypeVar

from newsroom.addresses.urls import Root, calendar_address, list_address
from newsroom.contract.catalog import EntryType
from newsroom.contract.edition import Edition
from newsroom.contract.entry import Entry
from newsroom.contract.reserved import words

WORD = words("nb")
SITEMAP, ROBOTS, NOT_FOUND = "/sitemap.xml", "/robots.txt", "/404.html"
NEXT_CHANGE = "/next-change.json"
EVENTS_CALENDAR = calendar_address("alle")
LICENCES = "/licenses.txt"
STYLE_SHEET = "/stilark/"
# The pages and files that exist once, by kind.
SINGLE_ADDRESSES = {
    "not-found": NOT_FOUND,
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
Grouped = TypeVar("Grouped")


@dataclass(frozen=True, slots=True)
class Spot:
    """A page or a file to make, with its `items`: the entries on it.

    A list has a `name` ("Gründerskap", "2023"). A list of several pages has the `number` of this
    page, the `total`, and the address of the `first`. The first page of a section of the site has
    the section's Norwegian title (`section`), and is `in_menu` unless the section is empty.
    """

    address: str
    kind: str
    items: tuple[Entry, ...] = ()
    name: str = ""
    number: int = 1
    total: int = 1
    first: str = ""
    section: str = ""
    in_menu: bool = False

    @property
    def page_of(self) -> Entry | None:
        """The entry whose own page this is; None for a list or a file."""
        entry = self.items[0] if len(self.items) == 1 else None
        return entry if entry and entry.page_address == self.address else None

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


# The function of a room that gives its spots, from the edition and the entries per list page.
SpotsOf = Callable[[Edition, int], Iterable[Spot]]


class Heading(NamedTuple):
    """The name of a list, and the address of its first page."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The addresses of one edition under one root URL.

    `by_ref` has the address of each entry's page. `headings` has the lists of each kind, each once:
    a view that links to lists reads these, since the spots change with every entry on them. `first`
    has the first address of each kind. `sections` are the titles of the site's sections by the kind
    of their first page, and `menu` the kinds of those that are not empty. `clashes` are the pairs
    of spots at one address.
    """

    root: Root
    spots: Mapping[str, Spot]
    by_ref: Mapping[str, str]
    by_kind: Mapping[str, tuple[Spot, ...]]
    headings: Mapping[str, tuple[Heading, ...]]
    first: Mapping[str, str]
    sections: Mapping[str, str]
    menu: tuple[str, ...]
    clashes: tuple[tuple[Spot, Spot], ...] = ()

    def of_kind(self, *kinds: str) -> Iterator[Spot]:
        return chain.from_iterable(self.by_kind.get(kind, ()) for kind in kinds)

    def link(self, address: str) -> str:
        return self.root.link(address)

    def link_to(self, entry: Entry) -> str:
        """The href of an entry that has a page."""
        return self.root.link(self.by_ref[entry.ref])

    def find(self, kind: str) -> str | None:
        """The first address of a kind; None when no room makes it."""
        return self.first.get(kind)

    def lists(self, kind: str) -> tuple[Heading, ...]:
        """The lists of a kind, in order."""
        return self.headings.get(kind, ())


def plan(
    edition: Edition,
    root: Root,
    kinds: frozenset[str],
    per_page: int,
    spots_of: Iterable[SpotsOf] = (),
) -> Plan:
    """The plan of the `kinds` that the active rooms make, with `per_page` entries on list pages."""
    rooms = (spot for spots in spots_of for spot in spots(edition, per_page))
    single = (Spot(address, kind, name=kind) for kind, address in SINGLE_ADDRESSES.items())
    front = Spot("/", "front", name="front")
    made = kinds if edition.catalog.site.is_licensed else kinds - {"licences"}
    spots = [spot for spot in (front, *rooms, *single) if spot.kind in made]
    by_kind = {kind: tuple(group) for kind, group in grouped(spots, lambda s: [s.kind]).items()}
    sections = {spot.kind: spot for spot in spots if spot.section and spot.number == 1}
    return Plan(
        root=root,
        spots={spot.address: spot for spot in spots},
        by_ref={entry.ref: spot.address for spot in spots if (entry := spot.page_of)},
        by_kind=by_kind,
        headings={kind: tuple(_headings(group)) for kind, group in by_kind.items()},
        first={kind: group[0].address for kind, group in by_kind.items()},
        sections={kind: spot.section for kind, spot in sections.items()},
        menu=tuple(kind for kind, spot in sections.items() if spot.in_menu),
        clashes=tuple(_clashes(spots)),
    )


def _clashes(spots: Iterable[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """The first spot at an address, with each later one."""
    first: dict[str, Spot] = {}
    for spot in spots:
        other = first.setdefault(spot.address, spot)
        if other is not spot:
            yield other, spot


def _headings(spots: Iterable[Spot]) -> Iterator[Heading]:
    """The heading of each list, from its first page."""
    return (Heading(spot.name, spot.address) for spot in spots if spot.name and spot.number == 1)


def entry_spots(entries: Iterable[Entry], kind: str) -> Iterator[Spot]:
    """The spot of each entry's own page."""
    return (Spot(entry.page_address, kind, (entry,)) for entry in entries)


def list_spots(
    steps: tuple[str, ...], kind: str, name: str, items: Sequence[Entry], per_page: int
) -> Iterator[Spot]:
    """The pages of a list, each with at most `per_page` entries; `steps` make its address."""
    total = max(1, -(-len(items) // per_page))
    for number in range(1, total + 1):
        shown = tuple(items[(number - 1) * per_page : number * per_page])
        address = list_address(*steps, number=number)
        yield Spot(address, kind, shown, name, number, total, list_address(*steps))


def grouped(
    items: Iterable[Grouped], names: Callable[[Grouped], Iterable[str]]
) -> dict[str, list[Grouped]]:
    """The items by each of their names, sorted by name; an item is once under each name."""
    groups: dict[str, list[Grouped]] = defaultdict(list)
    for item in items:
        for name in dict.fromkeys(names(item)):
            groups[name].append(item)
    return dict(sorted(groups.items()))
