"""The figures of a year: the number of each, computed from its source, and its text."""

from newsroom.contract.catalog import Catalog
from newsroom.contract.review import Figure, Review
from newsroom.reviews.sources import proof
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts

HEADLINES = 3


def compute(source: str, catalog: Catalog, year: int) -> int | None:
    """The number of a source; None if there is no such source."""
    found = proof(source, catalog, year)
    return found.total if found else None


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
    return figure_texts(review, catalog, lang)[:HEADLINES]


def figure_texts(review: Review, catalog: Catalog, lang: str = "nb") -> tuple[str, ...]:
    """Every figure with its label."""
    return tuple(
        f"{text(figure, review.year, catalog, lang)} {figure.label[:1].lower()}{figure.label[1:]}"
        for figure in review.figures
    )
