"""The data of the templates of event pages and lists of events."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from newsroom.parts.shapes import (
    AddToCalendar,
    Badge,
    Card,
    ChipGroup,
    Fact,
    Head,
    ImageFigure,
    Link,
    PersonLine,
    ResourceLink,
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
    links: tuple[ResourceLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusNotice:
    """What is changed in an event that `is_off`, or is held in another way."""

    is_off: bool
    title: str
    reason: str
    advice: str
    instead_label: str
    instead: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """The data of event.html.

    `action` is the main link (register, follow online), below `when_and_where`. `before` ("Avlyst:
    ") and `when` ("tirsdag 12. september 2023") are part of the heading. `dates` are those of a
    series, `parts` the events of a festival day by day, `following` the next date of the series
    after a past one, `related` other events of the network. `langs` has by name the language of
    each field that the page shows in another one, else "".
    """

    head: Head
    langs: Mapping[str, str]
    title: str
    series: str
    before: str
    when: str
    colour: str
    badges: tuple[Badge, ...]
    notice: StatusNotice | None
    when_and_where: tuple[Fact, ...]
    action: Link | None
    facts: tuple[Fact, ...]
    directions: tuple[Fact, ...]
    add: AddToCalendar | None
    summary: str
    figure: ImageFigure | None
    body: Markup
    speakers: tuple[PersonLine, ...]
    programme: tuple[ProgrammeLine, ...]
    dates: tuple[Rows, ...]
    parts: tuple[Rows, ...]
    recaps: tuple[Card, ...]
    gallery: tuple[ImageFigure, ...]
    documents: tuple[Link, ...]
    links: tuple[ResourceLink, ...]
    share: tuple[Link, ...]
    following: Rows | None
    related: Rows | None
    earlier: Link | None
    later: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """A day of a month; `machine` is its ISO 8601 date."""

    number: str
    machine: str
    events: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days from Monday; None for a day of another month."""

    number: str
    days: tuple[DayCell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTable:
    """The table of a month; `weekdays` are the short and the full headings of the columns."""

    caption: str
    week_title: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsView:
    """The data of events.html: rows in groups, and links to the `lists` of other years.

    `table` is the table of the month on the page of a month; a long list has `filters`.
    """

    head: Head
    table: MonthTable | None
    filters: tuple[ChipGroup, ...]
    groups: tuple[Rows, ...]
    subscription: Subscription | None
    earlier: Link | None
    later: Link | None
    lists_title: str
    lists: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribeView:
    """The data of subscribe.html; `more` links to the news feed and the data files.

    `email` leads to where one subscribes by e-mail.
    """

    head: Head
    subscriptions: tuple[Subscription, ...]
    email: Link | None
    more: tuple[Link, ...]
