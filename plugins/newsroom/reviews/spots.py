"""The addresses of the years."""

from collections.abc import Iterator

from newsroom.addresses.plan import WORD, Spot, entry_spots
from newsroom.addresses.urls import list_address
from newsroom.contract.edition import Edition


def spots(edition: Edition, _per_page: int) -> Iterator[Spot]:
    """The list of all years, and a page for each."""
    reviews = edition.catalog.reviews
    yield Spot(
        list_address(WORD["years"]),
        "years",
        reviews,
        "years",
        section="Året",
        in_menu=bool(reviews),
    )
    yield from entry_spots(reviews, "review")
