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

# The first year of the rules; also one that is not a leap year.
FIRST_YEAR = 1970
WHOLE_DAY = timedelta(days=1)
LAST_WEEK = 5
# From Sunday on, as POSIX counts them.
WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
NAME, TIME = r"<[^>]+>|[A-Za-z]+", r"[+-]?\d+(?::\d+)*"
# Month, week, weekday and time of a change; one by the day of the year is not read.
CHANGE = rf"M(\d+)\.(\d)\.(\d)(?:/({TIME}))?"
FOOTER = re.compile(rf"({NAME})({TIME})(?:({NAME})({TIME})?,{CHANGE},{CHANGE})?")


@dataclass(frozen=True, slots=True)
class ClockChange:
    """A yearly change of clocks: the offsets from UTC, and the name of the time that begins.

    It is on a `weekday` (0 is Sunday) in a `week` (1–4; 5 is the last) of a `month`. `clock` is
    what the clocks show before it, counted from midnight: below 0, or 24 hours and more, it is on
    another day.
    """

    name: str
    before: timedelta
    after: timedelta
    month: int
    week: int
    weekday: int
    clock: timedelta

    def in_year(self, year: int) -> datetime:
        """What the clocks show before the change, without a zone."""
        is_last, week = self.week == LAST_WEEK, self.week
        nearest = weekday((self.weekday - 1) % 7, -1 if is_last else week)
        step = relativedelta(day=31 if is_last else 1, weekday=nearest)
        return datetime(year, self.month, 1) + step + self.clock

    @property
    def by_day(self) -> dict[str, str | list[int]]:
        """The parts of an RRULE that give its day in the month."""
        shift, is_last = self.clock // WHOLE_DAY, self.week == LAST_WEEK
        day = WEEKDAYS[(self.weekday + shift) % 7]
        if not shift:
            return {"BYDAY": f"{-1 if is_last else self.week}{day}"}
        first = self._length - 6 if is_last else 7 * self.week - 6
        return {"BYDAY": day, "BYMONTHDAY": [first + shift + n for n in range(7)]}

    @property
    def is_in_month(self) -> bool:
        """Whether its day is in the month in every year, as an RRULE needs it."""
        days = self.by_day.get("BYMONTHDAY", ())
        return all(1 <= int(day) <= self._length for day in days)

    @property
    def _length(self) -> int:
        return monthrange(FIRST_YEAR, self.month)[1]


@dataclass(frozen=True, slots=True)
class ZoneRules:
    """The name of standard time, its offset from UTC, and the two changes of a year or none."""

    name: str
    offset: timedelta
    changes: tuple[ClockChange, ...] = ()

    def hold_in(self, year: int, zone: ZoneInfo) -> bool:
        """Whether the clocks of the zone follow the rules in the whole year."""
        changes = sorted((c.in_year(year) - c.before, c.after) for c in self.changes)
        days = [datetime(year, 1, 1) + n * WHOLE_DAY for n in range(366)]
        edges = [at - step for at, _ in changes for step in (timedelta(), timedelta(seconds=1))]
        return all(
            at.replace(tzinfo=UTC).astimezone(zone).utcoffset() == self._offset(at, changes)
            for at in (*days, *edges)
        )

    def _offset(self, at: datetime, changes: list[tuple[datetime, timedelta]]) -> timedelta:
        """The offset at a time in UTC, by the changes of its year."""
        past = [after for when, after in changes if when <= at]
        return past[-1] if past else changes[-1][1] if changes else self.offset


@cache
def zone_rules(key: str) -> ZoneRules | None:
    """The rules of a zone; None when they cannot be written as two RRULEs."""
    data = resources.files("tzdata").joinpath("zoneinfo", *key.split("/")).read_bytes()
    match = FOOTER.fullmatch(data.rstrip(b"\n").rpartition(b"\n")[2].decode())
    if not match:
        return None
    rules = ZoneRules(match[1].strip("<>"), -_hours(match[2]), tuple(_changes(match)))
    return rules if all(change.is_in_month for change in rules.changes) else None


@cache
def holds(key: str, year: int) -> bool:
    """Whether the clocks of a zone follow its rules in a year."""
    rules = zone_rules(key)
    return rules is not None and rules.hold_in(year, ZoneInfo(key))


def _changes(match: re.Match[str]) -> Iterator[ClockChange]:
    """The change from standard time, and the one back to it."""
    name, offset, other, other_offset, *numbers = match.groups()
    if not other:
        return
    standard = -_hours(offset)
    # POSIX: summer time is one hour ahead when it has no offset, and begins at 2.
    summer = -_hours(other_offset) if other_offset else standard + timedelta(hours=1)
    for part, before, after, begins in (
        (numbers[:4], standard, summer, other),
        (numbers[4:], summer, standard, name),
    ):
        month, week, day = map(int, part[:3])
        clock = _hours(part[3] or "2")
        yield ClockChange(begins.strip("<>"), before, after, month, week, day, clock)


def _hours(text: str) -> timedelta:
    """The duration in `-9:30`."""
    hours, minutes, seconds = (*map(int, text.lstrip("+-").split(":")), 0, 0)[:3]
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -length if text.startswith("-") else length
