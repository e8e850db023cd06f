"""Makes the calendar files: of all events, of each network, venue and speaker, of each event."""

from collections.abc import Iterable, Sequence

from newsroom.addresses.outputs import OutputFile
from newsroom.addresses.plan import Spot
from newsroom.contract.edition import Edition
from newsroom.contract.event import Event
from newsroom.contract.people import Network, Person, Venue
from newsroom.contract.site import Site
from newsroom.parts.site_data import SiteData

CALENDARS = {"calendar", "event-calendar"}


def calendar_files(spots: Iterable[Spot], site_data: SiteData) -> list[OutputFile]:
    """The file of each spot that is a calendar."""
    edition, site = site_data.edition, site_data.edition.catalog.site
    return [
        OutputFile(spot.address, calendar, (_name(spot, site), tuple(_ids(spot, edition))))
        for spot in spots
        if spot.kind in CALENDARS
    ]


def calendar(name: str, ids: Sequence[str], site_data: SiteData) -> bytes:
    """The bytes of a calendar; `ids` are those of events, whole series or dates of a series."""
    # Importing icalendar takes a tenth of a second, and most edits change no calendar.
    from newsroom.events.calendars import calendar_text

    return calendar_text(name, ids, site_data)


def _name(spot: Spot, site: Site) -> str:
    """The name that a calendar app shows; the file of a single event has the site's own."""
    match spot.items:
        case (Event(repeat=repeat, title=title),) if repeat:
            return f"{site.name}: {title}"
        case (Network() | Venue() | Person() as entry,):
            return f"{site.name}: {entry.name}"
    return site.name


def _ids(spot: Spot, edition: Edition) -> Iterable[str]:
    """The ids of the one event, or of all events and series of the spot that are still kept."""
    if spot.kind == "event-calendar":
        return [spot.entry(Event).id]
    events = events_of(spot, edition) if spot.items else edition.catalog.events
    return [
        id
        for id in dict.fromkeys(event.series_or_self.id for event in events)
        if id in edition.kept
    ]


def events_of(spot: Spot, edition: Edition) -> tuple[Event, ...]:
    """What takes place in the network, at the venue or with the speaker of a spot; else all."""
    match spot.items:
        case (Network(key=key),):
            return edition.by_network.get(key, ())
        case (Venue(key=key),):
            return edition.by_venue.get(key, ())
        case (Person(key=key),):
            return edition.by_speaker.get(key, ())
    return edition.occurrences
