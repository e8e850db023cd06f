"""Where the theme's examples meet Pelican."""

from pathlib import Path

from pelican.generators import Generator

from newsroom.run import run_of
from newsroom.specimens.examples import written
from newsroom.specimens.pages import pages


class SpecimensGenerator(Generator):
    """Makes the style page."""

    makes = frozenset({"style-sheet"})

    def generate_context(self) -> None:
        """Hand over the page."""
        run = run_of(self.context)
        run.pages += run.memoize(pages, run.site_data, written(Path(self.theme)))
