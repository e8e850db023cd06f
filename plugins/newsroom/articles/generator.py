"""Where news meets Pelican: its article generator, fed from the Catalog."""

from pelican import signals
from pelican.generators import ArticlesGenerator

from newsroom.articles.pages import feed, pages
from newsroom.run import run_of


class NewsGenerator(ArticlesGenerator):
    """Makes the pages of news; a subclass, since Pelican looks for one article generator."""

    makes = frozenset({"article", "news", "news-year", "category", "tag", "feed"})

    def generate_context(self) -> None:
        """Plan the pages; strangers' plugins find the entries in `articles`, newest first."""
        run = run_of(self.context)
        self.articles = list(run.site_data.edition.listed)
        self.context["articles"] = self.articles
        run.pages += run.memoize(pages, run.site_data)
        run.files += run.memoize(feed, run.site_data, self.settings["FEED_MAX_ITEMS"])
        signals.article_generator_finalized.send(self)

    def check_disabled_readers(self) -> None:
        """Nothing to check: files are read by `reading`."""

    def refresh_metadata_intersite_links(self) -> None:
        """Nothing to refresh: links are slots."""

    def generate_output(self, writer: object) -> None:
        """Nothing to write: the writer renders what stands in the context."""
