"""The figures of a year: the number of each, computed from its source, and its text."""

from collections.abc import Iterable

from newsroom.contract.catalog import Catalog
from newsroom.contract.review import Figure, Review
from newsroom.reviews.sources import proof
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts

HEADLINES = 3


def one_each_year(letters: Iterable[Review], lang: str) -> tuple[Review, ...]:
    """One letter of each year, newest first: that in a language, else the original."""
    letters = sorted(letters, key=lambda r: (-r.year, r.site_lang == lang, not r.translation_of))
    return tuple({letter.year: letter for letter in letters}.values())


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


def text(figure: Figure, letter: Review, catalog: Catalog, lang: str = "") -> str:
    """The number as a page prints it, the letter's own or in another language: "over 160"."""
    lang = lang or letter.site_lang
    t, value = our_texts(lang), amount(figure, letter.year, catalog)
    bound = "" if figure.is_exact else t("over") if figure.more_than is not None else t("minst")
    return " ".join(part for part in (bound, number(value or 0, lang), figure.unit) if part)


def headlines(review: Review, catalog: Catalog) -> tuple[str, ...]:
    """The first three figures with their labels, for example "60 arrangementer"."""
    return figure_texts(review, catalog)[:HEADLINES]


def figure_texts(review: Review, catalog: Catalog) -> tuple[str, ...]:
    """Every figure with its label."""
    return tuple(
        f"{text(figure, review, catalog)} {figure.label[:1].lower()}{figure.label[1:]}"
        for figure in review.figures
    )
