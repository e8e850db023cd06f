"""The published revision of each event: how often it has changed, and when (for iCalendar).

Nothing here reads the clock. An event that differs from its line in the record counts as changed
at the newest time in the record, so every build gives the same result. Only `Record.next`, which
makes the record to publish, takes a time.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property

from newsroom.contract.event import Event, Occurrence
from newsroom.contract.moment import Moment
from newsroom.contract.people import Venue
from newsroom.contract.site import Site

# The id of an event; for an occurrence the id of its series, and the day that the rule gives.
RecordKey = tuple[str, date | None]
# The fields that count as a change. Changing this set gives every event a new revision.
MATERIAL = frozenset({"title", "start", "end", "venue", "online", "status"})
DIGITS = 16


@dataclass(frozen=True, slots=True, order=True)
class Revision:
    """SEQUENCE and LAST-MODIFIED of an event (RFC 5545, 3.8.7): changes so far, and the last."""

    sequence: int
    instant: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """The last published fingerprint and revision of an event or an occurrence."""

    fingerprint: str
    revision: Revision


@dataclass(frozen=True)
class Record:
    """The lines of content/record/calendar.txt; `origin` is the newest time of an empty record."""

    lines: Mapping[RecordKey, Line] = field(default_factory=dict)
    origin: datetime = Site().since

    @cached_property
    def newest(self) -> datetime:
        """The time of the last change on record."""
        return max((line.revision.instant for line in self.lines.values()), default=self.origin)

    def revision(self, event: Event) -> Revision:
        """The revision of an event. An unmodified occurrence inherits the series' revision.

        An occurrence that is modified for the first time continues the series' SEQUENCE.
        """
        line = self.lines.get(key_of(event))
        if line and line.fingerprint == fingerprint(event):
            return line.revision
        if not line and isinstance(event, Occurrence):
            if not is_changed(event):
                return self.revision(event.series)
            line = self.lines.get(key_of(event.series))
        return Revision(line.revision.sequence + 1 if line else 0, self.newest)

    def modified(self, event: Event) -> datetime:
        """When an event last changed, according to the record."""
        return self.revision(event).instant

    def next(self, events: Iterable[Event], at: datetime) -> "Record":
        """The record after publishing these events: new and changed ones get the time `at`.

        An event that no longer exists keeps its line, so that its SEQUENCE continues if it returns.
        """
        lines = {key_of(event): self._line(event, at) for event in events if self._has_line(event)}
        return Record({**self.lines, **lines}, self.origin)

    def _has_line(self, event: Event) -> bool:
        return not isinstance(event, Occurrence) or is_changed(event) or key_of(event) in self.lines

    def _line(self, event: Event, at: datetime) -> Line:
        line, current = self.lines.get(key_of(event)), fingerprint(event)
        if line and line.fingerprint == current:
            return line
        instant = max(at.astimezone(UTC).replace(microsecond=0), self.newest)
        return Line(current, Revision(self.revision(event).sequence, instant))


def key_of(event: Event) -> RecordKey:
    """The key of an event's line in the record."""
    return event.series_or_self.id, event.on if isinstance(event, Occurrence) else None


def is_changed(occurrence: Occurrence) -> bool:
    """Whether the instance of an occurrence sets a field that counts as a change."""
    instance = occurrence.series.instances.get(occurrence.on)
    return bool(instance and MATERIAL & instance.model_fields_set)


def fingerprint(event: Event) -> str:
    """A hash of the title, start, end, place, link, status, rule and exceptions of an event."""
    hashed = json.dumps(list(_material(event)), ensure_ascii=False)
    return hashlib.sha256(hashed.encode()).hexdigest()[:DIGITS]


def _material(event: Event) -> Iterator[object]:
    yield event.title
    yield _spelt(event.start)
    yield _spelt(event.end)
    yield _place(event.venue)
    yield event.online
    yield event.status
    if event.zone:
        yield event.zone.key
    if event.repeat:
        yield event.repeat.rule, event.repeat.count, _spelt(event.repeat.until)
        yield sorted(map(str, event.except_))


def _place(venue: Venue | str | None) -> object:
    return venue if isinstance(venue, str | None) else (venue.name, venue.address, venue.city)


def _spelt(moment: Moment | None) -> str:
    return f"{moment.day} {moment.clock or ''}" if moment else ""
