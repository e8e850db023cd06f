"""Finds unlikely values: holidays, late deadlines, changes that readers would not understand."""

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from newsroom.contract.catalog import Catalog
from newsroom.contract.event import Event
from newsroom.contract.event_parts import Registration
from newsroom.contract.moment import OSLO, Moment
from newsroom.contract.problems import Report, Where
from newsroom.contract.recurrence import occurrences
from newsroom.contract.zone_rules import holds
from newsroom.reading.double_bookings import check_clashes

# How much of an endless series is checked: the result may not depend on NOW.
DATES_CHECKED = relativedelta(years=2)
HOLIDAYS_CHECKED = relativedelta(years=1)
# A longer event may include holidays.
LONG = timedelta(days=7)
MOST_DAYS = 30
# The public holidays of Norway (lov 24. februar 1995 nr. 12, and lov 26. april 1947 nr. 1).
# wording/translations has their names in other languages.
FIXED = {
    (1, 1): "første nyttårsdag",
    (5, 1): "arbeidernes dag",
    (5, 17): "grunnlovsdagen",
    (12, 25): "første juledag",
    (12, 26): "andre juledag",
}
# Days from Easter Sunday.
MOVABLE = {
    -3: "skjærtorsdag",
    -2: "langfredag",
    0: "første påskedag",
    1: "andre påskedag",
    39: "Kristi himmelfartsdag",
    49: "første pinsedag",
    50: "andre pinsedag",
}


def check(catalog: Catalog, report: Report) -> None:
    """Report unlikely values of each event and of its dates, and double bookings."""
    newest = max((e.start.day for e in catalog.events if not e.repeat), default=date.min)
    held: list[Event] = []
    for event in catalog.events:
        dates = occurrences(event, until=max(event.start.day + DATES_CHECKED, newest))
        held += [occurrence for occurrence in dates if not occurrence.is_off]
        _check_zone(event, dates, report)
        _check_deadlines(event, dates, report)
        _check_holidays(event, dates, report)
        for occurrence in dates:
            _check_attendance(occurrence, report)
            _check_changes(occurrence, report)
    check_clashes(held, report)


def _check_zone(event: Event, dates: tuple[Event, ...], report: Report) -> None:
    """Calendars have the clocks of a zone as yearly rules, which must be true of each date."""
    if not event.zone:
        return
    last = max(occurrence.finish.day.year for occurrence in (event, *dates))
    years = range(event.start.day.year, last + 1)
    if wrong := next((year for year in years if not holds(event.zone.key, year)), 0):
        lines = f"`start: {event.start.in_oslo}`"
        lines += f", `end: {event.end.in_oslo}`" if event.end else ""
        values = {"value": event.zone.key, "year": wrong, "lines": lines}
        report.add(event.source, ("zone",), "zone-irregular", values)


def _check_deadlines(event: Event, dates: tuple[Event, ...], report: Report) -> None:
    for registration, start, where in _registrations(event, dates):
        deadline = registration.deadline if registration else None
        if deadline and _is_late(deadline, start):
            values = {"deadline": deadline, "start": start}
            report.add(event.source, (*where, "deadline"), "deadline-after-start", values)


def _registrations(
    event: Event, dates: tuple[Event, ...]
) -> Iterator[tuple[Registration | None, Moment, Where]]:
    """Each registration, the start of the last date it is for, and its place."""
    is_endless = event.repeat and event.repeat.is_endless
    if dates and event.registration and not is_endless:
        yield event.registration, max(date.start for date in dates), ("registration",)
    for occurrence in dates if event.repeat else ():
        if occurrence.registration is not event.registration:
            where = occurrence.where("registration")
            yield occurrence.registration, occurrence.start, where


def _is_late(deadline: Moment, start: Moment) -> bool:
    """Whether a deadline is after the start; without times both may be on the same day."""
    if deadline.is_all_day or start.is_all_day:
        return deadline.day > start.day
    return start < deadline


def _check_holidays(event: Event, dates: tuple[Event, ...], report: Report) -> None:
    until = event.start.day + HOLIDAYS_CHECKED
    for occurrence in dates:
        is_checked = not event.repeat or occurrence.start.day < until
        day = next((day for day in _days(occurrence) if holiday(day)), None)
        is_here = occurrence.start.zone == OSLO  # other countries have other holidays
        if is_here and is_checked and day and not occurrence.is_off:
            values = {"title": occurrence.title, "day": day, "holiday": holiday(day)}
            where = occurrence.where("start")
            report.add(occurrence.source, where, "event-on-holiday", values, "advice")


def holiday(day: date) -> str | None:
    """The Norwegian name of the public holiday on a day; None for any other day."""
    if fixed := FIXED.get((day.month, day.day)):
        return fixed
    return MOVABLE.get((day - easter(day.year)) // timedelta(days=1))


def _days(event: Event) -> Iterator[date]:
    """Each day of an event; none of a long one."""
    length = event.finish.day - event.start.day
    if length < LONG:
        yield from (event.start.day + timedelta(days=n) for n in range(length.days + 1))


def _check_attendance(event: Event, report: Report) -> None:
    capacity = event.registration.capacity if event.registration else None
    if capacity is not None and (event.attendance or 0) > capacity:
        values = {"value": event.attendance, "capacity": capacity}
        report.add(
            event.source, event.where("attendance"), "attendance-above-capacity", values, "advice"
        )


def _check_changes(event: Event, report: Report) -> None:
    """Advise of a change without what readers need to know about it, and of an unlikely end."""
    days = (event.finish.day - event.start.day).days
    is_undated = event.status == "rescheduled" and not event.previous_start
    for code, field, is_so in (
        ("online-missing", "status", event.status == "moved_online" and not event.online),
        ("previous-start-missing", "status", is_undated),
        ("event-long", "end", days > MOST_DAYS),
    ):
        if is_so:
            values = {"title": event.title, "count": days}
            report.add(event.source, event.where(field), code, values, "advice")
