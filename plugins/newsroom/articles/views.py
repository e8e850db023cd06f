"""What article pages and lists of news show."""

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.parts.shapes import Card, Correction, EventRow, Figure, Head, Link, Pager, Time


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """article.html"""

    head: Head
    title: str
    summary: str
    author: str
    date: Time
    changed: Time | None
    category: Link
    tags: tuple[Link, ...]
    figure: Figure | None
    body: Markup
    gallery: tuple[Figure, ...]
    event: EventRow | None
    corrections: tuple[Correction, ...]
    related: tuple[Card, ...]
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsView:
    """news.html: a list of articles, one page of it; `lists` leads to years or categories."""

    head: Head
    title: str
    cards: tuple[Card, ...]
    pager: Pager | None
    lists_title: str
    lists: tuple[Link, ...]
