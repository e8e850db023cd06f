"""Plugin for news: articles, their lists by year, category and tag, and the Atom feed."""

from typing import TYPE_CHECKING

from pelican import signals
from pelican.generators import Generator

if TYPE_CHECKING:
    from newsroom.content_kinds import ContentKind


def register() -> None:
    """Connect the generator to Pelican's `get_generators` signal."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[Generator]:
    """Return the generator; the late import keeps a run without changes fast."""
    from newsroom.articles.generator import NewsGenerator

    return NewsGenerator


def content_kinds() -> "tuple[ContentKind, ...]":
    """Return the kinds of content of this plugin; the late import keeps such a run fast too."""
    from newsroom.articles.kind import ARTICLE

    return (ARTICLE,)
