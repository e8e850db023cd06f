"""The addresses of networks, of members, and of their lists."""

from collections.abc import Iterator

from newsroom.addresses.plan import Spot, entry_spots
from newsroom.contract.edition import Edition
from newsroom.contract.member import Member


def network_spots(edition: Edition, _per_page: int) -> Iterator[Spot]:
    """The page of the list of networks, and the page of each network."""
    networks = edition.catalog.networks
    yield Spot(
        edition.home.list("networks"),
        "networks",
        name="networks",
        section="Nettverk",
        in_menu=bool(networks),
    )
    yield from entry_spots(networks.values(), "network")


def member_spots(edition: Edition, _per_page: int) -> Iterator[Spot]:
    """The page of all members, when there are any, and the page of each with a text."""
    title, address = edition.catalog.site.members_title, edition.home.list("members")
    if members := edition.current(Member):
        yield Spot(
            address, "members", members, "members", section=title or "Medlemmer", in_menu=True
        )
    with_text = (member for member in edition.catalog.of(Member) if member.about)
    yield from entry_spots(with_text, "member")
