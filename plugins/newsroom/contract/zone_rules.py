"""The yearly rules by which the clocks of a zone change, from its TZif data (RFC 8536, 3.3)."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta, weekday

TZDATA = resources.files("tzdata")
FIRST_YEAR = 1970
WHOLE_DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
LAST_WEEK = 5
# As POSIX counts them.
WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
NAME, TIME = r"<[^>]+>|[A-Za-z]+", r"[+-]?\d+(?::\d+)*"
# Month, week, weekday and time of a change.
CHANGE = rf"M(\d+)\.(\d)\.(\d)(?:/({TIME}))?"
FOOTER = re.compile(rf"({NAME})({TIME})(?:({NAME})({TIME})?,{CHANGE},{CHANGE})?")


@dataclass(frozen=True, slots=True)
class ClockChange:
    """A yearly change of clocks: the offsets from UTC, and the name of the time that begins.

    `clock` is what the clocks show before it, counted from midnight of a `weekday` (0 is Sunday)
    in a `week` (1–4; 5 is the last) of a `month`. It can be on the day before, or later.
    """

    name: str
    before: timedelta
    after: timedelta
    clock: timedelta
    month: int
    week: int
    weekday: int

    def in_year(self, year: int) -> datetime:
        """The time of the change in a year, by the clock before it; a datetime without a zone."""
        nth, day = (-1, 31) if self.week == LAST_WEEK else (self.week, 1)
        step = relativedelta(day=day, weekday=weekday((self.weekday - 1) % 7, nth))
        return datetime(year, self.month, 1) + step + self.clock

    @property
    def days(self) -> range:
        """The days of the month on which it can be; outside the month, no RRULE can tell them."""
        length = monthrange(FIRST_YEAR, self.month)[1]
        first = self._shift + (length - 6 if self.week == LAST_WEEK else 7 * self.week - 6)
        return range(first, first + 7)

    @property
    def by_day(self) -> dict[str, str | list[int]]:
        """The parts of an RRULE that give its day in the month."""
        day = WEEKDAYS[(self.weekday + self._shift) % 7]
        if self._shift:
            return {"BYDAY": day, "BYMONTHDAY": [*self.days]}
        return {"BYDAY": f"{-1 if self.week == LAST_WEEK else self.week}{day}"}

    @property
    def _shift(self) -> int:
        return self.clock // WHOLE_DAY


@cache
def zone_names() -> tuple[str, ...]:
    """All zones of the IANA, the same on every system: `Europe/Oslo`."""
    return tuple(TZDATA.joinpath("zones").read_text(encoding="ascii").split())


@cache
def zone_rules(key: str) -> tuple[ClockChange, ...]:
    """The two changes of a zone in a year, or one that changes nothing; () if no RRULE can say."""
    data = TZDATA.joinpath("zoneinfo", *key.split("/")).read_bytes()
    match = FOOTER.fullmatch(data.rstrip(b"\n").rpartition(b"\n")[2].decode())
    changes = tuple(_changes(match)) if match else ()
    days = ((change.days, monthrange(FIRST_YEAR, change.month)[1]) for change in changes)
    return changes if all(of[0] >= 1 and of[-1] <= length for of, length in days) else ()


def _changes(match: re.Match[str]) -> Iterator[ClockChange]:
    """The change from standard time, and the one back to it."""
    name, offset, other, other_offset, *numbers = match.groups()
    standard = -_length(offset)
    if not other:
        yield ClockChange(name.strip("<>"), standard, standard, timedelta(), 1, 1, 4)
        return
    # POSIX: summer time is an hour ahead, and begins at 2, when nothing else is written.
    summer = -_length(other_offset) if other_offset else standard + timedelta(hours=1)
    spring, autumn = (other, standard, summer, numbers[:4]), (name, summer, standard, numbers[4:])
    for begins, before, after, (*day, clock) in (spring, autumn):
        yield ClockChange(begins.strip("<>"), before, after, _length(clock or "2"), *map(int, day))


def _length(text: str) -> timedelta:
    """The length of `-9:30`."""
    hours, minutes, seconds = (*map(int, text.lstrip("+-").split(":")), 0, 0)[:3]
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -length if text.startswith("-") else length


@cache
def holds(key: str, year: int) -> bool:
    """Whether the clocks of a zone follow its rules in the whole year."""
    zone = ZoneInfo(key)
    changes = sorted((c.in_year(year) - c.before, c.after) for c in zone_rules(key))
    days = [datetime(year, 1, 1) + n * WHOLE_DAY for n in range(366)]
    edges = [at - step for at, _ in changes for step in (SECOND, timedelta())]
    return bool(changes) and all(
        at.replace(tzinfo=UTC).astimezone(zone).utcoffset() == _offset(at, changes)
        for at in (*days, *edges)
    )


def _offset(at: datetime, changes: list[tuple[datetime, timedelta]]) -> timedelta:
    """The offset at a time in UTC, by the changes of its year."""
    return next((after for when, after in changes[::-1] if when <= at), changes[-1][1])
