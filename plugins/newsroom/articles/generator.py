"""Adds the pages and the feed of news to the run."""

from pelican import signals
from pelican.generators import ArticlesGenerator

from newsroom.articles.pages import feed, pages
from newsroom.plugin import WritesNothing
from newsroom.run import run_of


class NewsGenerator(WritesNothing, ArticlesGenerator):
    """Replaces Pelican's article generator; plugins find it by its base class."""

    makes = frozenset({"article", "news", "news-year", "category", "tag", "feed"})

    def generate_context(self) -> None:
        """Plan the pages and the feed; third-party plugins find the entries in `articles`."""
        run = run_of(self.context)
        self.articles = list(run.site_data.edition.listed)
        self.context["articles"] = self.articles
        run.pages += run.made(pages)
        run.files += run.made(feed, self.settings["FEED_MAX_ITEMS"])
        signals.article_generator_finalized.send(self)
