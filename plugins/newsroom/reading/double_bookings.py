"""Finds venues and speakers that two events need at the same time.

Bookings are compared in the order they start, each with those that have not ended yet.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsroom.contract.event import Event
from newsroom.contract.moment import Moment
from newsroom.contract.problems import Report
from newsroom.contract.source import Where

# A booking is compared with this many others at most, so that the time taken stays linear.
MOST_AT_ONCE = 20
SHORTEST = timedelta(seconds=1)
# What identifies a venue: a key, an address, or a URL for meetings on the net.
VenueKey = tuple[str, ...]
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
    by_venue: dict[VenueKey, list[Booking]] = defaultdict(list)
    by_speaker: dict[str, list[Booking]] = defaultdict(list)
    events = list(held)
    for order, event in enumerate(events):
        if event.venue and event.status != "moved_online":
            booking = Booking(*_interval(event), order, event, ("venue",))
            by_venue[_venue_key(event)].append(booking)
        for name, booking in _speaker_bookings(event, order):
            by_speaker[name].append(booking)
    relations = _Relations(events)
    for venue, bookings in by_venue.items():
        for pair in _clashes(bookings, relations.are_unrelated):
            _add(pair, "venue-twice", {"venue": venue[0]}, report)
    for name, bookings in by_speaker.items():
        for pair in _clashes(bookings, relations.are_apart):
            _add(pair, "speaker-twice", {"speaker": name}, report)


def _clashes(
    bookings: list[Booking], do_clash: Callable[[Booking, Booking], bool]
) -> Iterator[tuple[Booking, Booking]]:
    """Each pair that overlaps and clashes, in the order of content/; of two series one pair."""
    reported: set[tuple[str, str]] = set()
    for pair in _overlapping(bookings):
        first, second = sorted(pair, key=lambda booking: booking.order)
        ids = first.event.series_or_self.id, second.event.series_or_self.id
        if ids not in reported and do_clash(first, second):
            reported.add(ids)
            yield first, second


def _overlapping(bookings: list[Booking]) -> Iterator[tuple[Booking, Booking]]:
    """Each booking with those that have begun and not ended when it starts."""
    current: list[Booking] = []
    for booking in sorted(bookings, key=lambda booking: (booking.start, booking.order)):
        current = [other for other in current if other.close > booking.start][-MOST_AT_ONCE:]
        yield from ((other, booking) for other in current)
        current.append(booking)


def _add(
    pair: tuple[Booking, Booking], code: str, values: Mapping[str, str], report: Report
) -> None:
    """Adds the problem to the event that is later in content/."""
    first, second = pair
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
    """Start and end of each item of the programme that has a time, by its index.

    Nothing for an event of several days: its programme does not say on which day an item is.
    """
    if event.finish.day != event.start.day:
        return {}
    starts = {
        index: Moment(event.start.day, item.time).instant
        for index, item in enumerate(event.programme)
        if item.time
    }
    ends = sorted([*starts.values(), _interval(event)[1]])
    return {
        index: (start, next((end for end in ends if end > start), start + SHORTEST))
        for index, start in starts.items()
    }


def _venue_key(event: Event) -> VenueKey:
    if not event.venue or event.status == "moved_online":
        return ("", event.online or "")
    if isinstance(event.venue, str):
        return (event.venue,)
    return (event.venue.name, event.venue.address, event.venue.city)


class _Relations:
    """Which events are related: one is part of the other, also through further events."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.parents = {event.id: event.part_of for event in events if event.part_of}

    def are_unrelated(self, one: Booking, other: Booking) -> bool:
        """Neither dates of one series, nor one a part of the other."""
        ids, other_ids = (
            {booking.event.id, booking.event.series_or_self.id} for booking in (one, other)
        )
        above, other_above = (self._ancestors(booking.event.id) for booking in (one, other))
        return not (ids & (other_ids | other_above) or other_ids & above)

    def are_apart(self, one: Booking, other: Booking) -> bool:
        """Unrelated, and at different venues."""
        is_elsewhere = _venue_key(one.event) != _venue_key(other.event)
        return is_elsewhere and self.are_unrelated(one, other)

    def _ancestors(self, id: str) -> set[str]:
        ancestors: set[str] = set()
        while (id := self.parents.get(id, "")) and id not in ancestors:
            ancestors.add(id)
        return ancestors
