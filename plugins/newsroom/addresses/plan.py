"""The plan of the site: each page and file with its address, its kind and its entries.

Pure: the same edition gives the same plan. Each room makes the pages for the spots of its kinds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple, TypeVar

from newsroom.addresses.urls import Root, page_number
from newsroom.contract.catalog import EntryType
from newsroom.contract.edition import Edition
from newsroom.contract.entry import Entry
from newsroom.contract.reserved import Home

SITEMAP, ROBOTS, NOT_FOUND = "/sitemap.xml", "/robots.txt", "/404.html"
NEXT_CHANGE = "/next-change.json"
LICENCES = "/licenses.txt"
STYLE_SHEET = "/stilark/"
# The pages and files that exist once, by kind.
SINGLE_ADDRESSES = {
    "sitemap": SITEMAP,
    "robots": ROBOTS,
    "licences": LICENCES,
    "style-sheet": STYLE_SHEET,
    "next-change": NEXT_CHANGE,
    "events-json": "/data/events.json",
    "events-schema": "/data/events.schema.json",
    "events-csv": "/data/events.csv",
}
Grouped = TypeVar("Grouped")


class Spot(NamedTuple):
    """A page or a file to make, with its `items`: the entries on it.

    `page_of` is the entry whose own page this is, as `entry_spots` gives it; else None.
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
    page_of: Entry | None = None

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
    of spots at one address. `pairs` has for the address of each page that is in several languages
    its address in each.
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
    pairs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of_kind(self, *kinds: str) -> Iterator[Spot]:
        return chain.from_iterable(self.by_kind.get(kind, ()) for kind in kinds)

    def link(self, address: str) -> str:
        return self.root.link(address)

    def link_to(self, entry: Entry) -> str:
        """The href of an entry that has a page."""
        return self.root.link(self.by_ref[entry.ref])

    def page_for(self, entry: Entry, old: str) -> str:
        """The page of an entry, in the language of the address `old` where there is one."""
        page = self.by_ref[entry.ref]
        return self.pairs.get(page, {}).get(old.split("/")[1], page)

    def alternates(self, address: str) -> Mapping[str, str]:
        """The URL of a page in each language; that in the site's first one is also `x-default`."""
        pairs = self.pairs.get(address)
        if not (pairs and self.root.siteurl):
            return {}
        first, *_ = pairs.values()
        return {lang: self.root.url(page) for lang, page in {**pairs, "x-default": first}.items()}

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
    home = edition.home
    rooms = (
        spot
        for spots in spots_of
        for spot in spots(edition, per_page)
        if spot.address.startswith(f"{home.path}/")  # a kind may have its lists in one language
        if not (edition.is_partial and spot.page_of and not edition.has_page_of(spot.page_of))
    )
    singles = {
        "not-found": home.path + NOT_FOUND,
        "subscribe": home.list("subscribe"),
        "search": home.list("search"),
        **({} if home.path else SINGLE_ADDRESSES),
    }
    single = (Spot(address, kind, name=kind) for kind, address in singles.items())
    front = Spot(home.address(), "front", name="front")
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


def in_one_site(plans: Mapping[str, Plan], expired: Set[str]) -> tuple[Plan, Mapping[str, Plan]]:
    """The plan of a site in several languages, and of each that in which its pages see the others.

    The first language is the one of the site itself. An entry without a page in a language has that
    of the first one with it. No page leads to a translation that is among the `expired` refs.
    """
    first, *_ = plans.values()
    spots = [spot for plan in plans.values() for spot in plan.spots.values()]
    by_ref: dict[str, str] = {}
    for plan in plans.values():
        by_ref = {**plan.by_ref, **by_ref}
    by_address = {spot.address: spot for spot in spots}
    pairs = _pairs(plans, expired)
    whole = replace(
        first,
        spots=by_address,
        by_ref=by_ref,
        by_kind={
            kind: tuple(spot for plan in plans.values() for spot in plan.by_kind.get(kind, ()))
            for kind in dict.fromkeys(kind for plan in plans.values() for kind in plan.by_kind)
        },
        clashes=(*chain.from_iterable(p.clashes for p in plans.values()), *_clashes(spots)),
        pairs=pairs,
    )
    return whole, {
        lang: replace(plan, spots=by_address, by_ref={**by_ref, **plan.by_ref}, pairs=pairs)
        for lang, plan in plans.items()
    }


def _pairs(plans: Mapping[str, Plan], expired: Set[str]) -> Mapping[str, Mapping[str, str]]:
    """The address in each language of each page that is in several, by each of its addresses."""
    pairs: dict[object, dict[str, str]] = defaultdict(dict)
    for lang, plan in plans.items():
        for spot in plan.spots.values():
            if spot.address.endswith("/") and spot.number == 1:
                about = spot.items[0] if len(spot.items) == 1 else None
                is_below = about and spot.address.startswith(about.page_address or "\0")
                ref = about.original_ref if about and is_below else ""
                # A text whose language has no edition is none of this one's either.
                is_own = not ref or getattr(about, "lang", lang) == lang
                if is_own and not (about and about.ref in expired):
                    pairs[spot.kind, spot.name, ref].setdefault(lang, spot.address)
    return {
        address: in_languages
        for in_languages in pairs.values()
        if len(in_languages) > 1
        for address in in_languages.values()
    }


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
    return (Spot(entry.page_address, kind, (entry,), page_of=entry) for entry in entries)


def list_spots(
    home: Home, first: str, kind: str, name: str, items: Sequence[Entry], per_page: int
) -> Iterator[Spot]:
    """The pages of a list that begins at `first`, each with at most `per_page` entries."""
    total = max(1, -(-len(items) // per_page))
    for number in range(1, total + 1):
        shown = tuple(items[(number - 1) * per_page : number * per_page])
        address = page_number(home, first, number)
        yield Spot(address, kind, shown, name, number, total, first)


def grouped(
    items: Iterable[Grouped], names: Callable[[Grouped], Iterable[str]]
) -> dict[str, list[Grouped]]:
    """The items by each of their names, sorted by name; an item is once under each name."""
    groups: dict[str, list[Grouped]] = defaultdict(list)
    for item in items:
        for name in dict.fromkeys(names(item)):
            groups[name].append(item)
    return dict(sorted(groups.items()))
