"""Computes the figures of a year from the events and articles.

A source is a pure function: in SOURCES if it returns one number, in SPREADS if it returns a number
for each network, month or series. docs/figures.md lists all sources, which a test checks.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache

from newsroom.contract.catalog import Catalog
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.recurrence import may_begin_in, occurrences
from newsroom.contract.review import Figure, Review
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts

HEADLINES = 3
MONTHS = tuple(f"{month:02}" for month in range(1, 13))


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


def _networks(catalog: Catalog, year: int) -> int:
    """The number of different networks of the first kind that met."""
    networks = {catalog.networks.get(event.network or "") for event in held(catalog, year)}
    kinds = (None, catalog.site.first_kind)
    return sum(1 for network in networks if network and network.kind in kinds)


def _articles(catalog: Catalog, year: int) -> int:
    return sum(a.due.day.year == year and a.status == "published" for a in catalog.articles)


def _speakers(catalog: Catalog, year: int) -> int:
    """The number of different speakers."""
    events = held(catalog, year)
    return len({name for event in events for name in event.speaker_names})


def _venues(catalog: Catalog, year: int) -> int:
    """The number of different venues; an event that moved online has none."""
    places = [e.venue for e in held(catalog, year) if e.venue and e.status != "moved_online"]
    return len({place if isinstance(place, str) else place.name for place in places})


SOURCES: Mapping[str, Callable[[Catalog, int], int]] = {
    "events.count": lambda catalog, year: len(held(catalog, year)),
    "events.attendance": lambda catalog, year: sum(map(_participants, held(catalog, year))),
    "events.networks": _networks,
    "articles.count": _articles,
    "speakers.count": _speakers,
    "venues.count": _venues,
    "partners.count": lambda catalog, _year: len(catalog.site.partners),
}


Spread = Callable[[Catalog, int], Mapping[str, int]]


def _spread(
    name_of: Callable[[Event], str | None], number_of: Callable[[Event], int] = lambda event: 1
) -> Spread:
    """The sum for each name, sorted by name, over the events of a year that have a name."""

    def spread(catalog: Catalog, year: int) -> Mapping[str, int]:
        sums: Counter[str] = Counter()
        for event in held(catalog, year):
            if name := name_of(event):
                sums[name] += number_of(event)
        return dict(sorted(sums.items()))

    return spread


def _month(event: Event) -> str:
    return f"{event.start.day.month:02}"


def _series(event: Event) -> str | None:
    return event.series.id if isinstance(event, Occurrence) else None


def _participants(event: Event) -> int:
    return event.attendance or 0


SPREADS: Mapping[str, Spread] = {
    "events.by_network": _spread(lambda event: event.network),
    "events.by_month": _spread(_month),
    "events.series": _spread(_series),
    "attendance.by_network": _spread(lambda event: event.network, _participants),
    "attendance.by_month": _spread(_month, _participants),
}


def compute(source: str, catalog: Catalog, year: int) -> int | None:
    """The number of a source; None if there is no such source.

    The number of a spread is that of its parts: `events.by_network` counts networks with events. A
    part has its own number: `events.by_network.innovasjon`, `events.by_month.09`.
    """
    if source in SOURCES:
        return SOURCES[source](catalog, year)
    if source in SPREADS:
        return len(SPREADS[source](catalog, year))
    spread, _, part = source.rpartition(".")
    if spread not in SPREADS or part not in _parts(spread, catalog):
        return None
    return SPREADS[spread](catalog, year).get(part, 0)


def _parts(spread: str, catalog: Catalog) -> Iterable[str]:
    """The names of all possible parts of a spread, also those without events."""
    if spread.endswith("network"):
        return catalog.networks
    return MONTHS if spread.endswith("month") else [event.id for event in catalog.events]


def amount(figure: Figure, year: int, catalog: Catalog) -> int | None:
    """The computed number of a figure; of a manual one its value, else its bound."""
    if not figure.is_manual:
        return compute(figure.source, catalog, year)
    written = (figure.value, figure.more_than, figure.at_least)
    return next((value for value in written if value is not None), None)


def text(figure: Figure, year: int, catalog: Catalog, lang: str = "nb") -> str:
    """The number as the page prints it, for example "60", "over 160" or "73 prosent"."""
    t, value = our_texts(lang), amount(figure, year, catalog)
    bound = "" if figure.is_exact else t("over") if figure.more_than is not None else t("minst")
    return " ".join(part for part in (bound, number(value or 0, lang), figure.unit) if part)


def headlines(review: Review, catalog: Catalog, lang: str = "nb") -> tuple[str, ...]:
    """The first three figures with their labels, for example "60 arrangementer"."""
    return tuple(
        f"{text(figure, review.year, catalog, lang)} {figure.label[:1].lower()}{figure.label[1:]}"
        for figure in review.figures[:HEADLINES]
    )
