"""Plugin for static pages, the front page, and the pages of networks, persons and venues."""

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
    from newsroom.pages.generator import StaticPagesGenerator

    return StaticPagesGenerator


def content_kinds() -> "tuple[ContentKind, ...]":
    """Return the kinds of content of this plugin; the late import keeps such a run fast too."""
    from newsroom.pages.kind import NETWORK, PAGE, PERSON, VENUE

    return (PAGE, PERSON, VENUE, NETWORK)
