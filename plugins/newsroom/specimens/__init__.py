"""Plugin for the style guide page: each part of the theme with its examples.

Only the preview (SHOW_UNPUBLISHED) has this page; it is never published.
"""

from pelican import Pelican, signals
from pelican.generators import Generator


def register() -> None:
    """Connect the generator to Pelican's `get_generators` signal."""
    signals.get_generators.connect(give_generator)


def give_generator(pelican: Pelican) -> type[Generator] | None:
    """Return the generator in the preview; the late import keeps a run without changes fast."""
    if not pelican.settings["SHOW_UNPUBLISHED"]:
        return None
    from newsroom.specimens.generator import SpecimensGenerator

    return SpecimensGenerator
