"""What a host is to do: headers, redirects, and files compressed beforehand.

Switched off by leaving it out of PLUGINS; the policy in each page's head stays.
"""

from pelican import signals
from pelican.generators import Generator


def register() -> None:
    """Connect the room (Pelican's `get_generators`)."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[Generator]:
    """Imported only when Pelican asks: a run that changes nothing does not."""
    from newsroom.hosting.generator import HostingGenerator

    return HostingGenerator
