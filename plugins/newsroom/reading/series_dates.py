"""The ids of the dates of series, which other entries may refer to: `frokost-2024-03-05`."""

import re
from collections.abc import Iterable
from datetime import date

from dateutil.relativedelta import relativedelta

from newsroom.contract.event import Event
from newsroom.contract.recurrence import LAST, planned

A_YEAR = relativedelta(years=1)
ID = re.compile(r"(?P<series>.+)-(?P<day>\d{4}-\d{2}-\d{2})")


class SeriesDates:
    """Tells which ids are dates of a series; an endless rule is computed as far as needed."""

    def __init__(self, events: Iterable[Event]) -> None:
        self.series = {event.id: event for event in events if event.repeat}
        self.days: dict[str, frozenset[date]] = {}
        self.computed_until: dict[str, date] = {}

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
        nearest = min(days, key=lambda other: (abs(other - day), other), default=None)
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
        if event.id not in self.days or self.computed_until[event.id] < day:
            until = min(day, LAST) + A_YEAR
            starts = planned(event, until=until)
            self.days[event.id] = frozenset(start.day for start in starts) - {*event.except_}
            self.computed_until[event.id] = until
        return self.days[event.id]
