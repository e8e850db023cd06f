"""The ids of the dates of every series, for those who refer to one: `frokost-2024-03-05`."""

import re
from collections.abc import Iterable
from datetime import date

from dateutil.relativedelta import relativedelta

from newsroom.contract.event import Event
from newsroom.contract.recurrence import LAST, planned

NEXT = relativedelta(years=1)
ID = re.compile(r"(?P<series>.+)-(?P<day>\d{4}-\d{2}-\d{2})")


class SeriesDates:
    """Which ids are those of a date; an endless rule is followed as far as somebody asks."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.series = {event.id: event for event in events if event.repeat}
        self.known: dict[str, frozenset[date]] = {}
        self.followed: dict[str, date] = {}

    def of(self, id: str) -> Event | None:
        """The series that has the date an id names; None when none has."""
        event, day = self._named(id)
        return event if event and day in self._days(event, day) else None

    def nearest(self, id: str) -> str:
        """The id of the date nearest to the one an id names; "" when it names no series."""
        event, day = self._named(id)
        days = self._days(event, day) if event else frozenset()
        found = min(days, key=lambda other: (abs(other - day), other), default=None)
        return f"{event.id}-{found}" if event and found else ""

    def _named(self, id: str) -> tuple[Event | None, date]:
        found = ID.fullmatch(id)
        try:
            day = date.fromisoformat(found["day"]) if found else date.min
        except ValueError:
            return None, date.min
        return self.series.get(found["series"]) if found else None, day

    def _days(self, event: Event, day: date) -> frozenset[date]:
        """The days of a series that are not in `except`, at least to a year after `day`."""
        if event.id not in self.known or self.followed[event.id] < day:
            until = min(day, LAST) + NEXT
            starts = planned(event, until=until)
            self.known[event.id] = frozenset(start.day for start in starts) - {*event.except_}
            self.followed[event.id] = until
        return self.known[event.id]
