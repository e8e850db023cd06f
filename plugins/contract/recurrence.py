"""From an event and its rule to each time it takes place."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice, takewhile

from dateutil.rrule import rrulestr

from plugins.contract.event import Event, Instance, Occurrence
from plugins.contract.moment import LAST_YEAR, Moment
from plugins.contract.repeat import END_OF_DAY, MOST_TIMES

LAST = date(LAST_YEAR, 12, 31)


def occurrences(event: Event, *, until: date) -> tuple[Event, ...]:
    """Each time the event takes place, in the order its rule gives.

    An event without a rule is its own one occurrence. A rule with an end is followed to it; one
    without, up to and including `until`. Wall-clock time is kept over the change to summer time.
    """
    if not event.repeat:
        return (event,)
    skipped, last = set(event.except_), until if event.repeat.is_endless else LAST
    starts = (start for start in planned(event, until=last) if start.day not in skipped)
    any_date = Occurrence.of(event)
    return tuple(_on(any_date, event, start) for start in starts)


def planned(event: Event, *, until: date = LAST) -> Iterator[Moment]:
    """Each start the rule gives up to and including a day, those in `except` among them.

    Of a rule with a last day no more than one too many, which is a fault (`repeat-too-many`).
    """
    is_all_day = event.start.is_all_day
    for found in takewhile(lambda found: found.date() <= until, _rule(event)):
        yield Moment(found.date(), None if is_all_day else found.time())


def _rule(event: Event) -> Iterator[datetime]:
    repeat = event.repeat
    text = repeat.rule
    if repeat.count is not None:
        text += f";COUNT={repeat.count}"
    if repeat.until:
        last = datetime.combine(repeat.until.day, repeat.until.clock or END_OF_DAY)
        text += f";UNTIL={last:%Y%m%dT%H%M%S}"
    most = MOST_TIMES + 1 if repeat.until else None
    return islice(rrulestr(text, dtstart=_naive(event.start)), most)


def _on(any_date: Occurrence, event: Event, start: Moment) -> Occurrence:
    """One date, as its instance says; one that is moved keeps its length."""
    differing = event.instances.get(start.day, Instance()).differing
    begins = differing.get("start", start)
    fields = {"start": begins, "end": shifted(event, begins)} | differing
    if begins != start:
        fields["previous_start"] = start
        fields.setdefault("status", "rescheduled")
    return any_date.at(start, **fields)


def shifted(event: Event, start: Moment) -> Moment | None:
    """The end of the event when it begins at `start`: as much later by the calendar and clock."""
    if not event.end:
        return None
    end = _naive(start) + (_naive(event.end) - _naive(event.start))
    return Moment(end.date(), None if event.end.is_all_day else end.time())


def _naive(moment: Moment) -> datetime:
    return datetime.combine(moment.day, moment.clock or time())
