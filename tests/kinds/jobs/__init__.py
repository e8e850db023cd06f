"""Job postings: a kind of content from a package outside newsroom, added by its name in PLUGINS."""

from typing import TYPE_CHECKING

from pelican import signals
from pelican.generators import Generator

if TYPE_CHECKING:
    from newsroom.content_kinds import ContentKind


def register() -> None:
    """Connect the room (Pelican's `get_generators`)."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[Generator]:
    """Imported only when Pelican asks."""
    from jobs.generator import JobsGenerator

    return JobsGenerator


def content_kinds() -> "tuple[ContentKind, ...]":
    """What this package adds to the engine, imported when it is asked for."""
    from jobs.kind import JOB

    return (JOB,)
