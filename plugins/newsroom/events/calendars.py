"""The text of a calendar: its properties, its time zone and its events (RFC 5545)."""

from collections.abc import Iterable, Sequence

from icalendar import Calendar, Component
from icalendar.parser import Contentline

from newsroom.contract.event import Event, Occurrence
from newsroom.contract.site import Site
from newsroom.events.ical_time import oslo_timezone
from newsroom.events.ics import EscapedText, components, single
from newsroom.events.ics_text import one_line
from newsroom.parts.site_data import SiteData

PROGRAM = "kunnskapsbyen-nettsted"
# How often an app fetches the calendar (RFC 7986, 5.7; Outlook reads X-PUBLISHED-TTL instead).
REFRESH_INTERVAL = "PT6H"
END = b"END:VCALENDAR\r\n"
# From this length in octets, the library folds a line (RFC 5545, 3.1).
FOLDED_FROM = 75


def calendar_text(name: str, ids: Sequence[str], site_data: SiteData) -> bytes:
    """The bytes of a calendar; `ids` are those of events, whole series or dates of a series."""
    edition = site_data.edition
    texts = (_text(_components(edition.events[id], site_data)) for id in ids)
    return b"".join((_head(name, edition.catalog.site), *texts, END))


def calendar_of(name: str, site: Site) -> Calendar:
    """A calendar without events, with its name, its publisher and the time zone."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", EscapedText(one_line(f"-//{site.name}//{PROGRAM}//NB")))
    calendar.add("method", "PUBLISH")
    calendar.add("name", EscapedText(one_line(name)))
    calendar.add("x-wr-calname", EscapedText(one_line(name)))
    calendar.add("refresh-interval", EscapedText(REFRESH_INTERVAL), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", EscapedText(REFRESH_INTERVAL))
    calendar.add_component(oslo_timezone())
    return calendar


def _head(name: str, site: Site) -> bytes:
    """The text of a calendar up to its first event."""
    return _text([calendar_of(name, site)]).removesuffix(END)


def _text(parts: Iterable[Component]) -> bytes:
    """The lines of components, folded by the library; most lines are too short to need it."""
    return b"".join(_folded(line) for part in parts for line in part.content_lines() if line)


def _folded(line: Contentline) -> bytes:
    octets = line.encode()
    if len(octets) >= FOLDED_FROM:
        octets = line.to_ical()  # type: ignore[no-untyped-call]  # icalendar has no types for it
    return octets + b"\r\n"


def _components(event: Event, site_data: SiteData) -> Iterable[Component]:
    """All components of an event or a series; one component of a single date of a series."""
    if isinstance(event, Occurrence):
        return [single(event, site_data)]
    return components(event, site_data)
