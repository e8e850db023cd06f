"""The dataclasses that the templates of jobs show."""

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.parts.shapes import Card, Fact, Head, ImageFigure, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """job.html"""

    head: Head
    title: str
    facts: tuple[Fact, ...]
    figure: ImageFigure | None
    body: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsView:
    """jobs.html"""

    head: Head
    title: str
    cards: tuple[Card, ...]
    feed: Link
