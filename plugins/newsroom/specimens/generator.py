"""Adds the style guide page to the run."""

from pathlib import Path

from pelican.generators import Generator

from newsroom.parts.brand_tokens import theme_schemes
from newsroom.places import theme_folders
from newsroom.run import run_of
from newsroom.specimens.pages import example_files, pages


class SpecimensGenerator(Generator):
    """Makes the style guide page."""

    makes = frozenset({"style-sheet"})

    def generate_context(self) -> None:
        """Plan the page."""
        run = run_of(self.context)
        both = theme_schemes(theme_folders(self.settings), run.catalog.site.colours)
        run.pages += run.memoize(pages, run.site_data, example_files(Path(self.theme)), both)
