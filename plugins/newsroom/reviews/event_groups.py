"""The events of a year, where a festival with all its parts counts as one."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from newsroom.contract.catalog import Catalog
from newsroom.contract.event import Event
from newsroom.reviews.figures import held


@dataclass(frozen=True, slots=True)
class EventGroup:
    """One event, or a festival with its parts; `event` is the one with the page.

    `day` is the first day, `attendance` the sum (None if unknown), `size` the number of events.
    """

    event: Event
    day: date
    attendance: int | None
    size: int = 1


def event_groups(catalog: Catalog, year: int) -> tuple[EventGroup, ...]:
    """All events held in the year, in chronological order."""
    frames = {event.id: event for event in catalog.events if event.is_held}
    parts = [(frames.get(event.part_of or ""), event) for event in held(catalog, year)]
    alone = [EventGroup(e, e.start.day, e.attendance) for frame, e in parts if not frame]
    framed = sorted(((f, e) for f, e in parts if f), key=lambda pair: pair[0].id)
    groups = groupby(framed, key=lambda pair: pair[0].id)
    whole = [_framed([event for _, event in group], frames[name]) for name, group in groups]
    return tuple(sorted((*alone, *whole), key=lambda group: (group.day, group.event.id)))


def _framed(events: list[Event], frame: Event) -> EventGroup:
    counts = [event.attendance for event in events if event.attendance is not None]
    first = min(event.start.day for event in events)
    return EventGroup(frame, first, sum(counts) if counts else None, len(events))


def best_attended(groups: tuple[EventGroup, ...], most: int) -> tuple[EventGroup, ...]:
    """The groups with the highest known attendance, highest first, at most `most`."""
    counted = [group for group in groups if group.attendance is not None]
    return tuple(sorted(counted, key=lambda group: (-(group.attendance or 0), group.day))[:most])
