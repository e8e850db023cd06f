"""Two events in one venue at once, and speakers who would have to be in two places.

A sweep over what takes place, in the order it starts: each is compared with what is still on, never
with everything else.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsroom.contract.event import Event, Occurrence
from newsroom.contract.moment import Moment
from newsroom.contract.problems import Report
from newsroom.contract.source import Where

# How many that are on at the same time one is compared with.
MOST_AT_ONCE = 20
AN_INSTANT = timedelta(seconds=1)
Room = tuple[str, ...]
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Stay:
    """From when until when an event, the `order`th of content/, needs what one `field` says."""

    start: datetime
    close: datetime
    order: int
    event: Event
    field: Where

    @property
    def series(self) -> Event:
        return self.event.series if isinstance(self.event, Occurrence) else self.event


def check_clashes(held: Iterable[Event], report: Report) -> None:
    """Every pair of events that needs one venue, or one speaker, at the same time; each once."""
    in_venue: dict[Room, list[Stay]] = defaultdict(list)
    of_speaker: dict[str, list[Stay]] = defaultdict(list)
    events = list(held)
    for order, event in enumerate(events):
        if event.venue and event.status != "moved_online":
            in_venue[_room(event)].append(Stay(*_span(event), order, event, ("venue",)))
        for name, stay in _speaking(event, order):
            of_speaker[name].append(stay)
    kin = _Kin(events)
    for room, stays in in_venue.items():
        for pair in _clashes(stays, kin.are_unrelated):
            _tell(pair, "venue-twice", {"venue": room[0]}, report)
    for name, stays in of_speaker.items():
        for pair in _clashes(stays, kin.are_apart):
            _tell(pair, "speaker-twice", {"speaker": name}, report)


def _clashes(
    stays: list[Stay], do_clash: Callable[[Stay, Stay], bool]
) -> Iterator[tuple[Stay, Stay]]:
    """Each pair that is on at once and does clash, in the order of content/; two series once."""
    found: set[tuple[str, str]] = set()
    for pair in _at_once(stays):
        first, second = sorted(pair, key=lambda stay: stay.order)
        names = first.series.id, second.series.id
        if names not in found and do_clash(first, second):
            found.add(names)
            yield first, second


def _at_once(stays: list[Stay]) -> Iterator[tuple[Stay, Stay]]:
    """Each stay with those that are on when it starts."""
    on: list[Stay] = []
    for stay in sorted(stays, key=lambda stay: (stay.start, stay.order)):
        on = [other for other in on if other.close > stay.start][-MOST_AT_ONCE:]
        yield from ((other, stay) for other in on)
        on.append(stay)


def _tell(pair: tuple[Stay, Stay], code: str, values: Mapping[str, str], report: Report) -> None:
    """At the one that comes later in content/."""
    first, second = pair
    line = first.event.source.place(("id",))[0]
    said = {
        "title": second.event.title,
        "other": first.event.title,
        "place": f"{first.event.source.path}:{line}",
        "day": max(first.start, second.start).date(),
    }
    name, *way = second.field
    where = (*second.event.where(name), *way)
    report.add(second.event.source, where, code, {**values, **said}, "advice")


def _span(event: Event) -> Span:
    """The whole of an event; one whose end nobody wrote is known to be on only as it starts."""
    is_open = event.end is None and not event.start.is_all_day
    start = event.start.instant
    return start, start + AN_INSTANT if is_open else event.finish.close


def _speaking(event: Event, order: int) -> Iterator[tuple[str, Stay]]:
    """When each speaker has to be there: at the times of the programme, else all the time."""
    turns, whole = _turns(event), _span(event)
    have_turns = {event.programme[index].speaker for index in turns}
    for index, item in enumerate(event.programme):
        if item.speaker and (index in turns or item.speaker not in have_turns):
            field = ("programme", index, "speaker")
            yield item.speaker, Stay(*turns.get(index, whole), order, event, field)
    for index, name in enumerate(event.speakers):
        if name not in have_turns:
            yield name, Stay(*whole, order, event, ("speakers", index))


def _turns(event: Event) -> dict[int, Span]:
    """From when until when an item of the programme is on; none of several days, nobody says which.

    By its index, when it has a time.
    """
    if event.finish.day != event.start.day:
        return {}
    starts = {
        index: Moment(event.start.day, item.time).instant
        for index, item in enumerate(event.programme)
        if item.time
    }
    ends = sorted([*starts.values(), _span(event)[1]])
    return {
        index: (start, next((end for end in ends if end > start), start + AN_INSTANT))
        for index, start in starts.items()
    }


def _room(event: Event) -> Room:
    """What two events share that are held in the same place; a meeting on the net is one too."""
    if not event.venue or event.status == "moved_online":
        return ("", event.online or "")
    if isinstance(event.venue, str):
        return (event.venue,)
    return (event.venue.name, event.venue.address, event.venue.city)


class _Kin:
    """Which events belong to each other: a parent, its parts, and theirs."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.parents = {event.id: event.part_of for event in events if event.part_of}

    def are_unrelated(self, one: Stay, other: Stay) -> bool:
        """Neither dates of one series, nor one a part of the other."""
        names, others = ({stay.event.id, stay.series.id} for stay in (one, other))
        above, others_above = (self._above(stay.event.id) for stay in (one, other))
        return not (names & (others | others_above) or others & above)

    def are_apart(self, one: Stay, other: Stay) -> bool:
        return _room(one.event) != _room(other.event) and self.are_unrelated(one, other)

    def _above(self, id: str) -> set[str]:
        found: set[str] = set()
        while (id := self.parents.get(id, "")) and id not in found:
            found.add(id)
        return found
