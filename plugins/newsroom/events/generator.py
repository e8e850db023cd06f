"""Where events meet Pelican."""

from pelican.generators import Generator

from newsroom.events.open_data import open_data_files
from newsroom.events.pages import pages
from newsroom.events.subscription_files import planned_files, subscription_files
from newsroom.run import run_of


class EventsGenerator(Generator):
    """Makes the pages, the calendars, the feeds and the data of events."""

    makes = frozenset(
        {
            *("event", "series", "events", "events-year", "events-month", "events-type"),
            *("events-json", "events-schema", "events-csv"),
            *("calendar", "event-calendar", "events-feed", "subscribe"),
        }
    )

    def generate_context(self) -> None:
        """Hand over the pages and the files."""
        run, most = run_of(self.context), self.settings["FEED_MAX_ITEMS"]
        run.pages += run.made(pages)
        run.files += run.memoize(open_data_files, run.site_data)
        run.files += run.made(planned_files, most)

    def generate_output(self, writer: object) -> None:
        """Hand over the calendars and feeds without events, once the ledger has found them."""
        run, most = run_of(self.context), self.settings["FEED_MAX_ITEMS"]
        run.files += run.made(subscription_files, run.moved.emptied, most)
