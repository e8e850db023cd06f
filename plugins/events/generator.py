"""Where events meet Pelican."""

from pelican.generators import Generator

from plugins.addresses.moved import Moved
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
        spots = tuple(material.plan.of_kind("calendar", "event-calendar", "events-feed"))
        self.context["rendered"] += recall(pages, material)
        self.context["files"] += recall(open_data_files, material)
        self.context["files"] += recall(calendar_files, spots, material)
        self.context["files"] += feed_files(spots, self.settings["FEED_MAX_ITEMS"])

    def generate_output(self, writer: object) -> None:
        """The calendars and feeds that have been emptied too; which, is only known now."""
        emptied = self.context.get("moved", Moved()).emptied
        self.context["files"] += calendar_files(emptied, self.context["material"])
        self.context["files"] += feed_files(emptied, self.settings["FEED_MAX_ITEMS"])
