"""Where the theme's examples meet Pelican."""

from pathlib import Path

from pelican.generators import Generator

from newsroom.specimens.examples import written
from newsroom.specimens.pages import pages


class SpecimensGenerator(Generator):
    """Makes the style page."""

    makes = frozenset({"style-sheet"})

    def generate_context(self) -> None:
        """Put the page where the writer finds it."""
        site_data, recall = self.context["site_data"], self.context["recall"]
        self.context["rendered"] += recall(pages, site_data, written(Path(self.theme)))
