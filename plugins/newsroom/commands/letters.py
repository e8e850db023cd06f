"""Finding the letter of a year."""

import sys
from pathlib import Path

from newsroom.contract.catalog import Catalog
from newsroom.contract.review import Review
from newsroom.reading.load import load


def letter_of(year: str, content: Path) -> tuple[Review, Catalog] | None:
    """The letter and the catalog; None without such a letter, after printing which there are."""
    catalog, _ = load(content)
    for review in catalog.reviews:
        if str(review.year) == year:
            return review, catalog
    years = ", ".join(str(review.year) for review in catalog.reviews) or "ingen"
    print(f"Det er ikke noe årsbrev for «{year}». De som finnes: {years}.", file=sys.stderr)
    return None
