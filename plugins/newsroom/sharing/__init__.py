"""Plugin for what machines read of the whole site: sitemap, robots.txt and next-change.json.

The plugin of each kind of content makes its own feed, with `sharing/atom.py`.
"""

from pelican import signals
from pelican.generators import Generator


def register() -> None:
    """Connect the generator to Pelican's `get_generators` signal."""
    signals.get_generators.connect(give_generator)


def give_generator(_pelican: object) -> type[Generator]:
    """Return the generator; the late import keeps a run without changes fast."""
    from newsroom.sharing.generator import SharingGenerator

    return SharingGenerator
