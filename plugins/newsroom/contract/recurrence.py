"""From an event and its rule to each time it takes place."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile

from dateutil.rrule import rrulestr

from newsroom.contract.event import Event, Occurrence
from newsroom.contract.event_parts import Instance
from newsroom.contract.moment import LAST_YEAR, Moment
from newsroom.contract.repeat import END_OF_DAY, MOST_TIMES

LAST = date(LAST_YEAR, 12, 31)
# Days between two dates of a rule that nothing else narrows, at the most.
STEPS = {"DAILY": 7, "WEEKLY": 7}


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


def visible_occurrences(event: Event, *, horizon: date) -> tuple[Event, ...]:
    """The occurrences up to `horizon`; only the first one where the series begins after it.

    So a series always has an occurrence, however far away it begins.
    """
    if found := occurrences(event, until=horizon):
        return found
    skipped = set(event.except_)
    first = next((start.day for start in planned(event) if start.day not in skipped), horizon)
    return occurrences(event, until=first)


def planned(event: Event, *, until: date = LAST) -> Iterator[Moment]:
    """Each start the rule gives up to and including a day, those in `except` among them.

    Of a rule with a last day no more than one too many, which is a fault (`repeat-too-many`).
    """
    is_all_day = event.start.is_all_day
    for found in takewhile(lambda found: found.date() <= until, _rule(event)):
        yield Moment(found.date(), None if is_all_day else found.time())


def may_begin_in(event: Event, year: int) -> bool:
    """Whether a date of the event can start in the year; told without following its rule."""
    if not event.repeat:
        return event.start.day.year == year
    if any(one.start and one.start.day.year == year for one in event.instances.values()):
        return True
    return event.start.day.year <= year <= _no_later_than(event).year


def _no_later_than(event: Event) -> date:
    """A day after which the rule gives no start: its last day, or as many steps as it has times."""
    repeat = event.repeat
    if repeat.until:
        return repeat.until.day
    parts = dict(part.split("=") for part in repeat.rule.split(";"))
    days = STEPS.get(parts.pop("FREQ"))
    steps = int(parts.pop("INTERVAL", 1)) * (repeat.count or 0)
    is_plain = parts.keys() <= {"BYDAY"} and days and steps
    return min(event.start.day + timedelta(days * steps), LAST) if is_plain else LAST


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
