"""A day, or a wall-clock time of a day, in Oslo or in the zone of an event."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsroom.contract.problems import fault

OSLO = ZoneInfo("Europe/Oslo")
FIRST_YEAR, LAST_YEAR = 1900, 2200
PATTERN = (
    r"^(\d{4})-(\d{2})-(\d{2})"
    r"(?:[ T](\d{1,2})[:.](\d{2})(?::(\d{2}))?(?: ?([Zz]|[+-]\d{2}:?\d{2}))?)?$"
)


class ZonedText(str):
    """A written time, with the zone whose clocks show it."""

    __slots__ = ("zone",)
    zone: ZoneInfo

    def __new__(cls, text: str, zone: ZoneInfo) -> "ZonedText":
        """The text with its zone."""
        zoned = super().__new__(cls, text)
        zoned.zone = zone
        return zoned


@dataclass(frozen=True, slots=True)
class Moment:
    """`2023-09-12`, all day, or `2023-09-12 09:00`, a wall-clock time in `zone`.

    A time that the change to summer time skips is a fault. A time that occurs twice in autumn means
    the first one (RFC 5545, 3.3.5), unless its offset says the second (the fold of `clock`).
    `written` is the text of a time that had an offset from UTC.
    """

    day: date
    clock: time | None = None
    zone: ZoneInfo = field(default=OSLO, repr=False)
    written: str = field(default="", compare=False, repr=False)

    @classmethod
    def parse(cls, value: object) -> "Moment":
        """The moment in a text, in Oslo or in its zone. Raises a fault for anything else."""
        if isinstance(value, Moment):
            return value
        zone = value.zone if isinstance(value, ZonedText) else OSLO
        match = re.fullmatch(PATTERN, value.strip()) if isinstance(value, str) else None
        if not match:
            raise fault("date-invalid", value=value)
        year, month, day, *clock = (int(part) for part in match.groups()[:6] if part is not None)
        hour, minute, second = (*clock, 0, 0, 0)[:3]
        try:
            shown = time(hour, minute, second) if clock else None
            moment = cls(date(year, month, day), shown, zone)
        except ValueError:
            raise fault("date-impossible", value=value) from None
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise fault("date-too-far", value=value, first=FIRST_YEAR, last=LAST_YEAR)
        if match[7]:
            return moment._converted(match)
        if moment.is_skipped:
            raise fault("time-skipped" if zone is OSLO else "date-impossible", value=moment)
        return moment

    def _converted(self, match: re.Match[str]) -> "Moment":
        """The time as the zone's clocks show it. Raises a fault for an offset beyond a day."""
        try:
            instant = datetime.fromisoformat(f"{self.day}T{self.clock}{match[7].upper()}")
            return replace(Moment.of(instant, self.zone), written=match[0])
        except (ValueError, OverflowError):
            raise fault("date-impossible", value=match[0]) from None

    @classmethod
    def of(cls, instant: datetime, zone: ZoneInfo = OSLO) -> "Moment":
        """The wall-clock time of an aware instant, in Oslo or in another zone."""
        local = instant.astimezone(zone)
        return cls(local.date(), local.time(), zone)

    @property
    def in_oslo(self) -> "Moment":
        """The same instant as the clocks in Oslo show it; a day stays the same day."""
        return self if self.clock is None or self.zone is OSLO else Moment.of(self.instant)

    @property
    def city(self) -> str:
        """The city that the zone is named after: `New York`."""
        return self.zone.key.rpartition("/")[2].replace("_", " ")

    @property
    def is_all_day(self) -> bool:
        return self.clock is None

    @property
    def instant(self) -> datetime:
        """The aware datetime in its zone; midnight when it has no time."""
        return datetime.combine(self.day, self.clock or time(), self.zone)

    @property
    def close(self) -> datetime:
        """The aware datetime at which it is over: the time itself, or the end of the day."""
        if self.clock:
            return self.instant
        return Moment(self.day + timedelta(days=1), None, self.zone).instant

    @property
    def is_skipped(self) -> bool:
        """Whether the change to summer time skips this time."""
        there_and_back = self.instant.astimezone(UTC).astimezone(self.zone)
        return self.clock is not None and there_and_back.time() != self.clock

    def __lt__(self, other: "Moment") -> bool:
        return self.instant < other.instant

    def __str__(self) -> str:
        return f"{self.day} {self.clock:%H:%M}" if self.clock else str(self.day)
