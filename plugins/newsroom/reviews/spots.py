"""The addresses of the years."""

from collections.abc import Iterator

from newsroom.addresses.plan import Spot, entry_spots
from newsroom.addresses.urls import proof_address
from newsroom.contract.edition import Edition


def spots(edition: Edition, _per_page: int) -> Iterator[Spot]:
    """The list of all years, a page for each, and pages for the proofs of its figures."""
    reviews = edition.catalog.reviews
    yield Spot(
        edition.home.list("years"),
        "years",
        reviews,
        "years",
        section="Året",
        in_menu=bool(reviews),
    )
    yield from entry_spots(reviews, "review")
    for review in (r for r in reviews if r.figures and edition.has_page_of(r)):
        yield Spot(proof_address(review), "figures", (review,))
        for name in dict.fromkeys(figure.name for figure in review.figures):
            yield Spot(proof_address(review, name), "figure", (review,), name)
