"""What the pages of the years are made of: everything counted once, over the whole catalog."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsroom.contract.catalog import Catalog
from newsroom.contract.edition import Edition
from newsroom.contract.event import Event
from newsroom.contract.review import Review
from newsroom.contract.slug import slugify
from newsroom.parts.shapes import Stat
from newsroom.reviews.charts import LANG, Chart, charts, over_years, per_month, yearly
from newsroom.reviews.comparison import change
from newsroom.reviews.event_groups import EventGroup, event_groups
from newsroom.reviews.figures import SOURCES, amount, headlines, held, text
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts

COMING = 4
SUMMARY = 3
# What is counted of every year, with or without a letter.
COUNTED = {"events.count": "Arrangementer", "events.attendance": "Deltakere"}


@dataclass(frozen=True, slots=True, kw_only=True)
class YearReport:
    """A year with a letter; `coming` are the next year's first events that are not over."""

    stats: tuple[Stat, ...]
    headlines: tuple[str, ...]
    charts: tuple[Chart, ...]
    event_groups: tuple[EventGroup, ...]
    coming: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedYear:
    """A year beside the others; `letter` is None for one that nobody has written about."""

    year: int
    letter: Review | None
    stats: tuple[Stat, ...]
    chart: Chart | None


def year_report(review: Review, seen: Edition, catalog: Catalog) -> YearReport:
    """Everything counted of one year; only letters that are `seen` are compared with."""
    known = seen.catalog.reviews
    return YearReport(
        stats=stats(review, known, catalog),
        headlines=headlines(review, catalog),
        charts=charts(review, known, catalog),
        event_groups=event_groups(seen.catalog, review.year),
        coming=_coming(review.year + 1, seen),
    )


def stats(review: Review, known: Sequence[Review], catalog: Catalog) -> tuple[Stat, ...]:
    """The figures of a letter as tiles, beside last year's."""
    return tuple(
        Stat(
            label=figure.label,
            value=text(figure, review.year, catalog),
            machine=str(amount(figure, review.year, catalog)),
            change=change(figure, review, known, catalog),
            note=figure.note,
        )
        for figure in review.figures
    )


def _coming(year: int, seen: Edition) -> tuple[Event, ...]:
    """The frame of a festival, not its parts."""
    upcoming = [event for event in seen.upcoming if event.start.day.year == year]
    frames = {event.id for event in upcoming}
    first = [event for event in upcoming if event.is_held and event.part_of not in frames]
    return tuple(first[:COMING])


def side_by_side(seen: Edition, catalog: Catalog) -> tuple[ComparedYear, ...]:
    """Every year there is to tell of, newest first, their months on one scale."""
    letters = {review.year: review for review in seen.catalog.reviews}
    months = {year: per_month(year, catalog) for year in _years(seen)}
    scale = max((chart.most for chart in months.values() if chart), default=1)
    return tuple(
        ComparedYear(
            year=year,
            letter=letters.get(year),
            stats=_first_stats(year, letters.get(year), seen, catalog),
            chart=replace(chart, scale=scale) if chart else None,
        )
        for year, chart in months.items()
    )


def _years(seen: Edition) -> list[int]:
    """Newest first: those with a letter, and those whose events are all over."""
    letters = {review.year for review in seen.catalog.reviews}
    events = {event.start.day.year for event in seen.occurrences if event.is_held}
    running = {event.start.day.year for event in seen.upcoming}
    return sorted(letters | (events - running), reverse=True)


def _first_stats(
    year: int, letter: Review | None, seen: Edition, catalog: Catalog
) -> tuple[Stat, ...]:
    """The first figures of the letter; without one, what can be counted."""
    if letter:
        first = stats(letter, seen.catalog.reviews, catalog)[:SUMMARY]
        return tuple(replace(stat, note="") for stat in first)
    t = our_texts(LANG)
    counted = {label: SOURCES[source](catalog, year) for source, label in COUNTED.items()}
    return tuple(
        Stat(label=t(label), value=number(value, LANG), machine=str(value))
        for label, value in counted.items()
        if value
    )


def trends(seen: Edition, catalog: Catalog) -> tuple[Chart, ...]:
    """What is counted, then what the association keeps itself, over the years that are known."""
    letters = seen.catalog.reviews
    found = [_counted(source, label, _years(seen), catalog) for source, label in COUNTED.items()]
    kept = {figure.name: 1 for letter in letters for figure in letter.figures if figure.is_manual}
    found += [over_years(name, letters, catalog) for name in kept]
    return tuple(chart for chart in found if chart)


def _counted(source: str, label: str, years: list[int], catalog: Catalog) -> Chart | None:
    numbers = {year: SOURCES[source](catalog, year) for year in years if held(catalog, year)}
    said = {year: (value, number(value, LANG)) for year, value in numbers.items()}
    return yearly(f"{slugify(label)}-over-arene", our_texts(LANG)(label), said)
