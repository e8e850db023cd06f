"""News: articles, their lists by year, category and tag, and the feed.

Switched off by leaving it out of PLUGINS.
"""

from typing import TYPE_CHECKING

from pelican import signals
from pelican.generators import Generator

if TYPE_CHECKING:
    from newsroom.content_kinds import ContentKind


def register() -> None:
    """Connect the room (Pelican's `get_generators`)."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[Generator]:
    """Imported only when Pelican asks: a run that changes nothing does not."""
    from newsroom.articles.generator import NewsGenerator

    return NewsGenerator


def content_kinds() -> "tuple[ContentKind, ...]":
    """What this room adds to the engine, imported when it is asked for."""
    from newsroom.articles.kind import ARTICLE

    return (ARTICLE,)
