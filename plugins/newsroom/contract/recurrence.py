"""Expands the recurrence rule of a series to its occurrences."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile

from dateutil.rrule import rrulestr

from newsroom.contract.event import Event, Occurrence
from newsroom.contract.event_parts import Instance
from newsroom.contract.moment import LAST_YEAR, Moment
from newsroom.contract.repeat import END_OF_DAY, MOST_TIMES, Repeat

LAST = date(LAST_YEAR, 12, 31)
# Most days between two starts of a rule with no part but BYDAY, by frequency.
STEPS = {"DAILY": 7, "WEEKLY": 7}


def occurrences(event: Event, *, until: date) -> tuple[Event, ...]:
    """The occurrences of an event, in the order of its rule, without those in `except`.

    An event without a rule is its own single occurrence. A rule with an end is followed to the end;
    an endless one up to and including `until`. Wall-clock time stays across summer time.
    """
    return series_occurrences(event, until=until) if event.repeat else (event,)


def series_occurrences(series: Event, *, until: date) -> tuple[Occurrence, ...]:
    """The occurrences of an event that has a rule; see `occurrences`."""
    is_endless = series.repeat is not None and series.repeat.is_endless
    skipped, template = set(series.except_), Occurrence.of(series)
    starts = planned(series, until=until if is_endless else LAST)
    return tuple(_on(template, series, start) for start in starts if start.day not in skipped)


def visible_occurrences(event: Event, *, horizon: date) -> tuple[Event, ...]:
    """The occurrences up to `horizon`, else the first one: every series has an occurrence."""
    if near := occurrences(event, until=horizon):
        return near
    skipped = set(event.except_)
    first = next((start.day for start in planned(event) if start.day not in skipped), horizon)
    return occurrences(event, until=first)


def planned(event: Event, *, until: date = LAST) -> Iterator[Moment]:
    """Each start that the rule gives up to and including `until`, also those in `except`.

    A rule with UNTIL gives at most MOST_TIMES + 1 starts; more than MOST_TIMES is a fault.
    """
    is_all_day = event.start.is_all_day
    for start in takewhile(lambda start: start.date() <= until, _rule_starts(event)):
        yield Moment(start.date(), None if is_all_day else start.time(), event.start.zone)


def may_begin_in(event: Event, year: int) -> bool:
    """Whether an occurrence may start in the year; decided without expanding the rule."""
    if not event.repeat:
        return event.start.day.year == year
    moved = (instance.start for instance in event.instances.values() if instance.start)
    if any(start.day.year == year for start in moved):
        return True
    return event.start.day.year <= year <= _latest_start(event.start.day, event.repeat).year


def _latest_start(first: date, repeat: Repeat) -> date:
    """A day after which the rule gives no start: its UNTIL, or as many steps as its COUNT."""
    if repeat.until:
        return repeat.until.day
    parts = repeat.parts
    days = STEPS.get(parts.pop("FREQ"), 0)
    steps = int(parts.pop("INTERVAL", 1)) * (repeat.count or 0)
    is_simple = parts.keys() <= {"BYDAY"} and days and steps
    return min(first + timedelta(days * steps), LAST) if is_simple else LAST


def _rule_starts(event: Event) -> Iterator[datetime]:
    """The naive datetimes that the rule gives; of an event without a rule, its start."""
    repeat = event.repeat
    if not repeat:
        return iter((_naive(event.start),))
    starts = rrulestr(repeat.rule, dtstart=_naive(event.start))
    if not repeat.until:
        return islice(starts, repeat.count)
    last = datetime.combine(repeat.until.day, repeat.until.clock or END_OF_DAY)
    return islice(takewhile(lambda start: start <= last, starts), MOST_TIMES + 1)


def _on(template: Occurrence, series: Event, planned_start: Moment) -> Occurrence:
    """The occurrence with the changes of its instance; a moved one keeps its length."""
    instance = series.instances.get(planned_start.day, Instance())
    start = instance.start or planned_start
    fields = {"start": start, "end": shifted(series, start)} | instance.differing
    if start != planned_start:
        fields["previous_start"] = planned_start
        fields.setdefault("status", "rescheduled")
    return template.at(planned_start, **fields)


def shifted(event: Event, start: Moment) -> Moment | None:
    """The end of the event when it begins at `start`: the same wall-clock duration later."""
    if not event.end:
        return None
    end = _naive(start) + (_naive(event.end) - _naive(event.start))
    return Moment(end.date(), None if event.end.is_all_day else end.time(), start.zone)


def _naive(moment: Moment) -> datetime:
    return datetime.combine(moment.day, moment.clock or time())
