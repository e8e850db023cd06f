"""An event as a component of a calendar (RFC 5545, 3.6.1; RFC 7986)."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from icalendar import Event as Component
from icalendar.prop import vRecur, vText, vUri

from newsroom.contract.event import Event, Occurrence
from newsroom.contract.moment import Moment
from newsroom.contract.recurrence import planned, shifted
from newsroom.contract.site import Site
from newsroom.events.ical_time import written
from newsroom.events.ics_text import description, name, one_line, online, place
from newsroom.events.overrides import differing, is_regular, length
from newsroom.parts.site_data import SiteData

# A postponed event has no date to trust: it may come, and takes nobody's time.
STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
# The library writes a degree closer to 0 with an exponent, which RFC 5545 does not know.
SMALLEST = 0.0001
Property = tuple[str, object]
Value = datetime | date


class EscapedText(vText):
    """Text escaped as in RFC 5545, 3.3.11; the library breaks the line at `\\N` in `C:\\NY`."""

    def to_ical(self) -> bytes:
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def uid(id: str, site: Site) -> str:
    """What an event is called in every calendar for good, whatever else about it changes."""
    return f"{id}@{site.domain}"


def components(event: Event, site_data: SiteData) -> Iterator[Component]:
    """An event; or a series as its rule, and then each date that is not as the rule says."""
    if not event.repeat:
        yield single(event, site_data)
        return
    yield _rule(event, site_data)
    for found in differing(event, site_data.edition):
        yield _exception(found, site_data)


def single(event: Event, site_data: SiteData) -> Component:
    """An event by itself, or one date of a series as if it were one."""
    made = _said(event, event.id, event, site_data)
    _add_span(made, event.start, event.end)
    return made


def _rule(series: Event, site_data: SiteData) -> Component:
    """The series: its first date, how often it is repeated, and when not."""
    made, first = _said(series, series.id, series, site_data), next(planned(series), series.start)
    end = shifted(series, first)
    if end and not is_regular(first, end):
        # All parsers repeat a length in hours alike. The first date follows as an exception.
        made.add("duration", length(first, end))
        end = None
    _add_span(made, first, end, _as_planned)
    made.add("rrule", vRecur.from_ical(series.repeat.rfc5545(series.start)))
    for day in sorted(series.except_):
        made.add("exdate", _as_planned(Moment(day, first.clock)))
    return made


def _exception(found: Occurrence, site_data: SiteData) -> Component:
    """A date that is not as the rule says; where somebody wrote of it, it leads to its own page."""
    series = found.series
    has_page = found.on in series.instances and found.ref in site_data.plan.by_ref
    made = _said(found, series.id, found if has_page else series, site_data)
    made.add("recurrence-id", _as_planned(found.planned))
    _add_span(made, found.start, found.end)
    return made


def _as_planned(moment: Moment) -> Value:
    """A time of the rule: always of the same type, in the zone whose clock it follows."""
    return moment.day if moment.is_all_day else moment.instant


def _add_span(
    made: Component,
    start: Moment,
    end: Moment | None,
    spelt: Callable[[Moment], Value] = written,
) -> None:
    """From when until when; a whole day ends before the next, and nothing ends as it begins."""
    made.add("dtstart", spelt(start))
    if start.is_all_day:
        made.add("dtend", (end or start).day + timedelta(days=1))
    elif end and end != start:
        made.add("dtend", spelt(end))


def _said(event: Event, id: str, shown: Event, site_data: SiteData) -> Component:
    """All but when it is: `id` makes the UID, and the page is that of `shown`."""
    made = Component()
    made.add("uid", uid(id, site_data.edition.catalog.site))
    pairs = (*_revision(event, site_data), *_words(event, shown, site_data), *_state(event))
    for property, value in (*pairs, *_whereabouts(event, site_data), *_relations(event, site_data)):
        made.add(property, value)
    return made


def _revision(event: Event, site_data: SiteData) -> Iterator[Property]:
    revision = site_data.edition.catalog.record.revision(event)
    yield "dtstamp", revision.instant
    yield "last-modified", revision.instant
    yield "sequence", revision.sequence


def _words(event: Event, shown: Event, site_data: SiteData) -> Iterator[Property]:
    page = _page(shown, site_data)
    yield "summary", EscapedText(name(event))
    if said := description(event, page, site_data):
        yield "description", EscapedText(said)
    if page:
        yield "url", page


def _page(event: Event, site_data: SiteData) -> str:
    """The whole address of its page; "" where the site does not know its own."""
    root, address = site_data.plan.root, site_data.plan.by_ref.get(event.ref)
    return root.url(address) if root.siteurl and address else ""


def _state(event: Event) -> Iterator[Property]:
    yield "status", STATUS.get(event.status, "CONFIRMED")
    if not event.is_held:
        yield "transp", "TRANSPARENT"


def _whereabouts(event: Event, site_data: SiteData) -> Iterator[Property]:
    yield "location", EscapedText(place(event, site_data))
    if link := online(event):
        yield "conference", vUri(link, params={"VALUE": "URI"})
    venue = site_data.edition.venue(event)
    if venue and event.status != "moved_online" and None not in (venue.lat, venue.lon):
        degrees = (venue.lat, venue.lon)
        yield "geo", tuple(one if abs(one) >= SMALLEST else 0.0 for one in degrees)


def _relations(event: Event, site_data: SiteData) -> Iterator[Property]:
    """Its network, and the event it is a part of (3.8.4.5: the relation is that to a parent)."""
    edition = site_data.edition
    if network := edition.network(event):
        yield "categories", EscapedText(one_line(network.name))
    if parent := edition.events.get(event.part_of or ""):
        yield "related-to", uid(parent.whole.id, edition.catalog.site)
