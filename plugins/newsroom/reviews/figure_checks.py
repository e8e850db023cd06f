"""The figures of a letter held against the year, against themselves and against last year's."""

from newsroom.contract.catalog import Catalog
from newsroom.contract.problems import Report
from newsroom.contract.review import Figure, Review
from newsroom.reviews.figures import SOURCES, SPREADS, amount, held
from newsroom.reviews.number_claims import doubtful

# What a source counts stands in this folder of content/; the events when nothing else is said.
FOLDERS = {"articles": "news", "partners": "site"}
ADVICE = {"attendance-missing", "figure-in-text"}


def check(catalog: Catalog, report: Report) -> None:
    """Every figure that does not agree with the year, with itself or with last year's letter."""
    by_year = {review.year: review for review in catalog.reviews}
    for review in catalog.reviews:
        for at, figure in enumerate(review.figures):
            told = _Told(review, ("figures", at), report)
            if not _is_known(figure, catalog):
                continue
            if amount(figure, review.year, catalog) is None:
                choices = ", ".join(("manual", *SOURCES, *SPREADS))
                told("source", "figure-source", value=figure.source, choices=choices)
                continue
            _check_amount(figure, review, catalog, told)
            _check_previous(figure, by_year.get(review.year - 1), catalog, told)
        _check_names(review, catalog, report)
        _check_text(review, catalog, report)


class _Told:
    """Tells of a fault in one figure."""

    def __init__(self, review: Review, where: tuple[str | int, ...], report: Report) -> None:
        self.review, self.where, self.report = review, where, report

    def __call__(self, field: str, code: str, **values: object) -> None:
        severity = "advice" if code in ADVICE else "error"
        self.report.add(self.review.source, (*self.where, field), code, values, severity)


def _is_known(figure: Figure, catalog: Catalog) -> bool:
    """Whether everything the figure counts could be read."""
    if figure.is_manual:
        return True
    folder = FOLDERS.get(figure.source.partition(".")[0], "events")
    needs = (folder, "networks") if "network" in figure.source else (folder,)
    return all(catalog.is_whole(name) for name in needs)


def _check_amount(figure: Figure, review: Review, catalog: Catalog, told: _Told) -> None:
    found = amount(figure, review.year, catalog)
    said = {"label": figure.label, "found": found}
    if figure.value is not None and found != figure.value:
        told("value", "figure-mismatch", value=figure.value, source=figure.source, **said)
    bounded = not figure.is_manual or figure.value is not None
    if bounded and figure.more_than is not None and not found > figure.more_than:
        told("more_than", "figure-not-more", value=figure.more_than, **said)
    if bounded and figure.at_least is not None and not found >= figure.at_least:
        told("at_least", "figure-not-least", value=figure.at_least, **said)
    if "attendance" in figure.source:
        _check_attendance(review, catalog, told)


def _check_attendance(review: Review, catalog: Catalog, told: _Told) -> None:
    missing = [e.id for e in held(catalog, review.year) if e.attendance is None]
    if missing:
        told("source", "attendance-missing", count=len(missing), ids=", ".join(missing))


def _check_previous(figure: Figure, last: Review | None, catalog: Catalog, told: _Told) -> None:
    same = last.figure(figure.name) if last else None
    if figure.previous is None or not last or not same or not _is_known(same, catalog):
        return
    found = amount(same, last.year, catalog)
    if found is not None and found != figure.previous:
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


def _check_text(review: Review, catalog: Catalog, report: Report) -> None:
    """Numbers in the running text that no event and no figure bears out."""
    known = [figure for figure in review.figures if _is_known(figure, catalog)]
    for claim in doubtful(review, known, catalog):
        about = {"label": claim.figure.label, "name": claim.figure.name}
        values = {"value": claim.written, "found": claim.found} | about
        place = review.source.at_line(claim.line)
        report.add(place, (), "figure-in-text", values, "advice")
