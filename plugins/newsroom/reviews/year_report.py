"""Computes the content of the pages of the years, once, from the whole catalog."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from newsroom.contract.catalog import Catalog
from newsroom.contract.edition import Edition
from newsroom.contract.event import Event
from newsroom.contract.review import Figure, Review
from newsroom.contract.slug import slugify
from newsroom.parts.shapes import Stat
from newsroom.reviews.charts import Chart, charts, over_years, yearly
from newsroom.reviews.event_groups import EventGroup, event_groups
from newsroom.reviews.figures import amount, headlines, one_each_year, text
from newsroom.reviews.sources import SOURCES, held
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts

COMING = 4
SUMMARY = 3
# The figures of a year without an annual letter.
COUNTED = {"events.count": "Arrangementer", "events.attendance": "Deltakere"}


@dataclass(frozen=True, slots=True, kw_only=True)
class YearReport:
    """A year with an annual letter; `coming` are the first events of next year, not yet over."""

    stats: tuple[Stat, ...]
    headlines: tuple[str, ...]
    charts: tuple[Chart, ...]
    event_groups: tuple[EventGroup, ...]
    events: tuple[Event, ...]
    coming: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedYear:
    """A year on the page of all years; `letter` is None if the year has none."""

    year: int
    letter: Review | None
    stats: tuple[Stat, ...]


def year_report(review: Review, edition: Edition, catalog: Catalog) -> YearReport:
    """The report of one year, compared with the public letters of the edition."""
    letters = edition.catalog.reviews
    return YearReport(
        stats=stats(review, letters, catalog),
        headlines=headlines(review, catalog),
        charts=charts(review, letters, catalog),
        event_groups=event_groups(edition.catalog, review.year),
        events=held(edition.catalog, review.year),
        coming=_coming(review.year + 1, edition),
    )


def stats(review: Review, letters: Sequence[Review], catalog: Catalog) -> tuple[Stat, ...]:
    """The figures of an annual letter, each with its change since last year."""
    return tuple(
        Stat(
            label=figure.label,
            value=text(figure, review, catalog),
            machine=str(amount(figure, review.year, catalog)),
            change=change(figure, review, letters, catalog),
            note=figure.note,
        )
        for figure in review.figures
    )


def change(figure: Figure, review: Review, letters: Iterable[Review], catalog: Catalog) -> str:
    """The change since last year: "+12 fra 2022" or "over 130 i 2022"; "" if it is unknown.

    `letters` are the public ones. If either figure is only a bound, the difference is
    not known, and last year's text is shown.
    """
    lang = review.site_lang
    previous = next((o for o in one_each_year(letters, lang) if o.year == review.year - 1), None)
    last = previous.figure(figure.name) if previous else None
    if previous and last and not (last.is_exact and figure.is_exact):
        last = last.model_copy(update={"unit": figure.unit})
        return f"{text(last, previous, catalog, lang)} {_last_year('i {year}', review)}"
    before = amount(last, review.year - 1, catalog) if last else figure.previous
    now = amount(figure, review.year, catalog)
    if before is None or now is None:
        return ""
    if not figure.is_exact:
        return f"{number(before, lang)} {_last_year('i {year}', review)}"
    if now == before:
        return _last_year("som i {year}", review)
    sign = "+" if now > before else ""
    return f"{sign}{number(now - before, lang)} {_last_year('fra {year}', review)}"


def _last_year(words: str, review: Review) -> str:
    return our_texts(review.site_lang)(words).format(year=review.year - 1)


def _coming(year: int, edition: Edition) -> tuple[Event, ...]:
    """The first events of the year that are not over; a festival without its parts."""
    upcoming = [event for event in edition.upcoming if event.start.day.year == year]
    ids = {event.id for event in upcoming}
    first = [event for event in upcoming if event.is_held and event.part_of not in ids]
    return tuple(first[:COMING])


def side_by_side(edition: Edition, catalog: Catalog) -> tuple[ComparedYear, ...]:
    """Every year with an annual letter or past events, newest first."""
    letters = {r.year: r for r in one_each_year(edition.catalog.reviews, edition.home.lang)}
    return tuple(
        ComparedYear(
            year=year,
            letter=letters.get(year),
            stats=_first_stats(year, letters.get(year), edition, catalog),
        )
        for year in _years(edition)
    )


def _years(edition: Edition) -> list[int]:
    """The years with an annual letter, and those whose events are all over; newest first."""
    letters = {review.year for review in edition.catalog.reviews}
    events = {event.start.day.year for event in edition.occurrences if event.is_held}
    running = {event.start.day.year for event in edition.upcoming}
    return sorted(letters | (events - running), reverse=True)


def _first_stats(
    year: int, letter: Review | None, edition: Edition, catalog: Catalog
) -> tuple[Stat, ...]:
    """The first figures of the letter, else the computed figures that are not 0."""
    if letter:
        first = stats(letter, edition.catalog.reviews, catalog)[:SUMMARY]
        return tuple(replace(stat, note="") for stat in first)
    t, lang = our_texts(edition.home.lang), edition.home.lang
    counted = {t(label): SOURCES[source](catalog, year) for source, label in COUNTED.items()}
    return tuple(
        Stat(label=name, value=number(value, lang), machine=str(value))
        for name, value in counted.items()
        if value
    )


def trends(edition: Edition, catalog: Catalog) -> tuple[Chart, ...]:
    """The charts over the years: of computed figures, then of manual ones."""
    computed = [_computed(source, label, edition, catalog) for source, label in COUNTED.items()]
    letters = one_each_year(edition.catalog.reviews, edition.home.lang)
    figures = (figure for letter in letters for figure in letter.figures)
    names = dict.fromkeys(figure.name for figure in figures if figure.is_manual)
    manual = [over_years(name, letters, catalog, edition.home.lang) for name in names]
    return tuple(chart for chart in (*computed, *manual) if chart)


def _computed(source: str, label: str, edition: Edition, catalog: Catalog) -> Chart | None:
    lang, years = edition.home.lang, (year for year in _years(edition) if held(catalog, year))
    numbers = ((year, SOURCES[source](catalog, year)) for year in years)
    by_year = {year: (value, number(value, lang)) for year, value in numbers}
    label = our_texts(lang)(label)
    return yearly(slugify(label), label, by_year, lang)
