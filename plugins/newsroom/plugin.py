"""The functions that the `__init__` of a plugin offers.

Each takes names such as `newsroom.articles.generator:NewsGenerator`, and imports them only when
they are needed: a run without changes, which does no more than register its plugins, stays fast.
"""

from collections.abc import Callable
from pkgutil import resolve_name
from typing import TYPE_CHECKING

from pelican import signals
from pelican.generators import Generator

if TYPE_CHECKING:
    from newsroom.content_kinds import ContentKind


def registers(generator: str) -> Callable[[], None]:
    """The `register` of a plugin, which connects its generator to Pelican's `get_generators`."""

    # Signals keep weak references: `register` keeps this function, and the plugin keeps `register`.
    def give_generator(_pelican: object) -> type[Generator]:
        generator_class: type[Generator] = resolve_name(generator)
        return generator_class

    def register() -> None:
        signals.get_generators.connect(give_generator)

    return register


def has_kinds(*kinds: str) -> "Callable[[], tuple[ContentKind, ...]]":
    """The `content_kinds` of a plugin, which returns its kinds of content."""
    return lambda: tuple(map(resolve_name, kinds))
