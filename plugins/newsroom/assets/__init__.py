"""The theme's own files: one style sheet, the icon and the logo, each under its fingerprint.

Sets `Run.assets`: the href of each file by its name in the theme.
"""

from pelican import signals
from pelican.generators import Generator


def register() -> None:
    """Connect the room (Pelican's `get_generators`)."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[Generator]:
    """Imported only when Pelican asks: a run that changes nothing does not."""
    from newsroom.assets.generator import AssetsGenerator

    return AssetsGenerator
