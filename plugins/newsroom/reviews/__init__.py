"""The year in numbers and in a letter, proved by the events of that year.

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
    from newsroom.reviews.generator import ReviewsGenerator

    return ReviewsGenerator


def content_kinds() -> "tuple[ContentKind, ...]":
    """What this room adds to the engine, imported when it is asked for."""
    from newsroom.reviews.kind import REVIEW

    return (REVIEW,)
