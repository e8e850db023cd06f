"""Where the theme's examples meet Pelican."""

from pathlib import Path

from pelican.generators import Generator

from plugins.specimens.examples import examples
from plugins.specimens.pages import pages


class SpecimensGenerator(Generator):
    """Makes the style page."""

    makes = frozenset({"style-sheet"})

    def generate_context(self) -> None:
        """Put the page where the writer finds it."""
        self.context["rendered"] += pages(self.context["material"], examples(Path(self.theme)))
