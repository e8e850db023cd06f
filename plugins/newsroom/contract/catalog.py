"""All of content/, read and validated, with what points at what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from newsroom.contract.article import Article
from newsroom.contract.body import Body
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.ledger import Ledger
from newsroom.contract.page import Page
from newsroom.contract.people import Network, Person, Venue
from newsroom.contract.record import Record
from newsroom.contract.review import Review
from newsroom.contract.site import Site


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every valid entry, drafts and future ones included, in the order of their files.

    `bodies` has the converted text of each entry by its ref; `media` the pictures and documents by
    their path in content/; `broken` the refs of entries, and the paths of files, that could not be
    read: they exist, but nothing is known of them; `licences` what licenses.txt says;
    `faulty` what is left of entries with faults, to look for more faults in; `record` what
    calendars have been told, `ledger` which addresses are published; `removed` the paths of the
    pictures, and the refs of the persons, that removed.yaml takes off.
    """

    site: Site = field(default_factory=Site)
    articles: tuple[Article, ...] = ()
    pages: tuple[Page, ...] = ()
    events: tuple[Event, ...] = ()
    reviews: tuple[Review, ...] = ()
    venues: Mapping[str, Venue] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    networks: Mapping[str, Network] = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)
    media: Mapping[str, Path] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    licences: str = ""
    faulty: tuple[Entry, ...] = ()
    record: Record = field(default_factory=Record)
    ledger: Ledger = field(default_factory=Ledger)
    removed: frozenset[str] = frozenset()

    def is_whole(self, folder: str) -> bool:
        """Whether all in a folder of content/ could be read, so that a sum can be trusted."""
        return not any(ref.startswith((f"{folder}/", f"{folder}.")) for ref in self.broken)

    def only(self, kinds: frozenset[str]) -> "Catalog":
        """Without the kinds of entry that no room makes pages of."""
        owners = {"article": "articles", "page": "pages", "event": "events", "review": "reviews"}
        return replace(self, **{name: () for kind, name in owners.items() if kind not in kinds})

    def everything(self) -> Iterator[Entry]:
        """Each entry there is to find faults in: the site, the whole ones, and the faulty."""
        yield from (self.site, *self.entries(), *self.faulty)

    def entries(self) -> Iterator[Entry]:
        """Each entry once, by kind."""
        yield from (*self.articles, *self.pages, *self.events, *self.reviews)
        for kind in (self.venues, self.people, self.networks):
            yield from kind.values()
