"""Events: a page each, and lists of what is coming, by month and by year.

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
    from newsroom.events.generator import EventsGenerator

    return EventsGenerator


def content_kinds() -> "tuple[ContentKind, ...]":
    """What this room adds to the engine, imported when it is asked for."""
    from newsroom.events.kind import EVENT

    return (EVENT,)
