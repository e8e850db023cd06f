"""Where events meet Pelican."""

from pelican.generators import Generator

from plugins.events.pages import pages


class EventsGenerator(Generator):
    """Makes the pages of events."""

    makes = frozenset({"event", "series", "events", "events-year", "events-month", "subscribe"})

    def generate_context(self) -> None:
        """Put the pages where the writer finds them."""
        self.context["rendered"] += pages(self.context["material"])
