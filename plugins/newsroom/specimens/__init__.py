"""The style page: every part of the theme with every example of it, for those who change the theme.

Only pelicanconf.py has it in its PLUGINS; nothing of it is ever published.
"""

from pelican import signals
from pelican.generators import Generator


def register() -> None:
    """Connect the room (Pelican's `get_generators`)."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[Generator]:
    """Imported only when Pelican asks: a run that changes nothing does not."""
    from newsroom.specimens.generator import SpecimensGenerator

    return SpecimensGenerator
