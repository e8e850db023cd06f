"""An event as a component of a calendar (RFC 5545, 3.6.1; RFC 7986)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from icalendar import Event as Component
from icalendar.prop import vRecur, vText, vUri

from newsroom.contract.event import Event, Occurrence
from newsroom.contract.moment import Moment
from newsroom.contract.recurrence import planned, shifted
from newsroom.contract.repeat import Repeat
from newsroom.contract.site import Site
from newsroom.events.ics_dates import duration, ical_value, is_regular, overrides
from newsroom.events.ics_text import description, name, one_line, online, place
from newsroom.parts.site_data import SiteData

# A postponed event has no certain date: it is tentative, and takes nobody's time.
STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
# The library writes degrees closer to 0 with an exponent, which RFC 5545 does not allow.
SMALLEST = 0.0001
Property = tuple[str, object]
IcalValue = datetime | date


class EscapedText(vText):
    """Text escaped as in RFC 5545, 3.3.11; the library makes `\\N` in `C:\\NY` a line break."""

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def uid(id: str, site: Site) -> str:
    """The UID of an event, the same in every calendar and after every change."""
    return f"{id}@{site.domain}"


def components(event: Event, site_data: SiteData) -> Iterator[Component]:
    """The component of an event or a date; of a series its rule, then one for each override."""
    if isinstance(event, Occurrence) or not event.repeat:
        yield single(event, site_data)
        return
    yield _rule(event, event.repeat, site_data)
    for occurrence in overrides(event, event.repeat, site_data.edition):
        yield _override(occurrence, site_data)


def single(event: Event, site_data: SiteData) -> Component:
    """The component of one event, or of one date of a series as an event of its own."""
    component = _undated(event, event.id, event, site_data)
    _add_span(component, event.start, event.end)
    return component


def _rule(series: Event, repeat: Repeat, site_data: SiteData) -> Component:
    """The component of a series: its first date, its RRULE and its EXDATEs."""
    component = _undated(series, series.id, series, site_data)
    first = next(planned(series), series.start)
    end = shifted(series, first)
    if end and not is_regular(first, end):
        # All parsers repeat a DURATION in hours alike. The first date follows as an override.
        component.add("duration", duration(first, end))
        end = None
    _add_span(component, first, end, _as_planned)
    component.add("rrule", vRecur.from_ical(repeat.rfc5545(series.start)))
    for day in sorted(series.except_):
        component.add("exdate", _as_planned(replace(first, day=day)))
    return component


def _override(occurrence: Occurrence, site_data: SiteData) -> Component:
    """The component of a date that its series overrides; its URL is its own page if it has one."""
    series = occurrence.series
    has_page = occurrence.on in series.instances and occurrence.ref in site_data.plan.by_ref
    shown = occurrence if has_page else series
    component = _undated(occurrence, series.id, shown, site_data)
    component.add("recurrence-id", _as_planned(occurrence.planned))
    _add_span(component, occurrence.start, occurrence.end)
    return component


def _as_planned(moment: Moment) -> IcalValue:
    """A date or time that the rule gives; never in UTC, so that the rule follows the clock."""
    return moment.day if moment.is_all_day else moment.instant


def _add_span(
    component: Component,
    start: Moment,
    end: Moment | None,
    to_value: Callable[[Moment], IcalValue] = ical_value,
) -> None:
    """Add DTSTART and DTEND (not included); an event without a length has no DTEND."""
    component.add("dtstart", to_value(start))
    if start.is_all_day:
        component.add("dtend", (end or start).day + timedelta(days=1))
    elif end and end != start:
        component.add("dtend", to_value(end))


def _undated(event: Event, id: str, shown: Event, site_data: SiteData) -> Component:
    """A component without dates; `id` makes its UID, and its URL is the page of `shown`."""
    component = Component()
    component.add("uid", uid(id, site_data.edition.catalog.site))
    for properties in (
        _state(event, site_data),
        _texts(event, shown, site_data),
        _location(event, site_data),
        _relations(event, site_data),
    ):
        for property, value in properties:
            component.add(property, value)
    return component


def _state(event: Event, site_data: SiteData) -> Iterator[Property]:
    revision = site_data.edition.catalog.record.revision(event)
    yield "dtstamp", revision.instant
    yield "last-modified", revision.instant
    yield "sequence", revision.sequence
    yield "status", STATUS.get(event.status, "CONFIRMED")
    if not event.is_held:
        yield "transp", "TRANSPARENT"


def _texts(event: Event, shown: Event, site_data: SiteData) -> Iterator[Property]:
    root, address = site_data.plan.root, site_data.plan.by_ref.get(shown.ref)
    page = root.url(address) if root.siteurl and address else ""
    yield "summary", EscapedText(name(event))
    if text := description(event, page, site_data):
        yield "description", EscapedText(text)
    if page:
        yield "url", page


def _location(event: Event, site_data: SiteData) -> Iterator[Property]:
    if where := place(event, site_data):
        yield "location", EscapedText(where)
    if link := online(event):
        yield "conference", vUri(link, params={"VALUE": "URI"})
    venue = site_data.edition.venue(event)
    if not venue or event.status == "moved_online":
        return
    if venue.lat is not None and venue.lon is not None:
        degrees = (venue.lat, venue.lon)
        yield "geo", tuple(degree if abs(degree) >= SMALLEST else 0.0 for degree in degrees)


def _relations(event: Event, site_data: SiteData) -> Iterator[Property]:
    """The network and the type as categories, the contact, and the parent event."""
    edition = site_data.edition
    if network := edition.network(event):
        yield "categories", EscapedText(one_line(network.name))
    if event.type:
        yield "categories", EscapedText(one_line(event.type))
    if event.contact:
        person = edition.person(event.contact)
        texts = (person.name, person.email) if person else (event.contact,)
        yield "contact", EscapedText(one_line(", ".join(filter(None, texts))))
    if parent := edition.events.get(event.part_of or ""):
        yield "related-to", uid(parent.series_or_self.id, edition.catalog.site)
