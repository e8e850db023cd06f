"""What event pages and lists of events show."""

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.parts.shapes import (
    AddToCalendar,
    Badge,
    Card,
    Fact,
    Figure,
    Head,
    Link,
    Rows,
    Subscription,
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
    """event.html

    `action` is the one thing to do; `following` the next date, where this one is over.
    `before` ("Avlyst: ") and `when` ("tirsdag 12. september 2023") belong to its heading. `dates`
    are those of a series, `parts` the events of a festival day by day, `related` others of the
    same network.
    """

    head: Head
    title: str
    before: str
    when: str
    colour: str
    badges: tuple[Badge, ...]
    facts: tuple[Fact, ...]
    action: Link | None
    add: AddToCalendar | None
    summary: str
    figure: Figure | None
    body: Markup
    programme: tuple[ProgrammeLine, ...]
    dates: tuple[Rows, ...]
    parts: tuple[Rows, ...]
    recaps: tuple[Card, ...]
    gallery: tuple[Figure, ...]
    documents: tuple[Link, ...]
    following: Rows | None
    related: Rows | None
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a month; `machine` is its date."""

    number: str
    machine: str
    events: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days from Monday; None for those of another month."""

    number: str
    days: tuple[Day | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTable:
    """A month by weeks; `weekdays` are the heads of the columns, short and whole."""

    caption: str
    week_title: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsView:
    """events.html: rows in groups (months of a year, or what is coming); `lists` leads to years.

    `table` is the month as a table, where the list is of one.
    """

    head: Head
    title: str
    table: MonthTable | None
    groups: tuple[Rows, ...]
    empty: str
    subscription: Subscription | None
    earlier: Link | None
    later: Link | None
    lists_title: str
    lists: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribeView:
    """subscribe.html: calendars and feeds to follow; `more` leads to news and data."""

    head: Head
    title: str
    summary: str
    help_title: str
    help: tuple[str, ...]
    subscriptions: tuple[Subscription, ...]
    more_title: str
    more: tuple[Link, ...]
