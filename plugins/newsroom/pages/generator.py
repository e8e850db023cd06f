"""Adds static pages, the front page and the pages of the registries to the run."""

from pelican import signals
from pelican.generators import PagesGenerator

from newsroom.pages.pages import VIEWS, pages
from newsroom.plugin import WritesNothing
from newsroom.run import run_of


class StaticPagesGenerator(WritesNothing, PagesGenerator):
    """Replaces Pelican's page generator; plugins find it by its base class."""

    makes = frozenset({"page", *VIEWS})

    def generate_context(self) -> None:
        """Plan the pages; third-party plugins find the static ones in `pages`."""
        run = run_of(self.context)
        self.pages = list(run.site_data.edition.catalog.pages)
        self.context["pages"] = self.pages
        run.pages += run.made(pages)
        signals.page_generator_finalized.send(self)
