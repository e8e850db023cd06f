"""The addresses of networks and of their list."""

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
