"""Whether a series has the dates that its rule, its exceptions and its instances name."""

from collections.abc import Iterable, Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from newsroom.contract.catalog import Catalog
from newsroom.contract.event import Event
from newsroom.contract.event_parts import Instance
from newsroom.contract.moment import Moment
from newsroom.contract.problems import Report
from newsroom.contract.recurrence import LAST, occurrences, planned, shifted
from newsroom.contract.repeat import MOST_TIMES
from newsroom.contract.source import Where
from newsroom.reading.series_dates import SeriesDates

# What decides which dates there are: without one of them nothing can be said.
DATED = {"start", "end", "repeat", "except", "instances"}
# How far an endless rule is looked at for a time that summer time skips.
LOOKED_AT = relativedelta(years=12)
# How far past a date that is not in the series the nearest one is looked for.
NEAR = relativedelta(years=1)


def check(catalog: Catalog, report: Report) -> None:
    """Every series that gives no dates or too many, and every date that is not one of its own."""
    faulty = (entry for entry in catalog.faulty if isinstance(entry, Event))
    for event in (*catalog.events, *faulty):
        if event.repeat and not event.lost & DATED:
            _check(event, report)
    _check_ids(catalog.events, report)


def _check(event: Event, report: Report) -> None:
    source, written = event.source, event.repeat.written
    days = [start.day for start in planned(event, until=_far_enough(event))]
    if not set(days) - set(event.except_):
        report.add(source, ("repeat",), "repeat-never", {"value": written})
    elif len(days) > MOST_TIMES and event.repeat.until:
        values = {"value": written, "most": MOST_TIMES}
        report.add(source, ("repeat",), "repeat-too-many", values)
    elif event.start.day != days[0]:
        first = Moment(days[0], event.start.clock)
        values = {"value": written, "date": event.start.day, "day": first.day, "first": first}
        report.add(source, ("start",), "repeat-start", values)
    else:
        _check_named(event, days, report)
        _check_times(event, report)


def _far_enough(event: Event) -> date:
    """Past every day that the event names; a rule with an end is followed to it."""
    if not event.repeat.is_endless:
        return LAST
    return max(event.start.day, *event.except_, *event.instances, date.min) + NEAR


def _check_named(event: Event, days: list[date], report: Report) -> None:
    """The dates in `except` and `instances` are dates of the series, each in one of the two."""
    known, excepted = set(days), set(event.except_)
    for where, code, day in _named(event):
        if day not in known:
            values = {"day": day, "suggestion": _nearest(day, days)}
            report.add(event.source, where, code, values)
    for day, instance in event.instances.items():
        if day in excepted:
            where = ("instances", str(day))
            report.add(event.source, where, "instance-excepted", {"day": day})
        _check_instance(event, day, instance, report)


def _named(event: Event) -> Iterator[tuple[Where, str, date]]:
    for index, day in enumerate(event.except_):
        yield ("except", index), "except-not-in-series", day
    for day in event.instances:
        yield ("instances", str(day)), "instance-not-in-series", day


def _nearest(day: date, days: Iterable[date]) -> date:
    return min(days, key=lambda other: (abs(other - day), other))


def _check_instance(event: Event, day: date, instance: Instance, report: Report) -> None:
    """A date that is moved starts and ends as the series does: both with a time, or neither."""
    where = ("instances", str(day))
    begins = instance.start or Moment(day, event.start.clock)
    ends = instance.end or shifted(event, begins)
    values = {"start": begins, "end": ends}
    if begins.is_all_day != event.start.is_all_day:
        values = {"start": event.start, "value": begins}
        report.add(event.source, (*where, "start"), "instance-half-timed", values)
    elif ends and ends.is_all_day != begins.is_all_day:
        report.add(event.source, (*where, "end"), "event-half-timed", values)
    elif ends and ends < begins:
        report.add(event.source, (*where, "end"), "event-ends-before-start", values)


def _check_times(event: Event, report: Report) -> None:
    """No date starts or ends in the hour that summer time skips."""
    found = occurrences(event, until=event.start.day + LOOKED_AT)
    skipped = [str(o.on) for o in found if o.start.is_skipped or (o.end and o.end.is_skipped)]
    if skipped:
        values = {"days": " ".join(skipped), "value": skipped[0]}
        report.add(event.source, ("start",), "repeat-time-skipped", values)


def _check_ids(events: Iterable[Event], report: Report) -> None:
    """No event has the id of a date of a series (`frokost-2024-03-05`)."""
    dates = SeriesDates(events)
    for event in events:
        if other := dates.of(event.id):
            line = other.source.place(("id",))[0]
            values = {"id": event.id, "other": f"{other.source.path}:{line}"}
            report.add(event.source, ("id",), "id-taken", values)
