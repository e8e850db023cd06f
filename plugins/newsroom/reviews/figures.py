"""The numbers of a year: computed from what was held and written.

A new source is one pure function: in SOURCES when it gives one number, in SPREADS when it gives a
number for each network, month or series. docs/figures.md lists them, and a test holds it to that.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache

from newsroom.contract.catalog import Catalog
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.identity_key import IdentityKey
from newsroom.contract.recurrence import may_begin_in, occurrences
from newsroom.contract.review import Figure, Review
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts

HEADLINES = 3
MONTHS = tuple(f"{month:02}" for month in range(1, 13))


def held(catalog: Catalog, year: int) -> tuple[Event, ...]:
    """What counts: held, begun in the year (Oslo), and not merely a festival's frame.

    A series counts once for each date, whatever NOW is.
    """
    return _held(IdentityKey(catalog.events), year)


@lru_cache(maxsize=256)
def _held(those: IdentityKey[tuple[Event, ...]], year: int) -> tuple[Event, ...]:
    """Asked for by every figure, of the same events; nobody changes them."""
    parents = {event.part_of for event in those.value if event.status != "draft"}
    events = (e for e in those.value if e.id not in parents and may_begin_in(e, year))
    # A year more, for what was planned later and moved ahead.
    last = date(year + 1, 12, 31)
    taking_place = (one for e in events for one in occurrences(e, until=last))
    return tuple(one for one in taking_place if one.is_held and one.start.day.year == year)


def _attendance(catalog: Catalog, year: int) -> int:
    return sum(event.attendance or 0 for event in held(catalog, year))


def _networks(catalog: Catalog, year: int) -> int:
    found = {catalog.networks.get(event.network or "") for event in held(catalog, year)}
    return sum(1 for network in found if network and network.kind == "network")


def _articles(catalog: Catalog, year: int) -> int:
    return sum(a.due.day.year == year and a.status == "published" for a in catalog.articles)


def _speakers(catalog: Catalog, year: int) -> int:
    """Each once, however often they spoke."""
    events = held(catalog, year)
    lines = {item.speaker for event in events for item in event.programme}
    return len((lines | {name for event in events for name in event.speakers}) - {""})


def _venues(catalog: Catalog, year: int) -> int:
    """Each once; an event that moved online was at none."""
    places = [e.venue for e in held(catalog, year) if e.venue and e.status != "moved_online"]
    return len({place if isinstance(place, str) else place.name for place in places})


def _partners(catalog: Catalog, _year: int) -> int:
    return len(catalog.site.partners)


SOURCES: Mapping[str, Callable[[Catalog, int], int]] = {
    "events.count": lambda catalog, year: len(held(catalog, year)),
    "events.attendance": _attendance,
    "events.networks": _networks,
    "articles.count": _articles,
    "speakers.count": _speakers,
    "venues.count": _venues,
    "partners.count": _partners,
}


def _counted(names: Iterable[tuple[str | None, int]]) -> Mapping[str, int]:
    """The sum under each name, in the order of the names; what has none is left out."""
    found: Counter[str] = Counter()
    for name, weight in names:
        if name:
            found[name] += weight
    return dict(sorted(found.items()))


def _month(event: Event) -> str:
    return f"{event.start.day.month:02}"


def _by_network(catalog: Catalog, year: int) -> Mapping[str, int]:
    return _counted((event.network, 1) for event in held(catalog, year))


def _by_month(catalog: Catalog, year: int) -> Mapping[str, int]:
    return _counted((_month(event), 1) for event in held(catalog, year))


def _series(catalog: Catalog, year: int) -> Mapping[str, int]:
    dates = (event for event in held(catalog, year) if isinstance(event, Occurrence))
    return _counted((event.series.id, 1) for event in dates)


def _attendance_by_network(catalog: Catalog, year: int) -> Mapping[str, int]:
    return _counted((event.network, event.attendance or 0) for event in held(catalog, year))


def _attendance_by_month(catalog: Catalog, year: int) -> Mapping[str, int]:
    return _counted((_month(event), event.attendance or 0) for event in held(catalog, year))


SPREADS: Mapping[str, Callable[[Catalog, int], Mapping[str, int]]] = {
    "events.by_network": _by_network,
    "events.by_month": _by_month,
    "events.series": _series,
    "attendance.by_network": _attendance_by_network,
    "attendance.by_month": _attendance_by_month,
}


def compute(source: str, catalog: Catalog, year: int) -> int | None:
    """The number of a source; None when there is no such source.

    A spread by itself is how many parts it has: `events.by_network` the networks that met. With the
    name of a part it is that part's: `events.by_network.innovasjon`, `events.by_month.09`.
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
    """The names a spread may be asked for, whether or not anything was held under them."""
    if spread.endswith("network"):
        return catalog.networks
    return MONTHS if spread.endswith("month") else [event.id for event in catalog.events]


def amount(figure: Figure, year: int, catalog: Catalog) -> int | None:
    """The number of a figure; of a written one its value, else its bound."""
    if not figure.is_manual:
        return compute(figure.source, catalog, year)
    written = (figure.value, figure.more_than, figure.at_least)
    return next((value for value in written if value is not None), None)


def text(figure: Figure, year: int, catalog: Catalog, lang: str = "nb") -> str:
    """The number as the page prints it: "60", "over 160", "73 prosent"."""
    t, value = our_texts(lang), amount(figure, year, catalog)
    bound = "" if figure.is_exact else t("over") if figure.more_than is not None else t("minst")
    return " ".join(part for part in (bound, number(value or 0, lang), figure.unit) if part)


def headlines(review: Review, catalog: Catalog, lang: str = "nb") -> tuple[str, ...]:
    """The first three figures in words: "60 arrangementer", "over 160 medlemsbedrifter"."""
    return tuple(
        f"{text(figure, review.year, catalog, lang)} {figure.label[:1].lower()}{figure.label[1:]}"
        for figure in review.figures[:HEADLINES]
    )
