"""Adds the archive of newsletters to the run."""

from pelican.generators import Generator

from newsroom.newsletters.pages import pages
from newsroom.run import run_of


class NewslettersGenerator(Generator):
    """Makes the page of each newsletter, and their list."""

    makes = frozenset({"newsletter", "newsletters"})

    def generate_context(self) -> None:
        """Plan the pages."""
        run = run_of(self.context)
        run.pages += run.made(pages)
