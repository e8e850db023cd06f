"""All of content/, read and validated, with what points at what."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

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

# The models declared here, each with the field of the Catalog that has its entries.
FIELDS: Mapping[type[Entry], str] = {
    Article: "articles",
    Page: "pages",
    Event: "events",
    Review: "reviews",
    Venue: "venues",
    Person: "people",
    Network: "networks",
}
BUILT_IN = tuple(FIELDS)
EntryType = TypeVar("EntryType", bound=Entry)


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every valid entry, drafts and future ones included, in the order of their files.

    `models` are those of all kinds of content; `others` has the entries of kinds without a field
    here, by kind. `bodies` has the converted text of each entry by its ref; `media` the pictures
    and documents by their path in content/; `broken` the refs of entries, and the paths of files,
    that could not be read: they exist, but nothing is known of them; `licences` what licenses.txt
    says; `faulty` what is left of entries with faults, to look for more faults in; `record` what
    calendars have been told, `ledger` which addresses are published; `removed` the paths of the
    pictures, and the refs of the persons, that removed.yaml takes off.
    """

    site: Site = field(default_factory=Site)
    models: tuple[type[Entry], ...] = BUILT_IN
    articles: tuple[Article, ...] = ()
    pages: tuple[Page, ...] = ()
    events: tuple[Event, ...] = ()
    reviews: tuple[Review, ...] = ()
    venues: Mapping[str, Venue] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    networks: Mapping[str, Network] = field(default_factory=dict)
    others: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
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

    def of(self, model: type[EntryType]) -> tuple[EntryType, ...]:
        """Every entry of a model."""
        if model not in FIELDS:
            found: Any = self.others.get(model.kind_name(), ())
        else:
            found = getattr(self, FIELDS[model])
        return tuple(found.values()) if isinstance(found, Mapping) else found

    def with_entries(self, entries: Mapping[type[Entry], Collection[Entry]]) -> "Catalog":
        """The same with these entries of the given models."""
        fields: dict[str, Any] = {}
        others = dict(self.others)
        for model, those in entries.items():
            if model not in FIELDS:
                others[model.kind_name()] = tuple(those)
            elif model.files.is_keyed:
                fields[FIELDS[model]] = {entry.key: entry for entry in those}
            else:
                fields[FIELDS[model]] = tuple(those)
        return replace(self, others=others, **fields)

    def only(self, kinds: frozenset[str]) -> "Catalog":
        """Without the kinds that no room makes pages of, but for those that others refer to."""
        unused = (m for m in self.models if m.kind_name() not in kinds and not m.files.is_keyed)
        return self.with_entries(dict.fromkeys(unused, ()))

    def everything(self) -> Iterator[Entry]:
        """Each entry there is to find faults in: the site, the whole ones, and the faulty."""
        yield from (self.site, *self.entries(), *self.faulty)

    def entries(self) -> Iterator[Entry]:
        """Each entry once, by kind."""
        for model in self.models:
            yield from self.of(model)

    def writers(self) -> Iterator[Entry]:
        """Each entry that may name others: all but those in files of keys."""
        for model in self.models:
            if not model.files.is_keyed:
                yield from self.of(model)
