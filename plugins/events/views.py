"""What event pages and lists of events show."""

from dataclasses import dataclass

from markupsafe import Markup

from plugins.parts.shapes import (
    Badge,
    Card,
    Fact,
    Figure,
    Head,
    Link,
    Rows,
    Time,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeLine:
    """One line of a programme."""

    time: Time | None
    title: str
    speaker: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """event.html; `parts` are the events of a festival, `related` others of the same network."""

    head: Head
    title: str
    colour: str
    badges: tuple[Badge, ...]
    facts: tuple[Fact, ...]
    sign_up: Link | None
    summary: str
    figure: Figure | None
    body: Markup
    programme: tuple[ProgrammeLine, ...]
    parts: Rows | None
    recaps: tuple[Card, ...]
    gallery: tuple[Figure, ...]
    documents: tuple[Link, ...]
    related: Rows | None
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsView:
    """events.html: rows in groups (months of a year, or what is coming); `lists` leads to years."""

    head: Head
    title: str
    groups: tuple[Rows, ...]
    empty: str
    earlier: Link | None
    later: Link | None
    lists_title: str
    lists: tuple[Link, ...]
