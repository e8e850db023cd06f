"""The charts of a year: what they show, in numbers and words. How they look is for `drawing`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from newsroom.contract.catalog import Catalog
from newsroom.contract.review import Review
from newsroom.reviews.figures import MONTHS, SPREADS, amount, compute, text
from newsroom.wording import dates
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts

LANG = "nb"
# Columns with words over them have no more room on a narrow screen; more years lie down.
MOST_COLUMNS, MOST_YEARS = 4, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One number of a chart; `text` is how it is printed, `previous` last year's.

    `short` is what of the label fits under a narrow column; `colour` a palette name, or "";
    `is_rest` says that it is what all the others leave.
    """

    label: str
    value: int
    text: str
    short: str = ""
    previous: int | None = None
    colour: str = ""
    is_rest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart by the `name` its files have; `heads` stand over the columns of its table."""

    name: str
    title: str
    form: Literal["columns", "bars"]
    heads: tuple[str, ...]
    bars: tuple[Bar, ...]
    note: str = ""
    scale: int = 1

    @property
    def most(self) -> int:
        """What the longest bar would stand for: `scale`, or the largest number when it is more."""
        numbers = [number for bar in self.bars for number in (bar.value, bar.previous or 0)]
        return max([self.scale, *numbers])

    @property
    def compares(self) -> bool:
        """Whether last year's numbers stand in it."""
        return any(bar.previous is not None for bar in self.bars)


def charts(review: Review, known: Sequence[Review], catalog: Catalog) -> tuple[Chart, ...]:
    """What there is to draw of a year; `known` are the letters that may be spoken of."""
    found = (
        per_month(review.year, catalog),
        per_network(review.year, catalog),
        next(_over_years(review, known, catalog), None),
    )
    return tuple(chart for chart in found if chart)


def per_month(year: int, catalog: Catalog) -> Chart | None:
    """How many events each month had; None for a year without any."""
    counted = SPREADS["events.by_month"](catalog, year)
    if not counted:
        return None
    t = our_texts(LANG)
    title = t("Arrangementer per måned i {year}").format(year=year)
    bars = [_month(year, name, counted.get(name, 0)) for name in MONTHS]
    heads = (t("Måned"), t("Arrangementer"))
    return Chart(
        name=f"arrangementer-per-maned-{year}",
        title=title,
        form="columns",
        heads=heads,
        bars=tuple(bars),
    )


def _month(year: int, name: str, value: int) -> Bar:
    label = dates.month_name(date(year, int(name), 1), LANG)
    return Bar(label=label, short=label[:3], value=value, text=number(value, LANG))


def per_network(year: int, catalog: Catalog) -> Chart | None:
    """How many took part in each network's events, beside last year's where there were any."""
    t, now = our_texts(LANG), _took_part(year, catalog)
    if not any(now.values()):
        return None
    last = _took_part(year - 1, catalog)
    compares = any(last.values())
    now = dict.fromkeys(last, 0) | now
    bars = [
        replace(
            _network(key, catalog),
            value=value,
            text=number(value, LANG),
            previous=last.get(key, 0) if compares else None,
        )
        for key, value in sorted(now.items(), key=lambda pair: (not pair[0], -pair[1], pair[0]))
    ]
    title = t("Deltakere per nettverk i {year}").format(year=year)
    return Chart(
        name=f"deltakere-per-nettverk-{year}",
        title=title,
        form="bars",
        heads=(t("Nettverk"), str(year), *([str(year - 1)] if compares else [])),
        bars=tuple(bars),
        note=t("Fylt: {year}. Ramme: {last}.").format(year=year, last=year - 1) * compares,
    )


def _network(key: str, catalog: Catalog) -> Bar:
    """A row without its numbers; a network nobody has written about yet goes by its key."""
    if not key:
        return Bar(label=our_texts(LANG)("Uten nettverk"), value=0, text="", is_rest=True)
    network = catalog.networks.get(key)
    colour = network.colour or "" if network else ""
    return Bar(label=network.name if network else key, value=0, text="", colour=colour)


def _took_part(year: int, catalog: Catalog) -> dict[str, int]:
    """Participants by the network's key; those of events without one under ""."""
    found = dict(SPREADS["attendance.by_network"](catalog, year))
    others = (compute("events.attendance", catalog, year) or 0) - sum(found.values())
    return found | ({"": others} if others else {})


def _over_years(review: Review, known: Sequence[Review], catalog: Catalog) -> Iterator[Chart]:
    """What the association counts itself, its members before all, over the years until this."""
    until = [other for other in known if other.year <= review.year]
    for figure in review.figures:
        if figure.is_manual and (chart := over_years(figure.name, until, catalog)):
            yield chart


def over_years(name: str, reviews: Iterable[Review], catalog: Catalog) -> Chart | None:
    """One figure over the years that have it; None when fewer than two do."""
    said: dict[int, tuple[int, str]] = {}
    label = ""
    for review in sorted(reviews, key=lambda review: review.year):
        if not (figure := review.figure(name)):
            continue
        label = figure.label
        if figure.previous is not None:
            said.setdefault(review.year - 1, (figure.previous, number(figure.previous, LANG)))
        value = amount(figure, review.year, catalog) or 0
        said[review.year] = (value, text(figure, review.year, catalog, LANG))
    return yearly(f"{name}-over-arene", label, said)


def yearly(name: str, label: str, said: Mapping[int, tuple[int, str]]) -> Chart | None:
    """The last years, each with a number and how it is printed."""
    if len(said) < 2:
        return None
    t, years = our_texts(LANG), sorted(said)[-MOST_YEARS:]
    return Chart(
        name=name,
        title=t("{label} {first}–{last}").format(label=label, first=years[0], last=years[-1]),
        form="columns" if len(years) <= MOST_COLUMNS else "bars",
        heads=(t("År"), label),
        bars=tuple(Bar(label=str(y), value=said[y][0], text=said[y][1]) for y in years),
    )
