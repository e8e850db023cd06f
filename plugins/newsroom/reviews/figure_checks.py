"""Checks the figures of annual letters against the events, their bounds and last year's letter."""

from collections.abc import Iterator, Mapping

from newsroom.contract.catalog import Catalog
from newsroom.contract.problems import Report, Severity
from newsroom.contract.review import Figure, Review
from newsroom.reviews.figures import amount, one_each_year
from newsroom.reviews.number_claims import contradictions
from newsroom.reviews.sources import SOURCES, SPREADS, held

# The folder of content/ that a source counts, by its first word; else events.
FOLDERS = {"articles": "news", "partners": "site", "members": "members"}
MISSING = "attendance-missing"
# The field, the code and the values of a problem of a figure.
FigureFault = tuple[str, str, Mapping[str, object]]


def check(catalog: Catalog, report: Report) -> None:
    """Report every figure that does not agree with the content, its bound or last year's letter."""
    for review in catalog.reviews:
        others = one_each_year(catalog.reviews, review.site_lang)
        last = next((other for other in others if other.year == review.year - 1), None)
        for at, figure in enumerate(review.figures):
            for field, code, values in _faults(figure, review, last, catalog):
                severity: Severity = "advice" if code == MISSING else "error"
                report.add(review.source, ("figures", at, field), code, values, severity)
        _check_names(review, catalog, report)
        _check_text(review, catalog, report)


def _faults(
    figure: Figure, review: Review, last: Review | None, catalog: Catalog
) -> Iterator[FigureFault]:
    """The faults of one figure; none if a file that it counts could not be read."""
    if not _is_readable(figure, catalog):
        return
    computed = amount(figure, review.year, catalog)
    if computed is None:
        choices = ", ".join(("manual", *SOURCES, *SPREADS))
        yield "source", "figure-source", {"value": figure.source, "choices": choices}
        return
    yield from _faults_of_number(figure, computed)
    if "attendance" in figure.source:
        missing = [e.id for e in held(catalog, review.year) if e.attendance is None]
        if missing:
            yield "source", MISSING, {"count": len(missing), "ids": ", ".join(missing)}
    if last:
        yield from _faults_of_previous(figure, last, catalog)


def _is_readable(figure: Figure, catalog: Catalog) -> bool:
    """Whether all files that the figure counts could be read."""
    if figure.is_manual:
        return True
    folder = FOLDERS.get(figure.source.partition(".")[0], "events")
    needs = (folder, "networks") if "network" in figure.source else (folder,)
    return all(catalog.is_whole(name) for name in needs)


def _faults_of_number(figure: Figure, computed: int) -> Iterator[FigureFault]:
    """A number that is not the computed one, or is outside the figure's own bound."""
    values = {"label": figure.label, "found": computed}
    if figure.value is not None and computed != figure.value:
        more = {"value": figure.value, "source": figure.source}
        yield "value", "figure-mismatch", values | more
    if figure.is_exact and figure.more_than is not None and computed <= figure.more_than:
        yield "more_than", "figure-not-more", values | {"value": figure.more_than}
    if figure.is_exact and figure.at_least is not None and computed < figure.at_least:
        yield "at_least", "figure-not-least", values | {"value": figure.at_least}


def _faults_of_previous(figure: Figure, last: Review, catalog: Catalog) -> Iterator[FigureFault]:
    same = last.figure(figure.name)
    if figure.previous is None or not same or not _is_readable(same, catalog):
        return
    number = amount(same, last.year, catalog)
    if number is not None and number != figure.previous:
        values = {"value": figure.previous, "found": number, "year": last.year}
        yield "previous", "figure-previous", values | {"label": figure.label}


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
            report.add(
                review.source.at_line(target.line, target.column), (), "figure-unknown", values
            )


def _check_text(review: Review, catalog: Catalog, report: Report) -> None:
    """Report numbers in the text that contradict a figure."""
    figures = [figure for figure in review.figures if _is_readable(figure, catalog)]
    for claim in contradictions(review, figures, catalog):
        figure = claim.figure
        values = {"label": figure.label, "name": figure.name}
        values |= {"value": claim.written, "found": claim.expected}
        report.add(review.source.at_line(claim.line), (), "figure-in-text", values, "advice")
