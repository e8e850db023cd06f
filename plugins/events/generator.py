"""Where events meet Pelican."""

from pelican.generators import Generator

from plugins.events.calendarfiles import calendar_files
from plugins.events.feeds import feed_files
from plugins.events.opendata import open_data_files
from plugins.events.pages import pages


class EventsGenerator(Generator):
    """Makes the pages, the calendars, the feeds and the data of events."""

    makes = frozenset(
        {
            *("event", "series", "events", "events-year", "events-month", "subscribe"),
            *("events-json", "events-schema", "events-csv"),
            *("calendar", "event-calendar", "events-feed"),
        }
    )

    def generate_context(self) -> None:
        """Put the pages and the files where the writer finds them."""
        material, recall = self.context["material"], self.context["recall"]
        self.context["rendered"] += recall(pages, material)
        self.context["files"] += recall(open_data_files, material)
        self.context["files"] += recall(feed_files, material, self.settings["FEED_MAX_ITEMS"])
        self.context["files"] += recall(calendar_files, material)
