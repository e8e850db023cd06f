"""What a host is to do: headers, redirects, and files compressed beforehand.

Switched off by leaving it out of PLUGINS; the policy in each page's head stays.
"""

from pelican import signals

from plugins.hosting.generator import HostingGenerator


def register() -> None:
    """Connect the room (Pelican's `get_generators`)."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[HostingGenerator]:
    return HostingGenerator
