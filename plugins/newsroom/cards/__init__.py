"""Share pictures: what an article, an event or a year looks like where it is shared.

Switched off by leaving it out of PLUGINS; pages are then shared with their own pictures.
"""

from pelican import signals
from pelican.generators import Generator


def register() -> None:
    """Connect the room (Pelican's `get_generators`)."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[Generator]:
    """Imported only when Pelican asks: a run that changes nothing does not."""
    from newsroom.cards.generator import CardsGenerator

    return CardsGenerator
