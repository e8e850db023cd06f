"""The addresses of events: their pages, lists, calendars and feeds."""

from collections.abc import Iterator
from itertools import chain

from newsroom.addresses.plan import EVENTS_CALENDAR, WORD, Spot, entry_spots, grouped
from newsroom.addresses.urls import (
    calendar_address,
    event_calendar_address,
    feed_addresses,
    list_address,
)
from newsroom.contract.edition import Edition
from newsroom.contract.slug import slugify
from newsroom.parts.subscription import FOLDERS, events_of


def spots(edition: Edition, _per_page: int) -> Iterator[Spot]:
    """A page for each series and each date, and the lists: coming, by year, month and type."""
    yield from entry_spots((e for e in edition.catalog.events if e.id in edition.dates), "series")
    yield from entry_spots(edition.occurrences, "event")
    yield Spot(
        list_address(WORD["events"]),
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
            yield Spot(list_address(WORD["events"], name), kind, tuple(items), name)
    types = edition.catalog.site.event_types  # an event of another type is a problem by itself
    typed = (event for event in edition.occurrences if event.type in types)
    for name, items in grouped(typed, lambda event: (event.type,)).items():
        yield Spot(list_address(WORD["events"], slugify(name)), "events-type", tuple(items), name)
    yield from _subscriptions(edition)


def _subscriptions(edition: Edition) -> Iterator[Spot]:
    """A calendar and a feed of all events, and of whatever has any; a calendar for each page."""
    yield Spot(EVENTS_CALENDAR, "calendar")
    for address in feed_addresses(list_address(WORD["events"])):
        yield Spot(address, "events-feed")
    catalog = edition.catalog
    for entry in chain(catalog.networks.values(), catalog.venues.values(), catalog.people.values()):
        if events_of(entry, edition):
            folder = FOLDERS[type(entry)]
            yield Spot(calendar_address(folder, entry.key), "calendar", (entry,), folder)
            for address in feed_addresses(entry.page_address):
                yield Spot(address, "events-feed", (entry,), folder)
    for event in edition.events.values():
        yield Spot(event_calendar_address(event), "event-calendar", (event,), event.id)
