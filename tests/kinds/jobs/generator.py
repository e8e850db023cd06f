"""The Pelican generator of jobs."""

from pelican.generators import Generator

from jobs.pages import feeds, pages
from newsroom.run import run_of


class JobsGenerator(Generator):
    """Makes the pages and the feed of jobs."""

    makes = frozenset({"job", "jobs", "jobs-feed"})

    def generate_context(self) -> None:
        """Adds the pages and the feed to the run."""
        run = run_of(self.context)
        run.pages += run.made(pages)
        run.files += run.made(feeds)
