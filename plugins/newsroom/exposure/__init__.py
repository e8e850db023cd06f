"""Checks what everybody can read: pages, documents, and all files of an open repository.

site.yaml says whether the repository is open. Optional: leave it out of PLUGINS to switch it off.
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
