"""What can hardly be meant: an event on a holiday, a deadline too late, more people than places."""

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from newsroom.contract.catalog import Catalog
from newsroom.contract.event import Event
from newsroom.contract.event_parts import Registration
from newsroom.contract.holidays import holiday
from newsroom.contract.moment import Moment
from newsroom.contract.problems import Report
from newsroom.contract.recurrence import occurrences
from newsroom.contract.source import Where
from newsroom.reading.double_bookings import check_clashes

# Of an endless series; reading knows no NOW.
FOLLOWED = relativedelta(years=2)
ON_HOLIDAYS = relativedelta(years=1)
OFF = ("cancelled", "postponed")
# Nobody chose each of the days of an event that lasts longer.
CHOSEN = 7


def check(catalog: Catalog, report: Report) -> None:
    """Everything in the catalog that the calendar, or another event, speaks against."""
    newest = max((e.start.day for e in catalog.events if not e.repeat), default=date.min)
    held = []
    for event in catalog.events:
        found = occurrences(event, until=max(event.start.day + FOLLOWED, newest))
        held += [one for one in found if one.status not in OFF]
        _check_deadlines(event, found, report)
        _check_holidays(event, found, report)
        for one in found:
            _check_attendance(one, report)
    check_clashes(held, report)


def _check_deadlines(event: Event, found: tuple[Event, ...], report: Report) -> None:
    for registration, start, where in _registrations(event, found):
        deadline = registration.deadline if registration else None
        if deadline and _is_late(deadline, start):
            values = {"deadline": deadline, "start": start}
            report.add(event.source, (*where, "deadline"), "deadline-after-start", values)


def _registrations(
    event: Event, found: tuple[Event, ...]
) -> Iterator[tuple[Registration | None, Moment, Where]]:
    """What one signs up to, and when that starts: of a series its last date, or the one date."""
    is_endless = event.repeat and event.repeat.is_endless
    if found and event.registration and not is_endless:
        yield event.registration, max(one.start for one in found), ("registration",)
    for one in found if event.repeat else ():
        if one.registration is not event.registration:
            yield one.registration, one.start, one.where("registration")


def _is_late(deadline: Moment, start: Moment) -> bool:
    """A deadline that is a day, or of an event of whole days, may be the day itself."""
    if deadline.is_all_day or start.is_all_day:
        return deadline.day > start.day
    return start < deadline


def _check_holidays(event: Event, found: tuple[Event, ...], report: Report) -> None:
    until = event.start.day + ON_HOLIDAYS
    for one in found if not event.repeat else (o for o in found if o.start.day < until):
        day = next((day for day in _days(one) if holiday(day)), None)
        if day and one.status not in OFF:
            values = {"title": one.title, "day": day, "holiday": holiday(day)}
            report.add(one.source, one.where("start"), "event-on-holiday", values, "advice")


def _days(event: Event) -> Iterator[date]:
    """The days that somebody chose for the event."""
    last = event.finish.day
    if last - event.start.day < timedelta(days=CHOSEN):
        day = event.start.day
        while day <= last:
            yield day
            day += timedelta(days=1)


def _check_attendance(event: Event, report: Report) -> None:
    capacity = event.registration.capacity if event.registration else None
    if capacity is not None and (event.attendance or 0) > capacity:
        values = {"value": event.attendance, "capacity": capacity}
        report.add(
            event.source, event.where("attendance"), "attendance-above-capacity", values, "advice"
        )
