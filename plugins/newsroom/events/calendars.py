"""The text of a calendar: its head, its zone, and the events in it (RFC 5545)."""

from collections.abc import Iterable, Sequence

from icalendar import Calendar, Component
from icalendar.parser import Contentline

from newsroom.contract.event import Event, Occurrence
from newsroom.contract.site import Site
from newsroom.events.ical_time import oslo
from newsroom.events.ics import EscapedText, components, single
from newsroom.events.ics_text import one_line
from newsroom.parts.site_data import SiteData

PROGRAM = "kunnskapsbyen-nettsted"
# How often an app looks for news (RFC 7986, 5.7, and what Outlook reads in its place).
OFTEN = "PT6H"
END = b"END:VCALENDAR\r\n"
# What the library leaves on one line, in octets.
SHORT = 75


def calendar_text(name: str, ids: Sequence[str], site_data: SiteData) -> bytes:
    """The bytes of a calendar with these events, each a date of a series or an entry."""
    edition = site_data.edition
    texts = (_text(_components(edition.events[id], site_data)) for id in ids)
    return b"".join((_head(name, edition.catalog.site), *texts, END))


def calendar_of(name: str, site: Site) -> Calendar:
    """A calendar without events: what it is called, whose it is, and its zone."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", EscapedText(one_line(f"-//{site.name}//{PROGRAM}//NB")))
    made.add("method", "PUBLISH")
    made.add("name", EscapedText(one_line(name)))
    made.add("x-wr-calname", EscapedText(one_line(name)))
    made.add("refresh-interval", EscapedText(OFTEN), {"VALUE": "DURATION"})
    made.add("x-published-ttl", EscapedText(OFTEN))
    made.add_component(oslo())
    return made


def _head(name: str, site: Site) -> bytes:
    """A calendar as far as its first event."""
    return _text([calendar_of(name, site)]).removesuffix(END)


def _text(parts: Iterable[Component]) -> bytes:
    """The lines of components, folded as the library does; only long ones need to be asked."""
    return b"".join(_folded(line) for part in parts for line in part.content_lines() if line)


def _folded(line: Contentline) -> bytes:
    plain = line.encode()
    return (plain if len(plain) < SHORT else line.to_ical()) + b"\r\n"


def _components(event: Event, site_data: SiteData) -> Iterable[Component]:
    """An entry as a whole; a date of a series, which has its own calendar, by itself."""
    if isinstance(event, Occurrence):
        return [single(event, site_data)]
    return components(event, site_data)
