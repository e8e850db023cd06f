"""`run.py share 2023`: a text for sharing the letter of a year."""

import os
from pathlib import Path

from newsroom.addresses.urls import Root
from newsroom.commands.letters import letter_of
from newsroom.contract.catalog import Catalog
from newsroom.contract.review import Review
from newsroom.reviews.figures import headlines

DEFAULT = "https://example.org"


def main(year: str, siteurl: str, content: Path) -> int:
    """Print the text; returns the exit code."""
    if not (letter := letter_of(year, content)):
        return 1
    root = Root((siteurl or os.environ.get("SITEURL", DEFAULT)).rstrip("/"))
    print(share_text(*letter, root))
    return 0


def share_text(review: Review, catalog: Catalog, root: Root) -> str:
    """Title, figures, the highlights of the year, and the URL of the letter."""
    figures = "\n".join(f"– {line}" for line in headlines(review, catalog))
    names = ", ".join(highlight.title for highlight in review.highlights)
    parts = (
        f"{review.title} – {catalog.site.name} i {review.year}",
        figures,
        f"Vi husker: {names}." if names else "",
        f"Les hele årsbrevet: {root.url(review.page_address)}",
    )
    return "\n\n".join(part for part in parts if part)
