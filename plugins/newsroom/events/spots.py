"""The addresses of events: their pages, lists, calendars and feeds."""

from collections.abc import Iterator
from itertools import chain

from newsroom.addresses.plan import Spot, entry_spots, grouped
from newsroom.addresses.urls import (
    calendar_address,
    calendar_of,
    event_calendar_address,
    feed_addresses,
)
from newsroom.contract.edition import Edition
from newsroom.contract.slug import slugify
from newsroom.parts.subscription import events_of


def spots(edition: Edition, _per_page: int) -> Iterator[Spot]:
    """A page for each series and each date, and the lists: coming, by year, month and type."""
    series = (event for event in edition.catalog.events if event.id in edition.dates)
    yield from entry_spots(series, "series")
    yield from entry_spots(edition.occurrences, "event")
    home = edition.home
    yield Spot(
        home.list("events"),
        "events",
        edition.upcoming,
        "events",
        section="Arrangementer",
        in_menu=bool(edition.catalog.events),
    )
    years = grouped(edition.occurrences, lambda event: [f"{event.start.day:%Y}"])
    months = grouped(edition.occurrences, lambda event: [f"{event.start.day:%Y/%m}"])
    for kind, lists in (("events-year", years), ("events-month", months)):
        for name, items in lists.items():
            yield Spot(home.list("events", name), kind, tuple(items), name)
    types = edition.catalog.site.event_types  # an event of another type is a problem by itself
    typed = (event for event in edition.occurrences if event.type in types)
    for name, items in grouped(typed, lambda event: (event.type,)).items():
        yield Spot(home.list("events", slugify(name)), "events-type", tuple(items), name)
    yield from _subscriptions(edition)


def _subscriptions(edition: Edition) -> Iterator[Spot]:
    """A calendar and a feed of all events, and of whatever has any; a calendar for each page."""
    home = edition.home
    yield Spot(calendar_address(home, home.words["all"]), "calendar")
    for address in feed_addresses(home.list("events")):
        yield Spot(address, "events-feed")
    catalog = edition.catalog
    for entry in chain(catalog.networks.values(), catalog.venues.values(), catalog.people.values()):
        if events_of(entry, edition) and edition.has_page_of(entry):
            yield Spot(calendar_of(entry), "calendar", (entry,))
            for address in feed_addresses(entry.page_address):
                yield Spot(address, "events-feed", (entry,))
    for event in filter(edition.has_page_of, edition.events.values()):
        yield Spot(event_calendar_address(event), "event-calendar", (event,), event.id)
