"""Where events meet Pelican."""

from pelican.generators import Generator

from newsroom.addresses.moved import Moved
from newsroom.events.calendar_files import calendar_files
from newsroom.events.feeds import feed_files
from newsroom.events.open_data import open_data_files
from newsroom.events.pages import pages


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
        site_data, recall = self.context["site_data"], self.context["recall"]
        spots = tuple(site_data.plan.of_kind("calendar", "event-calendar", "events-feed"))
        self.context["rendered"] += recall(pages, site_data)
        self.context["files"] += recall(open_data_files, site_data)
        self.context["files"] += recall(calendar_files, spots, site_data)
        self.context["files"] += feed_files(spots, self.settings["FEED_MAX_ITEMS"])

    def generate_output(self, writer: object) -> None:
        """The calendars and feeds that have been emptied too; which, is only known now."""
        emptied = self.context.get("moved", Moved()).emptied
        self.context["files"] += calendar_files(emptied, self.context["site_data"])
        self.context["files"] += feed_files(emptied, self.settings["FEED_MAX_ITEMS"])
