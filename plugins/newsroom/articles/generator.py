"""Adds the pages and the feed of news to the run."""

from pelican import signals
from pelican.generators import ArticlesGenerator

from newsroom.articles.pages import feed, pages
from newsroom.run import run_of


class NewsGenerator(ArticlesGenerator):
    """Replaces Pelican's article generator; plugins find it by its base class."""

    makes = frozenset({"article", "news", "news-year", "category", "tag", "feed"})

    def generate_context(self) -> None:
        """Plan the pages and the feed; third-party plugins find the entries in `articles`."""
        run = run_of(self.context)
        self.articles = list(run.site_data.edition.listed)
        self.context["articles"] = self.articles
        run.pages += run.memoize(pages, run.site_data)
        run.files += run.memoize(feed, run.site_data, self.settings["FEED_MAX_ITEMS"])
        signals.article_generator_finalized.send(self)

    def check_disabled_readers(self) -> None:
        """Do nothing: the `reading` package reads the files."""

    def refresh_metadata_intersite_links(self) -> None:
        """Do nothing: templates and views resolve the links."""

    def generate_output(self, writer: object) -> None:
        """Do nothing: the engine renders and writes `Run.pages`."""
