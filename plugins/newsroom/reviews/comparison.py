"""Compares a figure with last year's."""

from collections.abc import Iterable

from newsroom.contract.catalog import Catalog
from newsroom.contract.review import Figure, Review
from newsroom.reviews.figures import amount, text
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts


def change(figure: Figure, review: Review, letters: Iterable[Review], catalog: Catalog) -> str:
    """The change since last year: "+12 fra 2022" or "over 130 i 2022"; "" if it is unknown.

    `letters` are the public ones. If either figure is only a bound, the difference is
    not known, and last year's text is shown.
    """
    previous = next((other for other in letters if other.year == review.year - 1), None)
    last = previous.figure(figure.name) if previous else None
    if last and not (last.is_exact and figure.is_exact):
        return f"{text(last, review.year - 1, catalog)} {_year('i {year}', review)}"
    before = amount(last, review.year - 1, catalog) if last else figure.previous
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
