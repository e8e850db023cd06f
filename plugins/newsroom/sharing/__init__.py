"""A page for machines: the feed, the site map, robots.txt.

Switched off by leaving it out of PLUGINS; the feed is made by the room of what it tells about.
"""

from pelican import signals
from pelican.generators import Generator


def register() -> None:
    """Connect the room (Pelican's `get_generators`)."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[Generator]:
    """Imported only when Pelican asks: a run that changes nothing does not."""
    from newsroom.sharing.generator import SharingGenerator

    return SharingGenerator
