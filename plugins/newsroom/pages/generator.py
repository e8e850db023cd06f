"""Adds static pages, the front page and the pages of the registries to the run."""

from pelican import signals
from pelican.generators import PagesGenerator

from newsroom.pages.pages import pages
from newsroom.run import run_of


class StaticPagesGenerator(PagesGenerator):
    """Replaces Pelican's page generator; plugins find it by its base class."""

    makes = frozenset({"front", "page", "networks", "network", "person", "venue", "not-found"})

    def generate_context(self) -> None:
        """Plan the pages; third-party plugins find the static ones in `pages`."""
        run = run_of(self.context)
        self.pages = list(run.site_data.edition.catalog.pages)
        self.context["pages"] = self.pages
        run.pages += run.memoize(pages, run.site_data)
        signals.page_generator_finalized.send(self)

    def check_disabled_readers(self) -> None:
        """Do nothing: the `reading` package reads the files."""

    def refresh_metadata_intersite_links(self) -> None:
        """Do nothing: templates and views resolve the links."""

    def generate_output(self, writer: object) -> None:
        """Do nothing: the engine renders and writes `Run.pages`."""
