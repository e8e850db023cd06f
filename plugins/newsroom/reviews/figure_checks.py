"""Checks the figures of each letter against the events, their own bounds and last year's letter."""

from dataclasses import dataclass

from newsroom.contract.catalog import Catalog
from newsroom.contract.problems import Report, Severity
from newsroom.contract.review import Figure, Review
from newsroom.reviews.figures import SOURCES, SPREADS, amount, held
from newsroom.reviews.number_claims import contradictions

# The folder of content/ that a source counts, by its first word; else events.
FOLDERS = {"articles": "news", "partners": "site"}
ADVICE_CODES = {"attendance-missing", "figure-in-text"}


def check(catalog: Catalog, report: Report) -> None:
    """Report every figure that does not agree with the content, its bound or last year's letter."""
    by_year = {review.year: review for review in catalog.reviews}
    for review in catalog.reviews:
        for at, figure in enumerate(review.figures):
            add = _FigureReport(review, at, report)
            if not _is_readable(figure, catalog):
                continue
            if amount(figure, review.year, catalog) is None:
                choices = ", ".join(("manual", *SOURCES, *SPREADS))
                add("source", "figure-source", value=figure.source, choices=choices)
                continue
            _check_amount(figure, review, catalog, add)
            _check_previous(figure, by_year.get(review.year - 1), catalog, add)
        _check_names(review, catalog, report)
        _check_text(review, catalog, report)


@dataclass(frozen=True, slots=True)
class _FigureReport:
    """Adds problems of one figure to a report."""

    review: Review
    index: int
    report: Report

    def __call__(self, field: str, code: str, **values: object) -> None:
        severity: Severity = "advice" if code in ADVICE_CODES else "error"
        where = ("figures", self.index, field)
        self.report.add(self.review.source, where, code, values, severity)


def _is_readable(figure: Figure, catalog: Catalog) -> bool:
    """Whether all files that the figure counts could be read."""
    if figure.is_manual:
        return True
    folder = FOLDERS.get(figure.source.partition(".")[0], "events")
    needs = (folder, "networks") if "network" in figure.source else (folder,)
    return all(catalog.is_whole(name) for name in needs)


def _check_amount(figure: Figure, review: Review, catalog: Catalog, add: _FigureReport) -> None:
    """Report a number that is not the computed one, or is outside the figure's own bound."""
    computed = amount(figure, review.year, catalog) or 0
    values = {"label": figure.label, "found": computed}
    if figure.value is not None and computed != figure.value:
        add("value", "figure-mismatch", value=figure.value, source=figure.source, **values)
    if figure.is_exact and figure.more_than is not None and computed <= figure.more_than:
        add("more_than", "figure-not-more", value=figure.more_than, **values)
    if figure.is_exact and figure.at_least is not None and computed < figure.at_least:
        add("at_least", "figure-not-least", value=figure.at_least, **values)
    if "attendance" in figure.source:
        _check_attendance(review, catalog, add)


def _check_attendance(review: Review, catalog: Catalog, add: _FigureReport) -> None:
    missing = [e.id for e in held(catalog, review.year) if e.attendance is None]
    if missing:
        add("source", "attendance-missing", count=len(missing), ids=", ".join(missing))


def _check_previous(
    figure: Figure, last: Review | None, catalog: Catalog, add: _FigureReport
) -> None:
    same = last.figure(figure.name) if last else None
    if figure.previous is None or not last or not same or not _is_readable(same, catalog):
        return
    number = amount(same, last.year, catalog)
    if number is not None and number != figure.previous:
        values = {"value": figure.previous, "found": number, "year": last.year}
        add("previous", "figure-previous", label=figure.label, **values)


def _check_names(review: Review, catalog: Catalog, report: Report) -> None:
    """Report a name that two figures have, and a name in the text that no figure has."""
    names = [figure.name for figure in review.figures]
    for at, name in enumerate(names):
        if name in names[:at]:
            report.add(review.source, ("figures", at), "figure-twice", {"value": name})
    body = catalog.bodies.get(review.ref)
    for target in body.of_kind("figure") if body else ():
        if target.name not in names:
            values = {"value": target.name, "choices": ", ".join(names)}
            report.add(review.source.at_line(target.line), (), "figure-unknown", values)


def _check_text(review: Review, catalog: Catalog, report: Report) -> None:
    """Report numbers in the text that contradict a figure."""
    figures = [figure for figure in review.figures if _is_readable(figure, catalog)]
    for claim in contradictions(review, figures, catalog):
        figure = claim.figure
        values = {"label": figure.label, "name": figure.name}
        values |= {"value": claim.written, "found": claim.expected}
        report.add(review.source.at_line(claim.line), (), "figure-in-text", values, "advice")
