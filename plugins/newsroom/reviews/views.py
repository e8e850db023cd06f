"""The data of the templates of the years."""

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.parts.shapes import CorrectionNote, Head, ImageFigure, Link, Rows, Stat, Time
from newsroom.pictures.markup import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The top of the page of a year; `year` is "" if the title contains it."""

    year: str
    title: str
    figure: ImageFigure | None
    stats: tuple[Stat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HighlightView:
    """A highlight of the year, with links to its page and to recaps."""

    title: str
    text: str
    links: tuple[Link, ...]
    figure: ImageFigure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The author of an annual letter."""

    name: str
    role: str
    portrait: Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """A chart: `form` is "columns" or "bars", `drawing` is SVG.

    `rows` are the table of its numbers, with the headings `heads`; `files` links to PNG and CSV.
    """

    form: str
    title: str
    drawing: Markup
    note: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """An event in the timeline; `facts` is the number of participants."""

    link: Link
    facts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineMonth:
    """A month of the timeline; `count` is the number of events in words."""

    time: Time
    count: str
    moments: tuple[TimelineEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """The data of review.html.

    `pdf` links to the letter as a file, and `share` to LinkedIn.
    """

    head: Head
    cover: Cover
    letter: Markup
    signature: Signature | None
    corrections: tuple[CorrectionNote, ...]
    stats: tuple[Stat, ...]
    charts: tuple[ChartView, ...]
    highlights: tuple[HighlightView, ...]
    timeline: tuple[TimelineMonth, ...]
    partners: tuple[Link, ...]
    coming: Rows | None
    all_coming: Link | None
    pdf: Link | None
    share: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSummary:
    """A year on the page of all years; `chart` shows its months, on one scale for all years."""

    link: Link
    title: str
    stats: tuple[Stat, ...]
    chart: ChartView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsView:
    """The data of reviews.html: all years, newest first, and charts over the years."""

    head: Head
    years: tuple[YearSummary, ...]
    charts: tuple[ChartView, ...]
