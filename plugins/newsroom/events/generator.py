"""Where events meet Pelican."""

from pelican.generators import Generator

from newsroom.events.calendar_files import calendar_files
from newsroom.events.feeds import feed_files
from newsroom.events.open_data import open_data_files
from newsroom.events.pages import pages
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
        run = run_of(self.context)
        spots = tuple(run.site_data.plan.of_kind("calendar", "event-calendar", "events-feed"))
        run.pages += run.memoize(pages, run.site_data)
        run.files += run.memoize(open_data_files, run.site_data)
        run.files += run.memoize(calendar_files, spots, run.site_data)
        run.files += feed_files(spots, self.settings["FEED_MAX_ITEMS"])

    def generate_output(self, writer: object) -> None:
        """Hand over the calendars and feeds without events, once the ledger has found them."""
        run = run_of(self.context)
        run.files += calendar_files(run.moved.emptied, run.site_data)
        run.files += feed_files(run.moved.emptied, self.settings["FEED_MAX_ITEMS"])
