"""The numbers of a year: computed from what was held and written, and checked against the letter.

A new source is one pure function in SOURCES.
"""

from collections.abc import Callable, Mapping
from datetime import date

from plugins.contract.catalog import Catalog
from plugins.contract.event import Event
from plugins.contract.problems import Report
from plugins.contract.recurrence import occurrences
from plugins.contract.review import Figure, Review
from plugins.wording.numbers import number
from plugins.wording.texts import our_texts


def held(catalog: Catalog, year: int) -> list[Event]:
    """What counts: held, begun in the year (Oslo), and not merely a festival's frame.

    A series counts once for each date, whatever NOW is.
    """
    parents = {event.part_of for event in catalog.events if event.status != "draft"}
    events = (event for event in catalog.events if event.id not in parents)
    # A year more, for what was planned later and moved ahead.
    last = date(year + 1, 12, 31)
    taking_place = (one for e in events for one in occurrences(e, until=last))
    return [one for one in taking_place if one.is_held and one.start.day.year == year]


def _attendance(catalog: Catalog, year: int) -> int:
    return sum(event.attendance or 0 for event in held(catalog, year))


def _networks(catalog: Catalog, year: int) -> int:
    found = {catalog.networks.get(event.network or "") for event in held(catalog, year)}
    return sum(1 for network in found if network and network.kind == "network")


def _articles(catalog: Catalog, year: int) -> int:
    return sum(a.due.day.year == year and a.status == "published" for a in catalog.articles)


SOURCES: Mapping[str, Callable[[Catalog, int], int]] = {
    "events.count": lambda catalog, year: len(held(catalog, year)),
    "events.attendance": _attendance,
    "events.networks": _networks,
    "articles.count": _articles,
}


def amount(figure: Figure, year: int, catalog: Catalog) -> int | None:
    """The number of a figure; of a written one its value, else its bound."""
    if not figure.is_manual:
        compute = SOURCES.get(figure.source)
        return compute(catalog, year) if compute else None
    written = (figure.value, figure.more_than, figure.at_least)
    return next((value for value in written if value is not None), None)


def text(figure: Figure, year: int, catalog: Catalog, lang: str = "nb") -> str:
    """The number as the page prints it: "60", "over 160", "73 prosent"."""
    t, value = our_texts(lang), amount(figure, year, catalog)
    bounded = figure.is_manual and figure.value is None
    bound = "" if not bounded else t("over") if figure.more_than is not None else t("minst")
    return " ".join(part for part in (bound, number(value or 0, lang), figure.unit) if part)


def check(catalog: Catalog, report: Report) -> None:
    """Every figure that does not agree with the year, with itself or with last year's letter."""
    by_year = {review.year: review for review in catalog.reviews}
    for review in catalog.reviews:
        for at, figure in enumerate(review.figures):
            told = _Told(review, ("figures", at), report)
            if figure.is_manual or figure.source in SOURCES:
                _check_amount(figure, review, catalog, told)
                _check_previous(figure, by_year.get(review.year - 1), catalog, told)
            else:
                sources = ", ".join(("manual", *SOURCES))
                told("source", "figure-source", value=figure.source, choices=sources)
        _check_names(review, catalog, report)


class _Told:
    """Tells of a fault in one figure."""

    def __init__(self, review: Review, where: tuple[str | int, ...], report: Report) -> None:
        self.review, self.where, self.report = review, where, report

    def __call__(self, field: str, code: str, **values: object) -> None:
        severity = "advice" if code == "attendance-missing" else "error"
        self.report.add(self.review.source, (*self.where, field), code, values, severity)


def _check_amount(figure: Figure, review: Review, catalog: Catalog, told: _Told) -> None:
    found = amount(figure, review.year, catalog)
    if not _is_known(figure, catalog):
        return
    said = {"label": figure.label, "found": found}
    if figure.value is not None and found != figure.value:
        told("value", "figure-mismatch", value=figure.value, source=figure.source, **said)
    if figure.more_than is not None and figure.value is found is None:
        return
    bounded = not figure.is_manual or figure.value is not None
    if bounded and figure.more_than is not None and not found > figure.more_than:
        told("more_than", "figure-not-more", value=figure.more_than, **said)
    if bounded and figure.at_least is not None and not found >= figure.at_least:
        told("at_least", "figure-not-least", value=figure.at_least, **said)
    if figure.source == "events.attendance":
        _check_attendance(review, catalog, told)


def _is_known(figure: Figure, catalog: Catalog) -> bool:
    """Whether everything the figure counts could be read."""
    folders = {"events": "events", "articles": "news"}
    return figure.is_manual or catalog.is_whole(folders[figure.source.partition(".")[0]])


def _check_attendance(review: Review, catalog: Catalog, told: _Told) -> None:
    missing = [e.id for e in held(catalog, review.year) if e.attendance is None]
    if missing:
        told("source", "attendance-missing", count=len(missing), ids=", ".join(missing))


def _check_previous(figure: Figure, last: Review | None, catalog: Catalog, told: _Told) -> None:
    same = next((f for f in last.figures if f.name == figure.name), None) if last else None
    if figure.previous is None or not last or not same or not _is_known(same, catalog):
        return
    found = amount(same, last.year, catalog)
    if found != figure.previous:
        told(
            "previous", "figure-previous", value=figure.previous, found=found, year=last.year,
            label=figure.label,
        )  # fmt: skip


def _check_names(review: Review, catalog: Catalog, report: Report) -> None:
    """Every name in the letter is that of one figure."""
    names = [figure.name for figure in review.figures]
    for at, name in enumerate(names):
        if name in names[:at]:
            report.add(review.source, ("figures", at), "figure-twice", {"value": name})
    body = catalog.bodies.get(review.ref)
    for target in body.of_kind("figure") if body else ():
        if target.name not in names:
            values = {"value": target.name, "choices": ", ".join(names)}
            report.add(review.source.at_line(target.line), (), "figure-unknown", values)
