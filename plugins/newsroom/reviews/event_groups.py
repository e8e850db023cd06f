"""What people came to: an event, or a festival with all its parts as one."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from newsroom.contract.catalog import Catalog
from newsroom.contract.event import Event
from newsroom.reviews.figures import held


@dataclass(frozen=True, slots=True)
class EventGroup:
    """`event` is what has the page; `attendance` the sum, None when none of it is known.

    `size` is how many events it counts as.
    """

    event: Event
    day: date
    attendance: int | None
    size: int = 1


def event_groups(catalog: Catalog, year: int) -> tuple[EventGroup, ...]:
    """Everything held in the year, in order of time."""
    frames = {event.id: event for event in catalog.events if event.is_held}
    parts = [(frames.get(event.part_of or ""), event) for event in held(catalog, year)]
    alone = [EventGroup(e, e.start.day, e.attendance) for frame, e in parts if not frame]
    framed = sorted(((f, e) for f, e in parts if f), key=lambda pair: pair[0].id)
    groups = groupby(framed, key=lambda pair: pair[0].id)
    whole = [_framed([event for _, event in group], frames[name]) for name, group in groups]
    return tuple(sorted((*alone, *whole), key=lambda one: (one.day, one.event.id)))


def _framed(events: list[Event], frame: Event) -> EventGroup:
    known = [event.attendance for event in events if event.attendance is not None]
    first = min(event.start.day for event in events)
    return EventGroup(frame, first, sum(known) if known else None, len(events))


def best_attended(found: tuple[EventGroup, ...], most: int) -> tuple[EventGroup, ...]:
    """Those most people came to, the largest first; what nobody has counted is left out."""
    known = [one for one in found if one.attendance is not None]
    return tuple(sorted(known, key=lambda one: (-(one.attendance or 0), one.day))[:most])
