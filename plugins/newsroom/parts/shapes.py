"""The shapes of the parts that pages of several rooms share."""

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.pictures.markup import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere; `lang` only where it differs from the page's."""

    text: str
    href: str
    current: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed; `media_type` tells its format."""

    text: str
    href: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time in words, and for machines (HTML's `datetime`)."""

    text: str
    machine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture with its caption and who made it; `large` is where it can be seen larger."""

    picture: Picture
    caption: str = ""
    credit: str = ""
    large: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """The event row, the same everywhere.

    `day` and `month` ("ti. sep.") are for the eye; `when` ("tirsdag 12. september 2023") for the
    ear. `status` is the code of `status_text` ("" when there is nothing to say); `before` stands
    inside the link ("Avlyst: "). `colour` is a palette name or "". `ends` is the RFC 3339 instant
    from which the row has no place in its list any more, "" where it stays.
    """

    href: str
    title: str
    day: str
    month: str
    when: Time
    facts: tuple[str, ...] = ()
    colour: str = ""
    status: str = ""
    status_text: str = ""
    before: str = ""
    mark: str = ""
    lang: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An article in a list."""

    href: str
    title: str
    summary: str
    date: Time
    picture: Picture | None = None
    mark: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line of an event's facts; `href` makes it a link, `machine` a time.

    `people` stand in place of the text; one without a page has no `href`.
    """

    label: str
    text: str = ""
    href: str = ""
    machine: str = ""
    people: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stat:
    """One number of the year; `machine` is the bare number, `change` what last year's was."""

    label: str
    value: str
    machine: str
    change: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A state in a word; `tone` is open, closed or plain."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where the list goes on; `position` says "Side 2 av 5"."""

    position: str
    newer: Link | None = None
    older: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Event rows under one heading; no heading when `title` is empty."""

    title: str
    rows: tuple[EventRow, ...]
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A calendar and a feed `about` something, to follow.

    `calendar` opens in calendar apps, `file` is the same calendar's href; `address` is its whole
    address to paste elsewhere, "" where the site has none of its own; `name` tells it from others
    on the same page; `button` and `copied` stand on the button that copies it, before and after.
    """

    title: str
    about: str
    calendar: Link
    file: str
    address: str
    name: str
    label: str
    button: str
    copied: str
    feeds: tuple[FeedLink, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddToCalendar:
    """Ways to put one event into a calendar, as a copy, and the one that stays true."""

    title: str
    file: Link
    links: tuple[Link, ...]
    note: str
    subscription: Subscription | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was wrong, said aloud; `word` stands before the date ("Rettet")."""

    word: str
    date: Time
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How a page looks where it is shared; `picture` at its whole address, None for the site's.

    `published` and `modified` are RFC 3339 times of an article, "" for all else.
    """

    kind: str
    locale: str
    picture: Picture | None
    published: str = ""
    modified: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What every page says of itself; `canonical` is "" where the site has no address of its own.

    `mark` is "Utkast" or the like on a page that only the newsroom sees, or a notice to readers;
    `data` is JSON-LD; `calendars` are iCalendar's; `edit` is where the source of
    the page is changed, where that is told.
    """

    title: str
    description: str = ""
    lang: str = "nb"
    canonical: str = ""
    indexed: bool = True
    mark: str = ""
    crumbs: tuple[Link, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    calendars: tuple[Link, ...] = ()
    edit: str = ""
    data: Markup
    share: Share
