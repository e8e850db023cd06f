"""What the pages of the years show."""

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.parts.shapes import Correction, Figure, Head, Link, Picture, Rows, Stat, Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """How a year begins, on the screen and on paper; `year` is "" where the title says it."""

    year: str
    title: str
    figure: Figure | None
    stats: tuple[Stat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HighlightView:
    """Something the year is remembered for; `links` lead to more of it, when there is more."""

    title: str
    text: str
    links: tuple[Link, ...]
    figure: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who wrote the letter."""

    name: str
    role: str
    portrait: Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """A chart with its numbers: `form` is columns or bars, `drawing` SVG.

    `heads` stand over the columns of `rows`; `files` lead to the same as a picture and as CSV.
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
    """Something people came to, and how many they were."""

    link: Link
    facts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineMonth:
    """A month of the year's timeline; `count` says how much was held in it."""

    time: Time
    count: str
    moments: tuple[TimelineEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """review.html: the year in numbers and the letter.

    `pdf` leads to the letter as a file and `share` to where it can be passed on; both may be None.
    """

    head: Head
    title: str
    cover: Cover
    letter: Markup
    signature: Signature | None
    corrections: tuple[Correction, ...]
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
    """A year beside the others; `chart` is its months, on the scale of them all."""

    link: Link
    title: str
    stats: tuple[Stat, ...]
    chart: ChartView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsView:
    """reviews.html: all the years, newest first, and what changed over them."""

    head: Head
    title: str
    years: tuple[YearSummary, ...]
    charts: tuple[ChartView, ...]
    empty: str
