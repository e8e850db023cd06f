"""A day, or a time of a day, in Oslo wall-clock time without a zone."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsroom.contract.problems import fault

OSLO = ZoneInfo("Europe/Oslo")
FIRST_YEAR, LAST_YEAR = 1900, 2200
PATTERN = (
    r"^(\d{4})-(\d{2})-(\d{2})"
    r"(?:[ T](\d{1,2})[:.](\d{2})(?::(\d{2}))?(?: ?(Z|[+-]\d{2}:?\d{2}))?)?$"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """`2023-09-12`, all day, or `2023-09-12 09:00`, a wall-clock time in Oslo.

    A time that the change to summer time skips is a fault. A time that occurs twice in autumn means
    the first one (RFC 5545, 3.3.5). `written` is the text of a time that had an offset from UTC.
    """

    day: date
    clock: time | None = None
    written: str = field(default="", compare=False, repr=False)

    @classmethod
    def parse(cls, value: object, zone: ZoneInfo = OSLO) -> "Moment":
        """The moment in a text, whose time is that of a zone. Raises a fault for anything else."""
        if isinstance(value, Moment):
            return value
        match = re.fullmatch(PATTERN, value.strip()) if isinstance(value, str) else None
        if not match:
            raise fault("date-invalid", value=value)
        year, month, day, *clock = (int(part) for part in match.groups()[:6] if part is not None)
        hour, minute, second = (*clock, 0, 0, 0)[:3]
        try:
            moment = cls(date(year, month, day), time(hour, minute, second) if clock else None)
        except ValueError:
            raise fault("date-impossible", value=value) from None
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise fault("date-too-far", value=value, first=FIRST_YEAR, last=LAST_YEAR)
        if match[7]:
            return moment._in_oslo(match)
        if zone is not OSLO:
            return moment._from(zone)
        if moment.is_skipped:
            raise fault("time-skipped", value=moment)
        return moment

    def _from(self, zone: ZoneInfo) -> "Moment":
        """The Oslo time of a wall-clock time in a zone. Raises a fault when the zone skips it."""
        if self.clock is None:
            return self
        local = datetime.combine(self.day, self.clock, zone)
        if local.astimezone(UTC).astimezone(zone).time() != self.clock:
            raise fault("date-impossible", value=self)
        return Moment.of(local)

    def _in_oslo(self, match: re.Match[str]) -> "Moment":
        """The time as Oslo's clocks show it. Raises a fault for an offset beyond a day."""
        try:
            instant = datetime.fromisoformat(f"{self.day}T{self.clock}{match[7]}")
            return replace(Moment.of(instant), written=match[0])
        except (ValueError, OverflowError):
            raise fault("date-impossible", value=match[0]) from None

    @classmethod
    def of(cls, instant: datetime, zone: ZoneInfo = OSLO) -> "Moment":
        """The wall-clock time of an aware instant, in Oslo or in another zone."""
        local = instant.astimezone(zone)
        return cls(local.date(), local.time().replace(tzinfo=None, fold=0))

    @property
    def is_all_day(self) -> bool:
        return self.clock is None

    @property
    def instant(self) -> datetime:
        """The aware datetime in Oslo; midnight when it has no time."""
        return datetime.combine(self.day, self.clock or time(), OSLO)

    @property
    def close(self) -> datetime:
        """The aware datetime at which it is over: the time itself, or the end of the day."""
        return self.instant if self.clock else Moment(self.day + timedelta(days=1)).instant

    @property
    def is_skipped(self) -> bool:
        """Whether the change to summer time skips this time."""
        there_and_back = self.instant.astimezone(UTC).astimezone(OSLO)
        return self.clock is not None and there_and_back.time() != self.clock

    def __lt__(self, other: "Moment") -> bool:
        return self.instant < other.instant

    def __str__(self) -> str:
        return f"{self.day} {self.clock:%H:%M}" if self.clock else str(self.day)
