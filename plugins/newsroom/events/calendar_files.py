"""From the plan to calendars: of all events, of what has some, and of each by itself."""

from collections.abc import Iterable, Sequence

from newsroom.addresses.outputs import OutputFile
from newsroom.addresses.plan import Spot
from newsroom.contract.edition import Edition
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.people import Network, Venue
from newsroom.contract.site import Site
from newsroom.parts.site_data import SiteData

CALENDARS = {"calendar", "event-calendar"}


def calendar_files(spots: Iterable[Spot], site_data: SiteData) -> list[OutputFile]:
    """A file for each spot that is a calendar."""
    edition, site = site_data.edition, site_data.edition.catalog.site
    return [
        OutputFile(spot.address, calendar, (_name(spot, site), tuple(_ids(spot, edition))))
        for spot in spots
        if spot.kind in CALENDARS
    ]


def calendar(name: str, ids: Sequence[str], site_data: SiteData) -> bytes:
    """The bytes of a calendar with these events, each a date of a series or an entry."""
    # Most edits change no calendar, and icalendar takes a tenth of a second to import.
    from newsroom.events.calendars import calendar_text

    return calendar_text(name, ids, site_data)


def _name(spot: Spot, site: Site) -> str:
    """What an app calls the calendar; whoever adds one event adds no calendar."""
    about = spot.items[0] if spot.items else None
    if isinstance(about, Event):
        return f"{site.name}: {about.title}" if about.repeat else site.name
    return f"{site.name}: {about.name}" if about else site.name


def _ids(spot: Spot, edition: Edition) -> Iterable[str]:
    """The entries in a calendar: its one event, or those that are kept and belong to it."""
    if spot.kind == "event-calendar":
        return [spot.items[0].id]
    events = _belonging(spot.items[0], edition) if spot.items else edition.catalog.events
    return [id for id in dict.fromkeys(event.whole.id for event in events) if id in edition.kept]


def _belonging(about: Entry, edition: Edition) -> tuple[Event, ...]:
    if isinstance(about, Network):
        return edition.by_network.get(about.key, ())
    return (edition.by_venue if isinstance(about, Venue) else edition.by_speaker).get(about.key, ())
