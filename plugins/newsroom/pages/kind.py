"""Declares static pages, persons, venues, networks and members as kinds of content."""

from newsroom.addresses.plan import entry_spots
from newsroom.content_kinds import ContentKind, Scaffold
from newsroom.contract.member import Member
from newsroom.contract.page import Page
from newsroom.contract.people import Network, Person, Venue
from newsroom.pages.spots import member_spots, network_spots

PAGE = ContentKind(
    model=Page,
    counted={"nb": ("side", "sider"), "en": ("page", "pages")},
    spots=lambda edition, _: entry_spots(edition.catalog.pages, "page"),
    scaffold=Scaffold(
        model=Page, word="side", path="pages/{slug}.md", needed=("title",), asked=("summary",)
    ),
)
PERSON = ContentKind(
    model=Person,
    spots=lambda edition, _: entry_spots(edition.catalog.people.values(), "person"),
    scaffold=Scaffold(
        model=Person,
        word="person",
        path="people/{slug}.yaml",
        needed=("name",),
        asked=("role", "company"),
        name="name",
        has_draft=False,
    ),
)
VENUE = ContentKind(
    model=Venue,
    spots=lambda edition, _: entry_spots(edition.catalog.venues.values(), "venue"),
    scaffold=Scaffold(
        model=Venue,
        word="sted",
        path="venues/{slug}.yaml",
        needed=("name",),
        asked=("address", "postcode", "city"),
        name="name",
        has_draft=False,
    ),
)
NETWORK = ContentKind(
    model=Network,
    spots=network_spots,
    scaffold=Scaffold(
        model=Network,
        word="nettverk",
        path="networks/{slug}.yaml",
        needed=("name",),
        asked=("summary",),
        name="name",
        has_draft=False,
    ),
)
MEMBER = ContentKind(
    model=Member,
    counted={
        "nb": ("medlemsbedrift", "medlemsbedrifter"),
        "en": ("member company", "member companies"),
    },
    spots=member_spots,
    scaffold=Scaffold(
        model=Member,
        word="medlemsbedrift",
        path="members/{slug}.yaml",
        needed=("name",),
        asked=("category", "place", "since"),
        name="name",
        has_draft=False,
    ),
)
