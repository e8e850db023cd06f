"""Where the theme's examples meet Pelican."""

from pathlib import Path

from pelican.generators import Generator

from plugins.specimens.examples import written
from plugins.specimens.pages import pages


class SpecimensGenerator(Generator):
    """Makes the style page."""

    makes = frozenset({"style-sheet"})

    def generate_context(self) -> None:
        """Put the page where the writer finds it."""
        material, recall = self.context["material"], self.context["recall"]
        self.context["rendered"] += recall(pages, material, written(Path(self.theme)))
