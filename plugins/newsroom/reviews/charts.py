"""The content of the charts of a year; `chart_layout` decides how they look."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from newsroom.contract.catalog import Catalog
from newsroom.contract.review import Review
from newsroom.reviews.figures import MONTHS, SOURCES, SPREADS, amount, text
from newsroom.wording import dates
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts

LANG = "nb"
# More years than fit as columns on a narrow screen are drawn as bars.
MOST_COLUMNS, MOST_YEARS = 4, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One number of a chart; `text` is the number as it is printed, `previous` last year's number.

    `short` is a label for a narrow column; `colour` is a name of the palette, or ""; `is_rest`
    marks the events without a network.
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
    """A chart; `name` is that of its files, `heads` are the headings of its table."""

    name: str
    title: str
    form: Literal["columns", "bars"]
    heads: tuple[str, ...]
    bars: tuple[Bar, ...]
    note: str = ""
    scale: int = 1

    @property
    def most(self) -> int:
        """The number of a bar of full length: the largest number, or `scale` if that is larger."""
        numbers = [value for bar in self.bars for value in (bar.value, bar.previous or 0)]
        return max([self.scale, *numbers])


def charts(review: Review, letters: Sequence[Review], catalog: Catalog) -> tuple[Chart, ...]:
    """The charts of a year: events by month, participants by network, and a figure over the years.

    That is the first manual one (such as members) that two of the public `letters` have.
    """
    until = [letter for letter in letters if letter.year <= review.year]
    manual = (over_years(f.name, until, catalog) for f in review.figures if f.is_manual)
    candidates = (
        per_month(review.year, catalog),
        per_network(review.year, catalog),
        next(filter(None, manual), None),
    )
    return tuple(chart for chart in candidates if chart)


def per_month(year: int, catalog: Catalog) -> Chart | None:
    """The number of events in each month; None for a year without events."""
    counted = SPREADS["events.by_month"](catalog, year)
    if not counted:
        return None
    t = our_texts(LANG)
    return Chart(
        name=f"arrangementer-per-maned-{year}",
        title=t("Arrangementer per måned i {year}").format(year=year),
        form="columns",
        heads=(t("Måned"), t("Arrangementer")),
        bars=tuple(_month(year, name, counted.get(name, 0)) for name in MONTHS),
    )


def _month(year: int, name: str, value: int) -> Bar:
    label = dates.month_name(date(year, int(name), 1), LANG)
    return Bar(label=label, short=label[:3], value=value, text=number(value, LANG))


def per_network(year: int, catalog: Catalog) -> Chart | None:
    """The participants of each network, with last year's if there are any; None without any."""
    t, now = our_texts(LANG), _participants(year, catalog)
    if not any(now.values()):
        return None
    last = _participants(year - 1, catalog)
    compares = any(last.values())
    now = dict.fromkeys(last, 0) | now
    by_size = sorted(now.items(), key=lambda pair: (not pair[0], -pair[1], pair[0]))
    return Chart(
        name=f"deltakere-per-nettverk-{year}",
        title=t("Deltakere per nettverk i {year}").format(year=year),
        form="bars",
        heads=(t("Nettverk"), str(year), *([str(year - 1)] if compares else [])),
        bars=tuple(
            _network(key, value, last.get(key, 0) if compares else None, catalog)
            for key, value in by_size
        ),
        note=t("Fylt: {year}. Ramme: {last}.").format(year=year, last=year - 1) * compares,
    )


def _network(key: str, value: int, previous: int | None, catalog: Catalog) -> Bar:
    """The bar of a network; one that networks.yaml does not have is named by its key."""
    network = catalog.networks.get(key)
    name = network.name if network else key
    return Bar(
        label=name or our_texts(LANG)("Uten nettverk"),
        value=value,
        text=number(value, LANG),
        previous=previous,
        colour=(network.colour or "") if network else "",
        is_rest=not key,
    )


def _participants(year: int, catalog: Catalog) -> dict[str, int]:
    """The participants by the key of the network; "" for events without a network."""
    by_network = dict(SPREADS["attendance.by_network"](catalog, year))
    others = SOURCES["events.attendance"](catalog, year) - sum(by_network.values())
    return by_network | ({"": others} if others else {})


def over_years(name: str, reviews: Iterable[Review], catalog: Catalog) -> Chart | None:
    """A figure over the years that have it; None for fewer than two years."""
    by_year: dict[int, tuple[int, str]] = {}
    label = ""
    for review in sorted(reviews, key=lambda review: review.year):
        if not (figure := review.figure(name)):
            continue
        label = figure.label
        if figure.previous is not None:
            by_year.setdefault(review.year - 1, (figure.previous, number(figure.previous, LANG)))
        value = amount(figure, review.year, catalog) or 0
        by_year[review.year] = (value, text(figure, review.year, catalog, LANG))
    return yearly(f"{name}-over-arene", label, by_year)


def yearly(name: str, label: str, by_year: Mapping[int, tuple[int, str]]) -> Chart | None:
    """The chart of a number and its text by year: the last years; None for fewer than two."""
    if len(by_year) < 2:
        return None
    t, years = our_texts(LANG), sorted(by_year)[-MOST_YEARS:]
    return Chart(
        name=name,
        title=t("{label} {first}–{last}").format(label=label, first=years[0], last=years[-1]),
        form="columns" if len(years) <= MOST_COLUMNS else "bars",
        heads=(t("År"), label),
        bars=tuple(Bar(label=str(y), value=by_year[y][0], text=by_year[y][1]) for y in years),
    )
