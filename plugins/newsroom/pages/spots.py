"""The addresses of pages that stand still, and of networks, persons and venues."""

from collections.abc import Iterator

from newsroom.addresses.plan import WORD, Spot, entry_spots
from newsroom.addresses.urls import list_address
from newsroom.contract.edition import Edition


def network_spots(edition: Edition, _per_page: int) -> Iterator[Spot]:
    """The list of networks, and a page for each."""
    networks = edition.catalog.networks
    yield Spot(
        list_address(WORD["networks"]),
        "networks",
        name="networks",
        section="Nettverk",
        in_menu=bool(networks),
    )
    yield from entry_spots(networks.values(), "network")


def person_spots(edition: Edition, _per_page: int) -> Iterator[Spot]:
    """A page for each person."""
    return entry_spots(edition.catalog.people.values(), "person")


def venue_spots(edition: Edition, _per_page: int) -> Iterator[Spot]:
    """A page for each venue."""
    return entry_spots(edition.catalog.venues.values(), "venue")


def page_spots(edition: Edition, _per_page: int) -> Iterator[Spot]:
    """Each page that stands still."""
    return entry_spots(edition.catalog.pages, "page")
