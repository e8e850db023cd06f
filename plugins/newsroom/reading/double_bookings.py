"""Finds venues and speakers that two events need at the same time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from newsroom.contract.event import Event
from newsroom.contract.problems import Report, Where

# A booking is compared with this many others at most, so that the time taken stays linear.
MOST_AT_ONCE = 20
CODES = {"venue": "venue-twice", "speaker": "speaker-twice"}
SHORTEST = timedelta(seconds=1)
Interval = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Booking:
    """An event's use of a venue or speaker from `start` until `close`.

    `order` is the event's position in content/, `field` where the venue or speaker is written.
    """

    start: datetime
    close: datetime
    order: int
    event: Event
    field: Where


def check_clashes(held: Iterable[Event], report: Report) -> None:
    """Advise of each pair of events that needs one venue or one speaker at the same time."""
    by_need: dict[tuple[str, ...], list[Booking]] = defaultdict(list)
    events = list(held)
    for order, event in enumerate(events):
        if event.venue and event.status != "moved_online":
            booking = Booking(*_interval(event), order, event, ("venue",))
            by_need["venue", *_venue_key(event)].append(booking)
        for name, booking in _speaker_bookings(event, order):
            by_need["speaker", name].append(booking)
    parents = {event.id: event.part_of for event in events if event.part_of}
    for (need, name, *_), bookings in by_need.items():
        reported: set[tuple[str, str]] = set()
        for first, second in _overlapping(bookings):
            # Of two series one pair; a speaker may be twice at one venue, which is reported itself.
            ids = first.event.series_or_self.id, second.event.series_or_self.id
            is_apart = need == "venue" or _venue_key(first.event) != _venue_key(second.event)
            if ids not in reported and is_apart and _are_unrelated(first, second, parents):
                reported.add(ids)
                _add(first, second, CODES[need], {need: name}, report)


def _overlapping(bookings: list[Booking]) -> Iterator[tuple[Booking, Booking]]:
    """Each booking with those that go on when it starts; the one first in content/ comes first."""
    current: list[Booking] = []
    for booking in sorted(bookings, key=lambda booking: (booking.start, booking.order)):
        current = [other for other in current if other.close > booking.start][-MOST_AT_ONCE:]
        for other in current:
            yield (other, booking) if other.order <= booking.order else (booking, other)
        current.append(booking)


def _add(
    first: Booking, second: Booking, code: str, values: Mapping[str, str], report: Report
) -> None:
    """Adds the problem to the event that is later in content/."""
    line = first.event.source.place(("id",))[0]
    clash = {
        "title": second.event.title,
        "other": first.event.title,
        "place": f"{first.event.source.path}:{line}",
        "day": max(first.start, second.start).date(),
    }
    field, *steps = second.field
    where = (*second.event.where(str(field)), *steps)
    report.add(second.event.source, where, code, {**values, **clash}, "advice")


def _interval(event: Event) -> Interval:
    """Start and end of an event; one with a time but no end has the shortest interval."""
    is_open = event.end is None and not event.start.is_all_day
    start = event.start.instant
    return start, start + SHORTEST if is_open else event.finish.close


def _speaker_bookings(event: Event, order: int) -> Iterator[tuple[str, Booking]]:
    """When each speaker is needed: for their items in the programme, else the whole event."""
    item_intervals, whole = _item_intervals(event), _interval(event)
    have_items = {name for index in item_intervals for name in event.programme[index].speaker}
    for index, item in enumerate(event.programme):
        for name in item.speaker:
            if index in item_intervals or name not in have_items:
                field = ("programme", index, "speaker")
                interval = item_intervals.get(index, whole)
                yield name, Booking(*interval, order, event, field)
    for index, name in enumerate(event.speakers):
        if name not in have_items:
            yield name, Booking(*whole, order, event, ("speakers", index))


def _item_intervals(event: Event) -> dict[int, Interval]:
    """Start and end of each timed item of the programme, by its index."""
    if event.finish.day != event.start.day:  # nothing says on which day an item is
        return {}
    starts = {
        index: replace(event.start, clock=item.time).instant
        for index, item in enumerate(event.programme)
        if item.time
    }
    ends = sorted([*starts.values(), _interval(event)[1]])
    return {
        index: (start, next((end for end in ends if end > start), start + SHORTEST))
        for index, start in starts.items()
    }


def _venue_key(event: Event) -> tuple[str, ...]:
    """What identifies a venue: a key, an address, or a URL for meetings on the net."""
    if not event.venue or event.status == "moved_online":
        return ("", event.online or "")
    if isinstance(event.venue, str):
        return (event.venue,)
    return (event.venue.name, event.venue.address, event.venue.city)


def _are_unrelated(one: Booking, other: Booking, parents: Mapping[str, str]) -> bool:
    """Neither dates of one series, nor one a part of the other, also through further events."""
    ids, other_ids = (
        {booking.event.id, booking.event.series_or_self.id} for booking in (one, other)
    )
    above, other_above = (_ancestors(booking.event.id, parents) for booking in (one, other))
    return not (ids & (other_ids | other_above) or other_ids & above)


def _ancestors(id: str, parents: Mapping[str, str]) -> set[str]:
    ancestors: set[str] = set()
    while (id := parents.get(id, "")) and id not in ancestors:
        ancestors.add(id)
    return ancestors
