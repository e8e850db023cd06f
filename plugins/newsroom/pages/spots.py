"""The addresses of static pages, networks, persons and venues."""

from collections.abc import Iterator

from newsroom.addresses.plan import WORD, Spot, entry_spots
from newsroom.addresses.urls import list_address
from newsroom.contract.edition import Edition


def network_spots(edition: Edition, _per_page: int) -> Iterator[Spot]:
    """The page of the list of networks, and the page of each network."""
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
    """The page of each person."""
    return entry_spots(edition.catalog.people.values(), "person")


def venue_spots(edition: Edition, _per_page: int) -> Iterator[Spot]:
    """The page of each venue."""
    return entry_spots(edition.catalog.venues.values(), "venue")


def page_spots(edition: Edition, _per_page: int) -> Iterator[Spot]:
    """Each static page."""
    return entry_spots(edition.catalog.pages, "page")
