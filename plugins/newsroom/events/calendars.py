"""The text of a calendar: its properties, its time zone and its events (RFC 5545)."""

from collections.abc import Iterable, Iterator, Sequence

from icalendar import Calendar, Component, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.parser import Contentline
from icalendar.prop import vRecur

from newsroom.contract.moment import OSLO
from newsroom.contract.site import Site
from newsroom.contract.zone_rules import FIRST_YEAR, ClockChange, zone_rules
from newsroom.events.ics import EscapedText, components
from newsroom.events.ics_text import one_line
from newsroom.parts.site_data import SiteData

PROGRAM = "pelican-newsroom"
# How often an app fetches the calendar (RFC 7986, 5.7; Outlook reads X-PUBLISHED-TTL instead).
REFRESH_INTERVAL = "PT6H"
END = b"END:VCALENDAR\r\n"
# From this length in octets, the library folds a line (RFC 5545, 3.1).
FOLDED_FROM = 75
Observance = TimezoneDaylight | TimezoneStandard


def calendar_text(name: str, ids: Sequence[str], site_data: SiteData) -> bytes:
    """The bytes of a calendar; `ids` are those of events, whole series or dates of a series."""
    edition = site_data.edition
    events = [edition.events[id] for id in ids]
    zones = sorted({event.start.zone.key for event in events} - {OSLO.key})
    head = _text([calendar_of(name, edition.catalog.site, site_data.lang)]).removesuffix(END)
    parts = (timezones(zones), *(components(event, site_data) for event in events))
    return b"".join((head, *map(_text, parts), END))


def calendar_of(name: str, site: Site, lang: str) -> Calendar:
    """A calendar without events, with its name, its publisher and the time zone."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", EscapedText(one_line(f"-//{site.name}//{PROGRAM}//{lang.upper()}")))
    calendar.add("method", "PUBLISH")
    calendar.add("name", EscapedText(one_line(name)))
    calendar.add("x-wr-calname", EscapedText(one_line(name)))
    calendar.add("refresh-interval", EscapedText(REFRESH_INTERVAL), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", EscapedText(REFRESH_INTERVAL))
    for zone in timezones([OSLO.key]):
        calendar.add_component(zone)
    return calendar


def timezones(keys: Iterable[str]) -> Iterator[Timezone]:
    """Zones as endless rules from 1970, because Outlook misreads lists of transitions.

    The library's own zones would be one hour wrong in summer for other parsers.
    """
    for key in keys:
        zone = Timezone()
        zone.add("tzid", key)
        for change in zone_rules(key):
            zone.add_component(_observance(change))
        yield zone


def _observance(change: ClockChange) -> Observance:
    """Summer or standard time as it begins each year, or the only time of a zone."""
    part = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    begins = change.in_year(FIRST_YEAR)
    part.add("tzname", change.name)
    part.add("dtstart", begins)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    if change.after != change.before:
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": begins.month, **change.by_day}))
    return part


def _text(parts: Iterable[Component]) -> bytes:
    """The lines of components, folded by the library; most lines are too short to need it."""
    return b"".join(_folded(line) for part in parts for line in part.content_lines() if line)


def _folded(line: Contentline) -> bytes:
    octets = line.encode()
    if len(octets) >= FOLDED_FROM:
        octets = line.to_ical()  # type: ignore[no-untyped-call]  # icalendar has no types for it
    return octets + b"\r\n"
