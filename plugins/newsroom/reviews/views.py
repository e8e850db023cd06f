"""The data of the templates of the years."""

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.parts.shapes import (
    ContentsLine,
    CorrectionNote,
    Head,
    ImageFigure,
    Link,
    Rows,
    Stat,
    Time,
)
from newsroom.pictures.markup import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The top of the page of a year; `year` is "" if the title contains it."""

    year: str
    title: str
    figure: ImageFigure | None
    stats: tuple[Stat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPart:
    """A part of the text of an annual letter, with the figures that stand beside it."""

    html: Markup
    stats: tuple[Stat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HighlightView:
    """A highlight of the year, with links to its page and to recaps; `size` is "large" or ""."""

    title: str
    text: str
    links: tuple[Link, ...]
    figure: ImageFigure | None
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The author of a letter; `initials` in place of a portrait, `image` of the signature."""

    name: str
    role: str
    portrait: Picture | None
    initials: str
    image: Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceView:
    """What somebody said about the year."""

    quote: str
    name: str
    company: str
    portrait: Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """A chart: `form` is "columns" or "bars", `drawing` is SVG, or "" where the title says it all.

    `rows` are the table of its numbers, with the headings `heads`; `files` links to PNG and CSV.
    """

    form: str
    title: str
    drawing: Markup
    note: str
    footnote: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTable:
    """A table of entries: `heads` of its columns, `rows`, and the cells of the sum, or ()."""

    heads: tuple[str, ...]
    rows: tuple["EntryRow", ...]
    foot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry in a table: its name, its `lang` if it is another, `href` ("" without a page)."""

    name: str
    href: str
    lang: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofView:
    """A figure and what it is made of, with the id `name`.

    `sentence` says how it is counted, and `table` has its entries, None when they are not known.
    `notes` are the editor's own words, and what the table leaves out. `own` leads to its own page.
    """

    name: str
    label: str
    value: str
    machine: str
    sentence: str
    notes: tuple[str, ...]
    title: str
    table: EntryTable | None
    file: Link | None
    own: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofsView:
    """The data of figures.html: the proofs of a year, or of one figure, which is then shared."""

    head: Head
    is_one: bool
    proofs: tuple[ProofView, ...]
    share: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """An event in the picture of a year; `size` is its diameter in em, as text."""

    href: str
    name: str
    size: str
    letter: str
    colour: str
    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DotMonth:
    """A month in the picture of a year."""

    name: str
    short: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DotNetwork:
    """A network in the legend of the picture of a year, with the number of its dots."""

    name: str
    letter: str
    colour: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDots:
    """The picture of a year, a dot for each event: what it shows, how to read it, and a table."""

    title: str
    note: str
    months: tuple[DotMonth, ...]
    legend: tuple[DotNetwork, ...]
    table_title: str
    table: EntryTable


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """An event in the timeline; `facts` is the number of participants.

    `figure` is the picture of its recap.
    """

    link: Link
    facts: str
    figure: ImageFigure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineMonth:
    """A month of the timeline; `count` is the number of events in words."""

    time: Time
    count: str
    moments: tuple[TimelineEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """The data of review.html.

    `pdf` links to the letter as a file, and `share` copies and shares it. `credits` are those of
    the pictures around the letter.
    """

    head: Head
    cover: Cover
    letter: tuple[LetterPart, ...]
    contents: tuple[ContentsLine, ...]
    signature: Signature | None
    corrections: tuple[CorrectionNote, ...]
    stats: tuple[Stat, ...]
    proofs: Link | None
    dots: YearDots | None
    charts: tuple[ChartView, ...]
    highlights: tuple[HighlightView, ...]
    voices: tuple[VoiceView, ...]
    timeline: tuple[TimelineMonth, ...]
    partners: tuple[Link, ...]
    coming: Rows | None
    all_coming: Link | None
    pdf: Link | None
    share: tuple[Link, ...]
    credits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSummary:
    """A year on the page of all years; `lang` is the language of its letter if it is another."""

    link: Link
    title: str
    lang: str
    stats: tuple[Stat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsView:
    """The data of reviews.html: all years, newest first, and charts over the years."""

    head: Head
    years: tuple[YearSummary, ...]
    charts: tuple[ChartView, ...]
