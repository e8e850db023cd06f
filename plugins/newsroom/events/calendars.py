"""The text of a calendar: its properties, its time zone and its events (RFC 5545)."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Component, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.parser import Contentline
from icalendar.prop import vRecur

from newsroom.contract.site import Site
from newsroom.events.ics import EscapedText, components
from newsroom.events.ics_text import one_line
from newsroom.parts.site_data import SiteData

PROGRAM = "kunnskapsbyen-nettsted"
# How often an app fetches the calendar (RFC 7986, 5.7; Outlook reads X-PUBLISHED-TTL instead).
REFRESH_INTERVAL = "PT6H"
END = b"END:VCALENDAR\r\n"
# From this length in octets, the library folds a line (RFC 5545, 3.1).
FOLDED_FROM = 75
Observance = TimezoneDaylight | TimezoneStandard


def calendar_text(name: str, ids: Sequence[str], site_data: SiteData) -> bytes:
    """The bytes of a calendar; `ids` are those of events, whole series or dates of a series."""
    edition = site_data.edition
    head = _text([calendar_of(name, edition.catalog.site)]).removesuffix(END)
    texts = (_text(components(edition.events[id], site_data)) for id in ids)
    return b"".join((head, *texts, END))


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


def oslo_timezone() -> Timezone:
    """Europe/Oslo as two endless rules from 1970, because Outlook misreads lists of transitions.

    The library's own zone would be one hour wrong in summer for other parsers.
    """
    zone = Timezone()
    zone.add("tzid", "Europe/Oslo")
    zone.add_component(_observance(TimezoneDaylight(), "CEST", datetime(1970, 3, 29, 2), (1, 2)))
    zone.add_component(_observance(TimezoneStandard(), "CET", datetime(1970, 10, 25, 3), (2, 1)))
    return zone


def _observance(
    part: Observance, name: str, begins: datetime, hours: tuple[int, int]
) -> Observance:
    """Summer or standard time, from the last Sunday of a month; `hours` are the UTC offsets."""
    before, after = (timedelta(hours=offset) for offset in hours)
    part.add("tzname", name)
    part.add("dtstart", begins)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": begins.month, "BYDAY": "-1SU"}))
    return part


def _text(parts: Iterable[Component]) -> bytes:
    """The lines of components, folded by the library; most lines are too short to need it."""
    return b"".join(_folded(line) for part in parts for line in part.content_lines() if line)


def _folded(line: Contentline) -> bytes:
    octets = line.encode()
    if len(octets) >= FOLDED_FROM:
        octets = line.to_ical()  # type: ignore[no-untyped-call]  # icalendar has no types for it
    return octets + b"\r\n"
