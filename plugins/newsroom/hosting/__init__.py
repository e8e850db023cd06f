"""Plugin for the configuration files of hosts: headers, redirects and media types."""

from pelican import signals
from pelican.generators import Generator


def register() -> None:
    """Connect the generator to Pelican's `get_generators` signal."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[Generator]:
    """Return the generator; the late import keeps a run without changes fast."""
    from newsroom.hosting.generator import HostingGenerator

    return HostingGenerator
