"""What plugins have in common: how they register, and what they leave to the engine.

The functions take names such as `newsroom.articles.generator:NewsGenerator`, and import them only
when they are needed: a run without changes, which only registers its plugins, stays fast.
"""

from collections.abc import Callable
from pkgutil import resolve_name
from typing import TYPE_CHECKING

from pelican import signals
from pelican.generators import Generator

if TYPE_CHECKING:
    from newsroom.content_kinds import ContentKind


class WritesNothing:
    """In front of Pelican's own generators of articles and pages: the engine does their work."""

    def generate_context(self) -> None:
        """Do nothing: `reading` reads the files, and views resolve the links."""

    check_disabled_readers = refresh_metadata_intersite_links = generate_context

    def generate_output(self, writer: object) -> None:
        """Do nothing: the engine renders and writes `Run.pages`."""


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
