"""Reads calendars with ical.js and vobject, and computes what they must find from our models."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from subprocess import Popen
from typing import Any

import vobject
from vobject.base import Component

from newsroom.contract.edition import Edition
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.record import Line, Record, RecordKey
from newsroom.contract.recurrence import occurrences
from newsroom.events.subscription_files import subscription_files
from newsroom.parts.site_data import SiteData
from tests import given

UNTIL = date(2030, 12, 31)
DOMAIN = "example.org"


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """One occurrence in a calendar: days as `2023-09-12`, instants in UTC; `end` is exclusive."""

    uid: str
    start: str
    end: str
    status: str
    summary: str
    sequence: int


class IcalJs:
    """ical.js in a Node process, which answers each input line with one line."""

    def __init__(self, process: Popen[str]) -> None:
        self.process = process

    def instances(self, ics: bytes, until: date = UNTIL) -> list[Told]:
        return sorted(Told(**one) for one in self._read(ics, until)["instances"])

    def calendar(self, ics: bytes) -> "Part":
        """The calendar with all its properties."""
        return Part(*self._read(ics, UNTIL)["jcal"])

    def _read(self, ics: bytes, until: date) -> dict[str, Any]:
        asked = {"ics": ics.decode(), "until": f"{until}T23:59:59"}
        print(json.dumps(asked), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())


class Part:
    """A component in jCal (RFC 7265): a name, properties and components."""

    def __init__(self, name: str, properties: list, parts: list) -> None:
        self.name, self.properties = name, properties
        self.parts = [Part(*part) for part in parts]

    def of(self, name: str) -> list["Part"]:
        return [part for part in self.parts if part.name == name]

    def rows(self, name: str) -> list[tuple[dict, str, list]]:
        """Parameters, type and values of each property of a name."""
        return [(row[1], row[2], row[3:]) for row in self.properties if row[0] == name]

    def values(self, name: str) -> list[Any]:
        return [value for _, _, values in self.rows(name) for value in values]

    def __getitem__(self, name: str) -> Any:
        (value,) = self.values(name)
        return value


def calendars(site_data: SiteData) -> dict[str, bytes]:
    """The bytes of every calendar of a site, by address."""
    spots = site_data.plan.of_kind("calendar", "event-calendar")
    return {file.address: file.made(site_data) for file in subscription_files(spots, 0, site_data)}


def site_data_of(
    *entries: Entry, record: Mapping[RecordKey, Line] | None = None, **more
) -> SiteData:
    """The site data of these entries, with these lines in the calendar record."""
    site_data = given.site_data_of(*entries, **{"siteurl": "https://example.org", **more})
    known = site_data.edition.catalog
    catalog = replace(known, record=Record(record or {}, known.site.since))
    return replace(site_data, edition=replace(site_data.edition, catalog=catalog))


def all_of(*entries: Entry, **more: Any) -> bytes:
    """The calendar of all events."""
    return calendars(site_data_of(*entries, **more))["/kalender/alle.ics"]


def by_vobject(ics: bytes, until: date = UNTIL) -> list[Told]:
    """The occurrences by vobject; each one is as long as the first (RFC 5545, 3.8.5.3)."""
    parts = vobject.readOne(ics.decode()).contents.get("vevent", [])
    exceptions = {_id(part): part for part in parts if hasattr(part, "recurrence_id")}
    wholes = (part for part in parts if not hasattr(part, "recurrence_id"))
    return sorted(told for part in wholes for told in _dates(part, exceptions, until))


def _id(part: Component) -> tuple[str, date]:
    return part.uid.value, _exact(part.recurrence_id.value)


def _dates(part: Component, exceptions: dict, until: date) -> Iterator[Told]:
    first, last = part.dtstart.value, _end(part)
    if not hasattr(part, "rrule"):
        yield _told(part, first, last)
        return
    for start in part.getrruleset(addRDate=True):
        start = start if isinstance(first, datetime) else start.date()
        if (start.date() if isinstance(start, datetime) else start) > until:
            return
        if found := exceptions.get((part.uid.value, _exact(start))):
            yield _told(found, found.dtstart.value, _end(found))
        else:
            yield _told(part, start, _exact(start) + (_exact(last) - _exact(first)))


def _end(part: Component) -> date:
    start = part.dtstart.value
    if hasattr(part, "dtend"):
        return part.dtend.value
    if hasattr(part, "duration"):
        return _exact(start) + part.duration.value
    return start if isinstance(start, datetime) else start + timedelta(days=1)


def _exact(moment: date) -> date:
    """The time in UTC, where differences between times are durations."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def _told(part: Component, start: date, end: date) -> Told:
    return Told(
        uid=part.uid.value,
        start=_spelt(start),
        end=_spelt(end),
        status=part.status.value,
        summary=part.summary.value,
        sequence=int(part.sequence.value),
    )


def _spelt(moment: date) -> str:
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"


def by_us(events: Iterable[Event], edition: Edition, until: date = UNTIL) -> list[Told]:
    """The expected occurrences of events and series, in a calendar with whole series."""
    return sorted(
        expected(one, event.id, edition)
        for event in events
        for one in occurrences(event, until=until)
        if not isinstance(one, Occurrence) or one.on <= until
    )


def expected(event: Event, id: str, edition: Edition) -> Told:
    """The expected occurrence of an event with this id."""
    end = event.end or event.start
    day_after = (end.day + timedelta(days=1)).isoformat()
    words = {"cancelled": "Avlyst: ", "postponed": "Utsatt: "}
    statuses = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
    return Told(
        uid=f"{id}@{DOMAIN}",
        start=_spelt(event.start.day if event.start.is_all_day else event.start.instant),
        end=day_after if event.start.is_all_day else _spelt(end.instant),
        status=statuses.get(event.status, "CONFIRMED"),
        summary=words.get(event.status, "") + event.title,
        sequence=edition.catalog.record.revision(event).sequence,
    )
