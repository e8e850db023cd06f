"""What the front page, the networks' pages and the pages that stand still show."""

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.parts.shapes import (
    Card,
    EventRow,
    Fact,
    Figure,
    Head,
    Link,
    Rows,
    Subscription,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontView:
    """front.html: what is next, the lead story, what is coming, and the news."""

    head: Head
    title: str
    next_event: EventRow | None
    lead: Card | None
    events: Rows
    events_empty: str
    all_events: Link | None
    cards_title: str
    cards: tuple[Card, ...]
    cards_empty: str
    all_news: Link | None
    review: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """page.html"""

    head: Head
    title: str
    summary: str
    figure: Figure | None
    body: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkLine:
    """A network in the list of networks."""

    link: Link
    summary: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkGroup:
    """Networks, projects, forums or houses under their heading."""

    title: str
    lines: tuple[NetworkLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworksView:
    """networks.html"""

    head: Head
    title: str
    groups: tuple[NetworkGroup, ...]
    empty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlaceView:
    """network.html, person.html and venue.html: somebody or something with its events and news."""

    head: Head
    title: str
    colour: str
    summary: str
    facts: tuple[Fact, ...]
    figure: Figure | None
    body: Markup
    upcoming: Rows
    past: Rows
    subscription: Subscription | None
    cards_title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """not-found.html, served as 404.html from any depth."""

    head: Head
    title: str
    text: str
    links: tuple[Link, ...]
