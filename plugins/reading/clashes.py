"""Two events in one venue at once, and speakers who would have to be in two places.

A sweep over what takes place, in the order it starts: each is compared with what is still on, never
with everything else.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from plugins.contract.event import Event, Occurrence
from plugins.contract.moment import Moment
from plugins.contract.problems import Report
from plugins.contract.source import Where

# How many that are on at the same time one is compared with.
MOST_AT_ONCE = 20
Room = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """From when until when an event, the `order`th of content/, needs a venue or a speaker."""

    start: datetime
    close: datetime
    order: int
    event: Event
    where: Where

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
            in_venue[_room(event)].append(_stay(event, order, event.where("venue")))
        for name, stay in _speaking(event, order):
            of_speaker[name].append(stay)
    kin = _Kin(events)
    for room, stays in in_venue.items():
        _tell(stays, "venue-twice", {"venue": room[0]}, kin.are_unrelated, report)
    for name, stays in of_speaker.items():
        _tell(stays, "speaker-twice", {"speaker": name}, kin.are_apart, report)


def _tell(
    stays: list[Stay],
    code: str,
    values: Mapping[str, str],
    do_clash: Callable[[Stay, Stay], bool],
    report: Report,
) -> None:
    told: set[tuple[str, str]] = set()
    for pair in _at_once(stays):
        first, second = sorted(pair, key=lambda stay: stay.order)
        names = first.series.id, second.series.id
        if names not in told and do_clash(first, second):
            told.add(names)
            line = first.event.source.place(("id",))[0]
            said = {
                "title": second.event.title,
                "other": first.event.title,
                "place": f"{first.event.source.path}:{line}",
                "day": max(first.start, second.start).date(),
            }
            report.add(second.event.source, second.where, code, {**values, **said}, "advice")


def _at_once(stays: list[Stay]) -> Iterator[tuple[Stay, Stay]]:
    """Each stay with those that are on when it starts."""
    on: list[Stay] = []
    for stay in sorted(stays, key=lambda stay: (stay.start, stay.order)):
        on = [other for other in on if other.close > stay.start][-MOST_AT_ONCE:]
        yield from ((other, stay) for other in on)
        on.append(stay)


def _stay(event: Event, order: int, where: Where) -> Stay:
    """The whole of an event; one whose end nobody wrote is known to be on only as it starts."""
    is_open = event.end is None and not event.start.is_all_day
    close = event.start.instant + timedelta(seconds=1) if is_open else event.finish.close
    return Stay(event.start.instant, close, order, event, where)


def _speaking(event: Event, order: int) -> Iterator[tuple[str, Stay]]:
    """When each speaker has to be there: at the times of the programme, else all the time."""
    timed = [item for item in event.programme if item.time]
    is_one_day = event.finish.day == event.start.day
    turns = [item.speaker for item in timed] if is_one_day else []
    for index, item in enumerate(event.programme):
        where = (*event.where("programme"), index, "speaker")
        if item.speaker and is_one_day and item.time:
            later = (Moment(event.start.day, next_.time) for next_ in timed)
            start = Moment(event.start.day, item.time).instant
            ends = min((m.instant for m in later if m.instant > start), default=event.finish.close)
            yield item.speaker, Stay(start, max(ends, start), order, event, where)
        elif item.speaker and item.speaker not in turns:
            yield item.speaker, _stay(event, order, where)
    for index, name in enumerate(event.speakers):
        if name not in turns:
            yield name, _stay(event, order, (*event.where("speakers"), index))


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
        return one.series is not other.series and not (names & others_above or others & above)

    def are_apart(self, one: Stay, other: Stay) -> bool:
        return _room(one.event) != _room(other.event) and self.are_unrelated(one, other)

    def _above(self, id: str) -> set[str]:
        found: set[str] = set()
        while (id := self.parents.get(id, "")) and id not in found:
            found.add(id)
        return found
