"""News: articles, their lists by year, category and tag, and the feed.

Switched off by leaving it out of PLUGINS.
"""

from pelican import signals

from plugins.articles.generator import NewsGenerator


def register() -> None:
    """Connect the room (Pelican's `get_generators`)."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[NewsGenerator]:
    return NewsGenerator
