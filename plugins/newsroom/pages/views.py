"""What the templates of the front page, static pages, networks, persons and venues get."""

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.parts.shapes import Card, EventRow, Fact, Head, ImageFigure, Link, Rows, Subscription


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontView:
    """The front page, for front.html; `review` links to the newest annual letter."""

    head: Head
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
    """A network, person or venue with its events and news, for the template of each."""

    head: Head
    colour: str = ""
    summary: str
    facts: tuple[Fact, ...] = ()
    figure: ImageFigure | None = None
    body: Markup
    upcoming: Rows
    past: Rows
    subscription: Subscription | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """The page for an address that does not exist, for not-found.html."""

    head: Head
    links: tuple[Link, ...]
