"""What the figures of a year count: the table of sources, each with its sentence and its proof.

A source is a row of SOURCES if it gives one number, of SPREADS if it gives a number for each
network, month or series. It returns the entries themselves, and the number is counted from them,
so a proof that lists the entries cannot disagree. docs/figures.md lists all, which a test checks.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain

from newsroom.addresses.plan import grouped
from newsroom.contract.article import Article
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry, Fields
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.member import Member
from newsroom.contract.people import Network
from newsroom.contract.recurrence import may_begin_in, occurrences

# The names of the months are those of any year.
MONTHS = {f"{month:02}": date(2000, month, 1) for month in range(1, 13)}
# An entry, another part of the content (a partner), the name of somebody without an entry, a month.
Counted = Entry | Fields | str | date


class EventsKey:
    """A cache key for events: equal to another key only when both hold the same tuple."""

    def __init__(self, events: tuple[Event, ...]) -> None:
        self.events = events

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EventsKey) and self.events is other.events

    def __hash__(self) -> int:
        return id(self.events)


def held(catalog: Catalog, year: int) -> tuple[Event, ...]:
    """The events that count: held, begun in the year (there), and without parts of their own.

    A series counts once for each date, whether or not that date is past.
    """
    return _held(EventsKey(catalog.events), year)


@lru_cache(maxsize=256)
def _held(key: EventsKey, year: int) -> tuple[Event, ...]:
    """Cached, because every figure needs the same events."""
    parents = {event.part_of for event in key.events if event.status != "draft"}
    events = (e for e in key.events if e.id not in parents and may_begin_in(e, year))
    # One year more, for a date that the rule gives next year and that was moved to this one.
    last = date(year + 1, 12, 31)
    dates = (occurrence for event in events for occurrence in occurrences(event, until=last))
    return tuple(e for e in dates if e.is_held and e.start.day.year == year)


def number_of(counted: Counted) -> int | None:
    """How many came to an event; None where nobody has written it."""
    return counted.attendance if isinstance(counted, Event) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedSource:
    """One number of a year: of the entries that `entries` finds, as `sentence` says in words.

    It is how many they are, or with `is_sum` the sum of their attendance.
    """

    sentence: str
    entries: Callable[[Catalog, int], Iterable[Counted]]
    is_sum: bool = False

    def __call__(self, catalog: Catalog, year: int) -> int:
        return total(self.entries(catalog, year), is_sum=self.is_sum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A number for each part of a year, sorted by name: `entries` has what each part counts.

    `sentence` says what the parts are, and `sentence_of_part` what is counted in one. `parts` are
    all that there can be, also those without entries; `is_sum` as in CountedSource.
    """

    sentence: str
    sentence_of_part: str
    entries: Callable[[Catalog, int], Mapping[str, Sequence[Counted]]]
    parts: Callable[[Catalog], Mapping[str, Counted]]
    is_sum: bool = False

    def __call__(self, catalog: Catalog, year: int) -> Mapping[str, int]:
        counted = self.entries(catalog, year).items()
        return {name: total(entries, is_sum=self.is_sum) for name, entries in counted}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a number is made of: a sentence about `part`, its {name}, and the counted entries."""

    sentence: str
    entries: tuple[Counted, ...]
    part: Counted = ""
    is_sum: bool = False

    @property
    def total(self) -> int:
        return total(self.entries, is_sum=self.is_sum)


def total(counted: Iterable[Counted], *, is_sum: bool) -> int:
    """How many are counted, or the sum of their attendance."""
    return sum((number_of(one) or 0) if is_sum else 1 for one in counted)


def _networks(catalog: Catalog, year: int) -> Iterable[Network]:
    """The networks of the first kind that met."""
    met = (catalog.networks.get(event.network or "") for event in held(catalog, year))
    kinds = (None, catalog.site.first_kind)
    return {network.key: network for network in met if network and network.kind in kinds}.values()


def _articles(catalog: Catalog, year: int) -> Iterable[Article]:
    """Those that are no translations, which would be counted a second time."""
    originals = (a for a in catalog.articles if not a.translation_of)
    return [a for a in originals if a.due.day.year == year and a.status == "published"]


def _speakers(catalog: Catalog, year: int) -> Iterable[Counted]:
    """The different speakers: entries of people, or names."""
    names = chain.from_iterable(event.speaker_names for event in held(catalog, year))
    return [catalog.people.get(name, name) for name in dict.fromkeys(names)]


def _venues(catalog: Catalog, year: int) -> Iterable[Counted]:
    """The different venues; an event that moved online has none."""
    places = [e.venue for e in held(catalog, year) if e.venue and e.status != "moved_online"]
    names = (place if isinstance(place, str) else place.name for place in places)
    return [catalog.venues.get(name, name) for name in dict.fromkeys(names)]


def _members(catalog: Catalog, year: int) -> Iterable[Member]:
    """The members when a year ends."""
    return [member for member in catalog.of(Member) if year in member.years]


def _of_year(field: str) -> Callable[[Catalog, int], Iterable[Member]]:
    """The members whose first day or last day is in a year; one without `since` is in none."""
    return lambda catalog, year: [
        m for m in catalog.of(Member) if m.since and year == getattr(getattr(m, field), "year", 0)
    ]


SOURCES: Mapping[str, CountedSource] = {
    "events.count": CountedSource(
        sentence="Arrangementer som begynte i året og ble holdt. Avlyste, utsatte og utkast telles "
        "ikke. En serie telles én gang for hver dato, en samling som delene sine.",
        entries=held,
    ),
    "events.attendance": CountedSource(
        sentence="Summen av deltakerne på arrangementene som ble holdt i året. Et arrangement uten "
        "deltakertall er ikke med i summen.",
        entries=held,
        is_sum=True,
    ),
    "events.networks": CountedSource(
        sentence="Nettverk som holdt minst ett arrangement i året, hvert talt én gang.",
        entries=_networks,
    ),
    "articles.count": CountedSource(
        sentence="Artikler som ble publisert her i året.", entries=_articles
    ),
    "speakers.count": CountedSource(
        sentence="Foredragsholdere på arrangementene i året, hver talt én gang.", entries=_speakers
    ),
    "venues.count": CountedSource(
        sentence="Steder der et arrangement ble holdt i året, hvert talt én gang. Det som ble "
        "holdt på nett, er ikke med.",
        entries=_venues,
    ),
    "partners.count": CountedSource(
        sentence="Samarbeidspartnerne, slik de står på nettstedet nå.",
        entries=lambda catalog, _year: catalog.site.partners,
    ),
    "members.count": CountedSource(
        sentence="Medlemmer ved årsskiftet: meldt inn, og ikke ut, til og med 31. desember.",
        entries=_members,
    ),
    "members.new": CountedSource(
        sentence="Medlemmer med sin første dag i året.", entries=_of_year("since")
    ),
    "members.left": CountedSource(
        sentence="Medlemmer med sin siste dag i året.", entries=_of_year("until")
    ),
}


def _by(name_of: Callable[[Event], str]) -> Callable[..., Mapping[str, Sequence[Event]]]:
    """The events of a year by name, sorted by name; those without a name are left out."""
    return lambda catalog, year: grouped(
        held(catalog, year), lambda event: filter(None, [name_of(event)])
    )


def _members_by(field: str, sentence: str) -> Spread:
    """The members when a year ends, by the slug of the word in a field; without one in none."""
    return Spread(
        sentence=sentence,
        sentence_of_part="Medlemmer ved årsskiftet: {name}.",
        entries=lambda catalog, year: grouped(_members(catalog, year), lambda m: m.slugs(field)),
        parts=lambda catalog: {
            s: getattr(m, field) for m in catalog.of(Member) for s in m.slugs(field)
        },
    )


_BY_NETWORK = _by(lambda event: event.network or "")
_BY_MONTH = _by(lambda event: f"{event.start.day.month:02}")
_OF_NETWORKS = "Nettverk, prosjekter og hus som holdt minst ett arrangement i året."
_OF_MONTHS = "Måneder med minst ett arrangement i året."
SPREADS: Mapping[str, Spread] = {
    "events.by_network": Spread(
        sentence=_OF_NETWORKS,
        sentence_of_part="Arrangementer som ble holdt i året: {name}.",
        entries=_BY_NETWORK,
        parts=lambda catalog: catalog.networks,
    ),
    "events.by_month": Spread(
        sentence=_OF_MONTHS,
        sentence_of_part="Arrangementer som ble holdt i {name}.",
        entries=_BY_MONTH,
        parts=lambda _catalog: MONTHS,
    ),
    "events.series": Spread(
        sentence="Serier med minst én dato som ble holdt i året.",
        sentence_of_part="Datoer som ble holdt i året: {name}.",
        entries=_by(lambda event: event.series.id if isinstance(event, Occurrence) else ""),
        parts=lambda catalog: {event.id: event for event in catalog.events},
    ),
    "attendance.by_network": Spread(
        sentence=_OF_NETWORKS,
        sentence_of_part="Summen av deltakerne på arrangementene i året: {name}. Et arrangement "
        "uten deltakertall er ikke med i summen.",
        entries=_BY_NETWORK,
        parts=lambda catalog: catalog.networks,
        is_sum=True,
    ),
    "attendance.by_month": Spread(
        sentence=_OF_MONTHS,
        sentence_of_part="Summen av deltakerne på arrangementene i {name}. Et arrangement uten "
        "deltakertall er ikke med i summen.",
        entries=_BY_MONTH,
        parts=lambda _catalog: MONTHS,
        is_sum=True,
    ),
    "members.by_category": _members_by(
        "category", "Kategorier med minst ett medlem ved årsskiftet."
    ),
    "members.by_place": _members_by("place", "Steder med minst ett medlem ved årsskiftet."),
}


def proof(source: str, catalog: Catalog, year: int) -> Proof | None:
    """The proof of a source; None if there is no such source.

    That of a spread is its parts: `events.by_network` counts networks with events. A part has its
    own: `events.by_network.innovasjon`, `events.by_month.09`.
    """
    if one := SOURCES.get(source):
        counted = tuple(one.entries(catalog, year))
        return Proof(sentence=one.sentence, entries=counted, is_sum=one.is_sum)
    if spread := SPREADS.get(source):
        parts = spread.parts(catalog)
        names = spread.entries(catalog, year)
        counted = tuple(parts.get(name, name) for name in names)
        return Proof(sentence=spread.sentence, entries=counted)
    before, _, name = source.rpartition(".")
    spread = SPREADS.get(before)
    part = spread.parts(catalog).get(name) if spread else None
    if not spread or part is None:
        return None
    return Proof(
        sentence=spread.sentence_of_part,
        entries=tuple(spread.entries(catalog, year).get(name, ())),
        part=part,
        is_sum=spread.is_sum,
    )
