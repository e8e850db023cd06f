"""What the pages of the years show."""

from dataclasses import dataclass

from markupsafe import Markup

from plugins.parts.shapes import Correction, Figure, Head, Link, Picture, Stat


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """Something the year is remembered for; `link` is None when there is no more to read."""

    title: str
    text: str
    link: Link | None
    figure: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who wrote the letter."""

    name: str
    role: str
    portrait: Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """review.html: the year in numbers and the letter."""

    head: Head
    title: str
    year: str
    stats: tuple[Stat, ...]
    figure: Figure | None
    letter: Markup
    signature: Signature | None
    highlights: tuple[Highlight, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSummary:
    """A year in the list of years."""

    link: Link
    title: str
    stats: tuple[Stat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsView:
    """reviews.html: all the years, newest first."""

    head: Head
    title: str
    years: tuple[YearSummary, ...]
    empty: str
