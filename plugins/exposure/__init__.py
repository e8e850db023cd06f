"""What everybody can read in the repository itself, published or not.

Only where site.yaml says that the repository is open. Switched off by leaving it out of PLUGINS.
"""

from pelican import signals

from plugins.exposure.generator import ExposureGenerator


def register() -> None:
    """Connect the room (Pelican's `get_generators`)."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[ExposureGenerator]:
    return ExposureGenerator
