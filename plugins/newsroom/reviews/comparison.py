"""Compares a figure with last year's."""

from collections.abc import Iterable

from newsroom.contract.catalog import Catalog
from newsroom.contract.review import Figure, Review
from newsroom.reviews.figures import amount, text
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts


def change(figure: Figure, review: Review, letters: Iterable[Review], catalog: Catalog) -> str:
    """The change since last year: "+12 fra 2022" or "over 130 i 2022"; "" if it is unknown.

    `letters` are the public ones. The difference of two bounds is unknown, so last year's text is
    shown instead.
    """
    last = next((other for other in letters if other.year == review.year - 1), None)
    same = last.figure(figure.name) if last else None
    if same and not (same.is_exact and figure.is_exact):
        return f"{text(same, review.year - 1, catalog)} {_year('i {year}', review)}"
    before = amount(same, review.year - 1, catalog) if same else figure.previous
    now = amount(figure, review.year, catalog)
    if before is None or now is None:
        return ""
    if not figure.is_exact:
        return f"{number(before, 'nb')} {_year('i {year}', review)}"
    if now == before:
        return _year("som i {year}", review)
    sign = "+" if now > before else ""
    return f"{sign}{number(now - before, 'nb')} {_year('fra {year}', review)}"


def _year(words: str, review: Review) -> str:
    return our_texts("nb")(words).format(year=review.year - 1)
