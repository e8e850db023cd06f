"""What the templates of the front page, static pages, networks, persons and venues get."""

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.parts.shapes import (
    Card,
    ChipGroup,
    ContentsLine,
    EventRow,
    Fact,
    Head,
    ImageFigure,
    Link,
    PersonLine,
    Rows,
    Subscription,
)
from newsroom.pictures.markup import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontView:
    """The front page, for front.html; `review` links to the newest annual letter.

    `summary` says who the association is, and `join` leads to where one becomes a member.
    """

    head: Head
    summary: str
    join: Link | None
    next_event: EventRow | None
    lead: Card | None
    events: Rows
    all_events: Link | None
    cards: tuple[Card, ...]
    all_news: Link | None
    review: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticPageView:
    """A static page, for page.html."""

    head: Head
    summary: str
    figure: ImageFigure | None
    contents: tuple[ContentsLine, ...]
    body: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkLine:
    """A network in the list of networks."""

    link: Link
    summary: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkGroup:
    """The networks of one kind under their heading."""

    title: str
    lines: tuple[NetworkLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworksView:
    """The list of networks, for networks.html."""

    head: Head
    groups: tuple[NetworkGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryView:
    """A network, person or venue with its events and news, for the template of each.

    A network has `leaders`; a person what they have `written` and the networks they `lead`, the
    `initials` in place of a portrait, and the sentence `blank` when only the name is known.
    """

    head: Head
    colour: str = ""
    summary: str
    facts: tuple[Fact, ...] = ()
    figure: ImageFigure | None = None
    initials: str = ""
    blank: str = ""
    leaders: tuple[PersonLine, ...] = ()
    body: Markup
    written: tuple[Card, ...] = ()
    upcoming: tuple[Rows, ...]
    past: tuple[Rows, ...]
    leads: tuple[NetworkLine, ...] = ()
    subscription: Subscription | None
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """A member in the list; `href` is its page, else its own site, or "".

    `chips` are the numbers of its chips.
    """

    name: str
    href: str
    line: str
    logo: Picture | None
    chips: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberGroup:
    """The members with one first letter; all of them when it is ""."""

    letter: str
    lines: tuple[MemberLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersView:
    """The list of members, for members.html; `letters` link to the groups."""

    head: Head
    summary: str
    filters: tuple[ChipGroup, ...]
    letters: tuple[Link, ...]
    groups: tuple[MemberGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """A member, for member.html."""

    head: Head
    logo: Picture | None
    facts: tuple[Fact, ...]
    body: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """The page for an address that does not exist, for not-found.html."""

    head: Head
    links: tuple[Link, ...]
