"""The data of the parts that several plugins share, one class per file of templates/parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from markupsafe import Markup

from newsroom.contract.moment import Moment
from newsroom.pictures.markup import Picture
from newsroom.wording import dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link; `lang` is the language of its target if that is not the page's, else "".

    A click copies a link with the word `copied`. A company may have a `logo`.
    """

    text: str
    href: str
    current: bool = False
    lang: str = ""
    copied: str = ""
    logo: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsLine:
    """A heading of a text in its list of contents, with the headings `below` it."""

    text: str
    href: str
    below: tuple["ContentsLine", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceLink:
    """A link to another site; `word` says what its `kind` is ("Video")."""

    text: str
    href: str
    kind: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A link to a feed; `media_type` tells its format."""

    text: str
    href: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time in words, and as a value of HTML's `datetime` attribute."""

    text: str
    machine: str

    @classmethod
    def of_day(cls, moment: Moment, lang: str) -> Self:
        """A date such as "12. september 2023"; `datetime` has the time of day too, if given."""
        return cls(text=dates.day(moment.day, lang), machine=dates.machine(moment))


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFigure:
    """A picture with caption and credit; `large` is the href of its large copy or ""."""

    picture: Picture
    caption: str = ""
    credit: str = ""
    large: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event in a list.

    `day` and `month` ("ti. sep.") are shown large; screen readers read `when` instead ("tirsdag
    12. september 2023"). `afterwards` are the facts of a past event. `status` is the code of
    `status_text`, both "" for a confirmed event. `before` is the start of the link text ("Avlyst:
    "). `colour` is a name of the palette or "". `ends` is the RFC 3339 time when the list hides the
    row, "" where it stays. A row `is_date` when it is one of several dates of a series, which have
    the same title. `chips` are the numbers of its chips on a page with filters.
    """

    href: str
    title: str
    day: str
    month: str
    when: Time
    facts: tuple[str, ...] = ()
    afterwards: tuple[str, ...] = ()
    colour: str = ""
    status: str = ""
    status_text: str = ""
    before: str = ""
    mark: str = ""
    lang: str = ""
    ends: str = ""
    is_date: bool = False
    chips: str = ""


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
    """A line of an event's facts: a text, a link (`href`), a time (`machine`) or `people`.

    A person without a page has the href "".
    """

    label: str
    text: str = ""
    href: str = ""
    machine: str = ""
    lang: str = ""
    people: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person in a list: a portrait, or else the `initials`; `line` tells what they do.

    `href` is "" for a person without a page, `email` where the list gives no addresses.
    """

    name: str
    href: str
    role: str
    line: str
    portrait: Picture | None
    initials: str
    email: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stat:
    """A number of a year; `machine` is the plain number, `change` the number of the year before.

    `href` leads to its proof; "" where there is none.
    """

    label: str
    value: str
    machine: str
    change: str = ""
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A short status; `tone` is "open", "closed" or "plain"."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Links to the next and the previous page of a list; `position` is "Side 2 av 5"."""

    position: str
    newer: Link | None = None
    older: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Event rows under a heading, which is left out if `title` is ""."""

    title: str
    rows: tuple[EventRow, ...]
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A value by which rows are filtered, with their count; `number` is unique on the page.

    `href` leads to the page about the value, "" without one.
    """

    text: str
    number: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipGroup:
    """Values of which a visitor chooses one: the networks of the rows, for example."""

    name: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A calendar and the feeds `about` something, to follow.

    `calendar` has a webcal URL, `file` is the href of the same calendar, and `address` its absolute
    URL for copying, "" without a SITEURL. `name` is unique on the page. `button` and `copied` are
    the texts of the copy button before and after a click.
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
    """Links that add a copy of one event to a calendar, and a subscription, which is updated."""

    title: str
    file: Link
    links: tuple[Link, ...]
    note: str
    subscription: Subscription | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNote:
    """A correction of a published text; `word` is printed before the date ("Rettet")."""

    word: str
    date: Time
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The Open Graph metadata of a page (ogp.me); without a `picture` the site's own is used.

    The picture's URL is absolute. `published` and `modified` are RFC 3339 times of an article.
    """

    kind: str
    locale: str
    picture: Picture | None
    published: str = ""
    modified: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The metadata of a page.

    `lang` is the language of its words, `text_lang` that of the entry's text when it is another;
    `canonical` is its absolute URL, "" without a SITEURL; `mark` is a notice such as "Utkast",
    `note` one that hides nothing; `calendars` are iCalendar files; `edit` is the URL of the source;
    `data` is JSON-LD; `editions` are this page in each language, `alternates` their URLs.
    """

    title: str
    lang: str
    description: str = ""
    text_lang: str = ""
    canonical: str = ""
    indexed: bool = True
    mark: str = ""
    note: str = ""
    crumbs: tuple[Link, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    calendars: tuple[Link, ...] = ()
    edit: str = ""
    data: Markup
    share: Share
    editions: tuple[Link, ...] = ()
    alternates: Mapping[str, str] = field(default_factory=dict)
