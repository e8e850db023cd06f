"""What calendars have been told: how often each event has changed, and when.

Nothing here asks the clock: an event that differs from its line changed at the newest instant of
the record, whenever it is built. Only writing the next record takes an instant from outside.
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

# An event, or one date of a series by the day its rule gives.
Key = tuple[str, date | None]
# Another choice of fields, or another way to write them, counts as a change to every event.
MATERIAL = frozenset({"title", "start", "end", "venue", "online", "status"})
DIGITS = 16


@dataclass(frozen=True, slots=True, order=True)
class Revision:
    """How often an event has changed, and when it last did (SEQUENCE, LAST-MODIFIED)."""

    sequence: int
    instant: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """What was published last about an event, or about one date of a series."""

    fingerprint: str
    revision: Revision


@dataclass(frozen=True)
class Record:
    """The lines of content/record/calendar.txt; `origin` is when all began, where it has none."""

    lines: Mapping[Key, Line] = field(default_factory=dict)
    origin: datetime = Site().since

    @cached_property
    def newest(self) -> datetime:
        """The instant of the last change on record."""
        return max((line.revision.instant for line in self.lines.values()), default=self.origin)

    def revision(self, event: Event) -> Revision:
        """Where an event stands; a date of a series that is as the series says, where that stands.

        A date that is changed for the first time goes on from what the series has told of it.
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
        """When an event last changed, as far as is known."""
        return self.revision(event).instant

    def next(self, events: Iterable[Event], at: datetime) -> "Record":
        """The record once all of this is published: what is new or has changed did so at `at`.

        What is no longer there keeps its line, so that it goes on from it should it come back.
        """
        found = {key_of(event): event for event in events if self._has_line(event)}
        told = {key: self._told(event, at) for key, event in found.items()}
        return Record({**self.lines, **told}, self.origin)

    def _has_line(self, event: Event) -> bool:
        return not isinstance(event, Occurrence) or is_changed(event) or key_of(event) in self.lines

    def _told(self, event: Event, at: datetime) -> Line:
        line, now_said = self.lines.get(key_of(event)), fingerprint(event)
        if line and line.fingerprint == now_said:
            return line
        instant = max(at.astimezone(UTC).replace(microsecond=0), self.newest)
        return Line(now_said, Revision(self.revision(event).sequence, instant))


def key_of(event: Event) -> Key:
    """What an event's line is found by."""
    return event.whole.id, event.on if isinstance(event, Occurrence) else None


def is_changed(date_of_series: Occurrence) -> bool:
    """Whether somebody has written, of this date, something that changes people's plans."""
    instance = date_of_series.series.instances.get(date_of_series.on)
    return bool(instance and MATERIAL & instance.model_fields_set)


def fingerprint(event: Event) -> str:
    """A hash of what people plan by: title, start, end, place, link, status, rule, exceptions."""
    said = json.dumps(list(_material(event)), ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:DIGITS]


def _material(event: Event) -> Iterator[object]:
    yield event.title
    yield _spelt(event.start)
    yield _spelt(event.end)
    yield _place(event.venue)
    yield event.online
    yield event.status
    if event.repeat:
        yield event.repeat.rule, event.repeat.count, _spelt(event.repeat.until)
        yield sorted(map(str, event.except_))


def _place(venue: Venue | str | None) -> object:
    return venue if isinstance(venue, str | None) else (venue.name, venue.address, venue.city)


def _spelt(moment: Moment | None) -> str:
    return f"{moment.day} {moment.clock or ''}" if moment else ""
