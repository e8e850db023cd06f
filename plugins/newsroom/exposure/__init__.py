"""What everybody can read: in documents and on pages, and in an open repository all there is.

site.yaml says whether it is open. Switched off by leaving it out of PLUGINS.
"""

from pelican import signals
from pelican.generators import Generator


def register() -> None:
    """Connect the room (Pelican's `get_generators`)."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[Generator]:
    """Imported only when Pelican asks: a run that changes nothing does not."""
    from newsroom.exposure.generator import ExposureGenerator

    return ExposureGenerator
