"""Declares newsletters as a kind of content, with their addresses."""

from collections.abc import Iterator

from newsroom.addresses.plan import Spot, entry_spots
from newsroom.content_kinds import ContentKind, Scaffold
from newsroom.contract.edition import Edition
from newsroom.contract.newsletter import Newsletter


def spots(edition: Edition, _per_page: int) -> Iterator[Spot]:
    """The list of all newsletters, when there is one, and the page of each."""
    if letters := edition.catalog.of(Newsletter):
        address = edition.home.list("newsletter")
        yield Spot(address, "newsletters", letters, "newsletters", section="Nyhetsbrev")
    yield from entry_spots(letters, "newsletter")


NEWSLETTER = ContentKind(
    model=Newsletter,
    spots=spots,
    scaffold=Scaffold(
        model=Newsletter,
        word="nyhetsbrev",
        path="newsletters/{date:.7}.md",
        needed=("title", "date"),
    ),
)
