"""Checks that a series has the dates that its rule, its exceptions and its instances name."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from newsroom.contract.catalog import Catalog
from newsroom.contract.event import Event
from newsroom.contract.event_parts import Instance
from newsroom.contract.problems import Report, Where
from newsroom.contract.recurrence import LAST, planned, series_occurrences, shifted
from newsroom.contract.repeat import MOST_TIMES, Repeat

# The fields that give a series its dates; without one of them nothing is checked.
DATE_FIELDS = {"start", "end", "repeat", "except", "instances"}
# How many dates of an endless rule are checked for a time that summer time skips.
TIMES_CHECKED = relativedelta(years=12)
# How long after a date that is not in the series the nearest date is searched.
MARGIN = relativedelta(years=1)
ID = re.compile(r"(?P<series>.+)-(?P<day>\d{4}-\d{2}-\d{2})")


def check(catalog: Catalog, report: Report) -> None:
    """Report series without dates or with too many, and dates that are not in their series."""
    faulty = (entry for entry in catalog.faulty if isinstance(entry, Event))
    for event in (*catalog.events, *faulty):
        if event.repeat and not event.lost & DATE_FIELDS:
            _check(event, event.repeat, report)


def _check(event: Event, repeat: Repeat, report: Report) -> None:
    source, written = event.source, repeat.written
    last_named = max([event.start.day, *event.except_, *event.instances])
    until = last_named + MARGIN if repeat.is_endless else LAST
    days = [start.day for start in planned(event, until=until)]
    if not set(days) - set(event.except_):
        report.add(source, ("repeat",), "repeat-never", {"value": written})
    elif len(days) > MOST_TIMES and repeat.until:
        values = {"value": written, "most": MOST_TIMES}
        report.add(source, ("repeat",), "repeat-too-many", values)
    elif event.start.day != days[0]:
        first = replace(event.start, day=days[0])
        values = {"value": written, "date": event.start.day, "day": first.day, "first": first}
        report.add(source, ("start",), "repeat-start", values)
    else:
        _check_dates(event, days, report)
        _check_times(event, report)


def _check_dates(event: Event, days: list[date], report: Report) -> None:
    """Each date in `except` and `instances` must be one of the series, and in one of the two."""
    in_series, excepted = set(days), set(event.except_)
    written: list[tuple[Where, str, date]] = [
        *((("except", n), "except-not-in-series", day) for n, day in enumerate(event.except_)),
        *((("instances", str(day)), "instance-not-in-series", day) for day in event.instances),
    ]
    for where, code, day in written:
        if day not in in_series:
            values = {"day": day, "suggestion": min(days, key=_nearness_to(day))}
            report.add(event.source, where, code, values)
    for day, instance in event.instances.items():
        if day in excepted:
            report.add(event.source, ("instances", str(day)), "instance-excepted", {"day": day})
        _check_instance(event, day, instance, report)


def _nearness_to(day: date) -> Callable[[date], tuple[timedelta, date]]:
    """The key that sorts the nearest date first, and the earlier of two that are as near."""
    return lambda other: (abs(other - day), other)


def _check_instance(event: Event, day: date, instance: Instance, report: Report) -> None:
    """A moved date must have a time if the series has one, and may not end before it starts."""
    where = ("instances", str(day))
    is_changed = instance.start or (instance.status or event.status) != "confirmed"
    if instance.status_note and not is_changed:
        report.add(event.source, (*where, "status_note"), "status-note-unused", {"title": day})
    start = instance.start or replace(event.start, day=day)
    end = instance.end or shifted(event, start)
    values = {"start": start, "end": end}
    if start.is_all_day != event.start.is_all_day:
        values = {"start": event.start, "value": start}
        report.add(event.source, (*where, "start"), "instance-half-timed", values)
    elif end and end.is_all_day != start.is_all_day:
        report.add(event.source, (*where, "end"), "event-half-timed", values)
    elif end and end < start:
        report.add(event.source, (*where, "end"), "event-ends-before-start", values)


def _check_times(event: Event, report: Report) -> None:
    """No date may start or end in the hour that summer time skips."""
    dates = series_occurrences(event, until=event.start.day + TIMES_CHECKED)
    skipped = [str(o.on) for o in dates if o.start.is_skipped or (o.end and o.end.is_skipped)]
    if skipped:
        values = {"days": " ".join(skipped), "value": skipped[0]}
        report.add(event.source, ("start",), "repeat-time-skipped", values)


class SeriesDates:
    """Tells which ids are dates of a series: `frokost-2024-03-05`.

    An endless rule is computed as far as needed.
    """

    def __init__(self, events: Iterable[Event]) -> None:
        self.series = {event.id: event for event in events if event.repeat}
        self.days: dict[str, tuple[date, frozenset[date]]] = {}

    def of(self, id: str) -> Event | None:
        """The series that has a date with this id; None when there is none."""
        event, day = self._split(id)
        return event if event and day in self._days(event, day) else None

    def nearest(self, id: str) -> str:
        """The id of the nearest date of the series that an id names; "" when it names no series."""
        event, day = self._split(id)
        if not event:
            return ""
        days = self._days(event, day)
        nearest = min(days, key=_nearness_to(day), default=None)
        return f"{event.id}-{nearest}" if nearest else ""

    def _split(self, id: str) -> tuple[Event | None, date]:
        """The series and the day that an id names; None and the first day when it names none."""
        match = ID.fullmatch(id)
        try:
            day = date.fromisoformat(match["day"]) if match else date.min
        except ValueError:
            return None, date.min
        return self.series.get(match["series"]) if match else None, day

    def _days(self, event: Event, day: date) -> frozenset[date]:
        """The days of a series without its exceptions, at least until a year after `day`."""
        until, days = self.days.get(event.id, (date.min, frozenset()))
        if until < day:
            until = min(day, LAST) + MARGIN
            days = frozenset(start.day for start in planned(event, until=until))
            days -= {*event.except_}
            self.days[event.id] = until, days
        return days
