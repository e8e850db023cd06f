"""Where the still pages meet Pelican: its page generator, fed from the Catalog."""

from pelican import signals
from pelican.generators import PagesGenerator

from newsroom.pages.pages import pages
from newsroom.run import run_of


class StillGenerator(PagesGenerator):
    """Makes the pages that stand still; a subclass, since Pelican looks for one page generator."""

    makes = frozenset({"front", "page", "networks", "network", "person", "venue", "not-found"})

    def generate_context(self) -> None:
        """Plan the pages; strangers' plugins find the entries in `pages`."""
        run = run_of(self.context)
        self.pages = list(run.site_data.edition.catalog.pages)
        self.context["pages"] = self.pages
        run.pages += run.memoize(pages, run.site_data)
        signals.page_generator_finalized.send(self)

    def check_disabled_readers(self) -> None:
        """Nothing to check: files are read by `reading`."""

    def refresh_metadata_intersite_links(self) -> None:
        """Nothing to refresh: links are slots."""

    def generate_output(self, writer: object) -> None:
        """Nothing to write: the writer renders what stands in the context."""
