"""The style page: every part of the theme with every example of it, for those who change the theme.

It is in the preview alone (SHOW_UNPUBLISHED); nothing of it is ever published.
"""

from pelican import Pelican, signals
from pelican.generators import Generator


def register() -> None:
    """Connect the room (Pelican's `get_generators`)."""
    signals.get_generators.connect(give_generator)


def give_generator(pelican: Pelican) -> type[Generator] | None:
    """Imported only when Pelican asks: a run that changes nothing does not."""
    if not pelican.settings["SHOW_UNPUBLISHED"]:
        return None
    from newsroom.specimens.generator import SpecimensGenerator

    return SpecimensGenerator
