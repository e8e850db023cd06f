"""The catalog: all entries of content/, and the ledger of the addresses that were published."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from newsroom.contract.article import Article
from newsroom.contract.body import NO_BODY, Body
from newsroom.contract.entry import Document, Entry
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.member import Member
from newsroom.contract.newsletter import Newsletter
from newsroom.contract.page import Page
from newsroom.contract.people import Network, Person, Venue
from newsroom.contract.record import Record
from newsroom.contract.reserved import BOKMAL_ALONE
from newsroom.contract.review import Review
from newsroom.contract.site import Site

# The built-in models, each with the field of the Catalog that has its entries.
FIELDS: Mapping[type[Entry], str] = {
    Article: "articles",
    Page: "pages",
    Event: "events",
    Review: "reviews",
    Venue: "venues",
    Person: "people",
    Network: "networks",
    Member: "members",
    Newsletter: "newsletters",
}
BUILT_IN = tuple(FIELDS)
EntryType = TypeVar("EntryType", bound=Entry)
# Both in content/.
ADDRESSES, GONE = "record/addresses.txt", "record/gone.txt"


@dataclass(frozen=True, slots=True)
class UrlOwner:
    """The owner of an address: a file, an entry in a file of several, or an occurrence.

    Written `news/2023/sak.md`, `people.yaml#kari`, `events/2023.yaml#2023-kurs/2023-11-08`. `kind`
    is the folder or the file of the entry (`people`, `events`); an entry that moves to another
    file keeps its kind and key. For an entry that is a file, `kind` is "" and `key` is the file.
    """

    file: str = field(compare=False)
    kind: str
    key: str
    day: str = ""

    @classmethod
    def parse(cls, text: str) -> "UrlOwner":
        file, _, entry = text.partition("#")
        if not entry:
            return cls(file, "", file)
        key, _, day = entry.partition("/")
        return cls(file, PurePosixPath(file.partition("/")[0]).stem, key, day)

    @property
    def series_or_self(self) -> "UrlOwner":
        """The series of an occurrence; any other owner itself."""
        return replace(self, day="") if self.day else self

    def __str__(self) -> str:
        entry = f"{self.key}/{self.day}" if self.day else self.key
        return f"{self.file}#{entry}" if self.kind else self.file


# The owners of addresses without an entry: a list, which may become empty, or the site.
LIST, SITE = UrlOwner.parse("list"), UrlOwner.parse("site")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The owner of each published address, and the line in gone.txt of each removed one.

    `is_written` is False when the file of addresses is missing or lost.
    """

    owners: Mapping[str, UrlOwner] = field(default_factory=dict)
    gone: Mapping[str, int] = field(default_factory=dict)
    is_written: bool = True


def owner_of(entry: Entry) -> UrlOwner:
    """The owner of the addresses of an entry."""
    if isinstance(entry, Occurrence):
        return replace(owner_of(entry.series), day=str(entry.on))
    kind = "" if isinstance(entry, Document) else entry.files.folder
    return UrlOwner(entry.source.path, kind, entry.short_name)


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every valid entry, also drafts and future ones, in the order of their files.

    `models` are the models of all kinds of content. `others` has the entries of kinds without a
    field here, by kind. `bodies` has the converted text of each entry by ref, and of
    its translations by `body_ref`, `media` the pictures
    and documents by path in content/. `broken` are the refs of entries and the paths of files that
    could not be read. `faulty` are entries with faults, in
    which other checks look for more. `record` has the published revisions of events, `ledger` the
    published addresses. `removed` are the paths of pictures and the refs of persons that
    removed.yaml removes.
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
    members: Mapping[str, Member] = field(default_factory=dict)
    newsletters: tuple[Newsletter, ...] = ()
    others: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    bodies: Mapping[str, Body] = field(default_factory=dict)
    media: Mapping[str, Path] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    faulty: tuple[Entry, ...] = ()
    record: Record = field(default_factory=Record)
    ledger: Ledger = field(default_factory=Ledger)
    removed: frozenset[str] = frozenset()

    @property
    def pictures(self) -> Mapping[str, Path]:
        """The part of `media` that is shown; what is in documents/ is for download."""
        return {p: file for p, file in self.media.items() if not p.startswith("documents/")}

    def is_whole(self, folder: str) -> bool:
        """Whether all of a folder in content/ could be read, so that counts of it are correct."""
        return not any(ref.startswith((f"{folder}/", f"{folder}.")) for ref in self.broken)

    def of(self, model: type[EntryType]) -> tuple[EntryType, ...]:
        """Every entry of a model."""
        if model not in FIELDS:
            entries: Any = self.others.get(model.kind_name(), ())
        else:
            entries = getattr(self, FIELDS[model])
        return tuple(entries.values()) if isinstance(entries, Mapping) else entries

    def with_entries(self, entries: Mapping[type[Entry], Collection[Entry]]) -> "Catalog":
        """A copy of the catalog with these entries of the given models."""
        fields: dict[str, Any] = {}
        others = dict(self.others)
        for model, of_model in entries.items():
            if model not in FIELDS:
                others[model.kind_name()] = tuple(of_model)
            elif model.files.is_keyed:
                fields[FIELDS[model]] = {entry.key: entry for entry in of_model}
            else:
                fields[FIELDS[model]] = tuple(of_model)
        return replace(self, others=others, **fields)

    def only(self, kinds: frozenset[str]) -> "Catalog":
        """A copy with entries of these kinds, and of those that others refer to by key."""
        unused = (m for m in self.models if m.kind_name() not in kinds and not m.files.is_keyed)
        return self.with_entries(dict.fromkeys(unused, ()))

    def everything(self) -> Iterator[Entry]:
        """Each entry to check for faults: the site, the valid entries and the faulty ones."""
        yield from (self.site, *self.entries(), *self.faulty)

    def body_with_translations(self, entry: Entry) -> Body:
        """The body of an entry, which has the targets of its translations too."""
        body = self.bodies.get(entry.ref, NO_BODY)
        if len(self.site.languages) == 1:
            return body
        others = (self.bodies.get(f"{entry.ref}@{lang}", NO_BODY) for lang in self.site.languages)
        more = tuple(target for other in others for target in other.targets)
        return replace(body, targets=(*body.targets, *more)) if more else body

    def placed(self, languages: tuple[str, ...]) -> "Catalog":
        """A copy whose entries know the languages of the site; itself in Bokmål alone."""
        if languages == BOKMAL_ALONE:
            return self
        entries = {model: [e.placed(languages) for e in self.of(model)] for model in self.models}
        faulty = tuple(entry.placed(languages) for entry in self.faulty)
        site = self.site.placed(languages)
        return replace(self.with_entries(entries), site=site, faulty=faulty)

    def in_language(self, lang: str) -> "Catalog":
        """A copy for the edition in a language: each entry in its words, where it has them.

        A document is in one language, and in that edition. In others it stands only as long as it
        has no translation there, and `fallback` or its model asks for that.
        """
        entries = {
            model: [entry.translated(lang) or entry for entry in self._in(lang, self.of(model))]
            for model in self.models
        }
        site = self.site.translated(lang)
        if not site:  # the words of its menu are in the first language, and so are their pages
            is_first = lang == self.site.languages[0]
            site = self.site if is_first else self.site.model_copy(update={"menu": ()})
        return replace(self.with_entries(entries), site=site)

    def edition_of(self, entry: Entry) -> str:
        """The language whose edition has the page of an entry: the first one's for any other."""
        lang, languages = entry.home.lang, self.site.languages
        return lang if lang in languages else languages[0]

    def _in(self, lang: str, entries: tuple[EntryType, ...]) -> list[EntryType]:
        """The entries of an edition."""
        own = {entry.ref for entry in entries if self.edition_of(entry) == lang}
        translated = {entry.original_ref for entry in entries if entry.ref in own}
        return [
            entry if entry.ref in own else entry.standing_in(lang)
            for entry in entries
            if entry.ref in own
            or (
                (entry.stands_in or self.site.fallback)
                and entry.original_ref == entry.ref
                and entry.ref not in translated
            )
        ]

    def entries(self) -> Iterator[Entry]:
        """Each entry once, by kind."""
        for model in self.models:
            yield from self.of(model)
