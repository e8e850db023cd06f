"""The year in numbers and in a letter, proved by the events of that year.

Switched off by leaving it out of PLUGINS.
"""

from pelican import signals

from plugins.reviews.generator import ReviewsGenerator


def register() -> None:
    """Connect the room (Pelican's `get_generators`)."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[ReviewsGenerator]:
    return ReviewsGenerator
