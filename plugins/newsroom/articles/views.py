"""What the templates of articles and of lists of news get."""

from dataclasses import dataclass

from markupsafe import Markup

from newsroom.parts.shapes import (
    Card,
    ContentsLine,
    CorrectionNote,
    EventRow,
    Head,
    ImageFigure,
    Link,
    Pager,
    ResourceLink,
    Time,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """The page of an article, for article.html."""

    head: Head
    series: str
    summary: str
    author: str
    date: Time
    changed: Time | None
    minutes: str
    category: Link
    tags: tuple[Link, ...]
    figure: ImageFigure | None
    contents: tuple[ContentsLine, ...]
    body: Markup
    gallery: tuple[ImageFigure, ...]
    links: tuple[ResourceLink, ...]
    share: tuple[Link, ...]
    event: EventRow | None
    corrections: tuple[CorrectionNote, ...]
    related: tuple[Card, ...]
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsView:
    """One page of a list of articles, for news.html; `lists` links to categories and years."""

    head: Head
    title: str
    cards: tuple[Card, ...]
    pager: Pager | None
    lists: tuple[Link, ...]
