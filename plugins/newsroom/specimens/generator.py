"""Adds the style guide page to the run."""

from pathlib import Path

from pelican.generators import Generator

from newsroom.places import theme_file, theme_folders
from newsroom.run import run_of
from newsroom.specimens.pages import example_files, pages

TOKENS = "css/tokens.css"


class SpecimensGenerator(Generator):
    """Makes the style guide page."""

    makes = frozenset({"style-sheet"})

    def generate_context(self) -> None:
        """Plan the page."""
        run = run_of(self.context)
        tokens = theme_file(theme_folders(self.settings), TOKENS).read_text(encoding="utf-8")
        run.pages += run.memoize(pages, run.site_data, example_files(Path(self.theme)), tokens)
