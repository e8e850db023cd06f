"""The recurrence rule of an event: an RRULE (RFC 5545, 3.3.10), or Norwegian words.

Only RRULEs that all calendar programs expand to the same dates are valid. dateutil (our pages),
ical.js and libical differ in BYWEEKNO, in BYSETPOS of a week or a year, in BYMONTHDAY of a year
without BYMONTH, and in days that a month does not have; their readers were compared.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, time
from itertools import product
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, WithJsonSchema

from newsroom.contract.moment import OSLO, Moment, ZonedText
from newsroom.contract.plain_repeat import FINE_WORDS, from_words, with_known_words
from newsroom.contract.problems import fault

MOST_TIMES = 1_000
END_OF_DAY = time(23, 59, 59)
RULE = re.compile(r"(RRULE:)?FREQ=.+|.*;\s*FREQ=.+|[A-Z]+LY(;.+)?", re.IGNORECASE)
CLOCK_PARTS = re.compile(r";? *BY(HOUR|MINUTE|SECOND) *= *(\d+)", re.IGNORECASE)
TOO_FINE = re.compile(
    r"FREQ=(HOURLY|MINUTELY|SECONDLY)(;|$)|BY(HOUR|MINUTE|SECOND)=(?!\d{1,2}(;|$))"
)
NUMBER = r"[1-9]\d{0,3}"
DAYS = r"(MO|TU|WE|TH|FR|SA|SU)"
NUMBERS = r"-?[1-9]\d{0,2}"
MOST = {"BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYMONTH": 12, "BYSETPOS": 366}
PARTS = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": NUMBER,
    "BYDAY": rf"([-+]?[1-9]\d?)?{DAYS}(,([-+]?[1-9]\d?)?{DAYS})*",
    **dict.fromkeys(MOST, f"{NUMBERS}(,{NUMBERS})*"),
    "WKST": DAYS,
}
# With those that `Repeat.rule` leaves out; the time of day must be that of `start`.
ALLOWED = {
    **PARTS,
    "COUNT": NUMBER,
    "UNTIL": r"\d{8}(T\d{6}Z?)?",
    **dict.fromkeys(("BYHOUR", "BYMINUTE", "BYSECOND"), r"\d+"),
}
# RFC 5545 allows these parts only with these frequencies.
ONLY_IN = {
    "BYWEEKNO": {"YEARLY"},
    "BYYEARDAY": {"YEARLY"},
    "BYMONTHDAY": {"DAILY", "MONTHLY", "YEARLY"},
}
# The parts that may stand together, in this order; see `_shape`.
ALIKE = {
    "DAILY": re.compile("(INTERVAL )?|(BYMONTH )?(BYDAY )?"),
    "WEEKLY": re.compile("(INTERVAL )?(BYMONTH )?(BYDAY )?"),
    "MONTHLY": re.compile(
        "(INTERVAL |BYMONTH )?(NTH |BYDAY (BYSETPOS )?|LAST |BYMONTHDAY )?|"
        "(BYMONTH )?BYDAY BYMONTHDAY "
    ),
    "YEARLY": re.compile("(INTERVAL )?(BYDAY |BYYEARDAY |BYMONTH (BYDAY |NTH |BYMONTHDAY )?)?"),
}
SHAPE = ("INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")
LEAP_YEAR, YEAR = 2024, 2023


@dataclass(frozen=True, slots=True)
class Repeat:
    """A recurrence rule: the `written` text, and its RRULE parts without COUNT and UNTIL.

    It ends after `count` occurrences, or with the last one no later than `until` (the time of the
    event's zone; a day alone means the whole day), or never.
    """

    written: str
    rule: str
    count: int | None = None
    until: Moment | None = None

    @property
    def is_endless(self) -> bool:
        return self.count is None and self.until is None

    @property
    def parts(self) -> dict[str, str]:
        """The parts of the rule by name."""
        return dict(part.split("=", 1) for part in self.rule.split(";"))

    @property
    def shape(self) -> str:
        """The names of its parts, such as `MONTHLY NTH`: see `_shape`."""
        return f"{self.parts['FREQ']} {_shape(self.parts)}".strip()

    def check(self, start: Moment) -> None:
        """Raises a fault when the rule does not fit an event with this start."""
        clock = CLOCK_PARTS.findall(self.written)
        if any(getattr(start.clock, unit.lower(), None) != int(number) for unit, number in clock):
            plain = CLOCK_PARTS.sub("", self.written).strip("; ")
            raise fault("repeat-clock", at="repeat", value=self.written, plain=plain)
        _check_alike(self.parts, self.written, start.day)

    def rfc5545(self, start: Moment) -> str:
        """The value of RRULE for an event with this start: UNTIL in UTC, or a date if all-day."""
        if self.count is not None:
            return f"{self.rule};COUNT={self.count}"
        if not self.until:
            return self.rule
        if start.is_all_day:
            return f"{self.rule};UNTIL={self.until.day:%Y%m%d}"
        last = Moment(self.until.day, self.until.clock or END_OF_DAY, start.zone)
        return f"{self.rule};UNTIL={last.instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"

    @classmethod
    def parse(cls, value: object) -> "Repeat":
        """The rule in a text. Raises a fault for anything else."""
        if isinstance(value, Repeat):
            return value
        if not isinstance(value, str):
            raise fault("field-text")
        written = " ".join(value.split())
        if RULE.fullmatch(written):
            return _from_rule(written, value.zone if isinstance(value, ZonedText) else OSLO)
        if parts := from_words(written.lower()):
            return _bounded(written, *parts)
        if FINE_WORDS.search(written.lower()):
            raise fault("repeat-too-fine", value=written)
        raise fault("repeat-invalid", value=written, suggestion=with_known_words(written.lower()))


RepeatOrNone = Annotated[
    Repeat | None, BeforeValidator(Repeat.parse), WithJsonSchema({"type": "string"})
]


def _bounded(written: str, rule: str, count: int | None, until: Moment | None) -> Repeat:
    if count == 0:
        raise fault("repeat-invalid", value=written, suggestion="")
    if count is not None and count > MOST_TIMES:
        raise fault("repeat-too-many", value=written, most=MOST_TIMES)
    return Repeat(written, rule, count, until)


def _from_rule(written: str, zone: ZoneInfo) -> Repeat:
    text = written.upper().removeprefix("RRULE:").replace(" ", "").strip(";")
    text = text if "FREQ=" in text else f"FREQ={text}"
    if TOO_FINE.search(text):
        raise fault("repeat-too-fine", value=written)
    pairs = [part.partition("=")[::2] for part in text.split(";")]
    parts = dict(pairs)
    if len(parts) < len(pairs) or not _is_lawful(parts):
        raise fault("repeat-invalid", value=written, suggestion="")
    if parts["FREQ"] == "YEARLY" and _shape(parts) == "BYMONTH LAST ":
        parts["FREQ"] = "MONTHLY"  # gives the same days, and ical.js errs in the last of a year's
    _check_alike(parts, written)
    for name in MOST.keys() & parts.keys():
        # ical.js reads a list of months in its written order.
        parts[name] = ",".join(sorted(parts[name].split(","), key=int))
    rule = ";".join(f"{name}={parts[name]}" for name in PARTS if name in parts)
    count, until = parts.get("COUNT"), parts.get("UNTIL")
    return _bounded(written, rule, int(count) if count else None, _until(until, zone))


def _is_lawful(parts: dict[str, str]) -> bool:
    """Whether RFC 5545 allows every part, its value, and its use with this frequency."""
    frequency = parts.get("FREQ", "")
    if "COUNT" in parts and "UNTIL" in parts:
        return False
    numbered = re.search(r"\d", parts.get("BYDAY", ""))
    if numbered and (frequency not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in parts):
        return False
    return all(
        re.fullmatch(ALLOWED.get(name, "(?!)"), value)
        and frequency in ONLY_IN.get(name, {frequency})
        and all(abs(int(n)) <= MOST[name] for n in value.split(",") if name in MOST)
        for name, value in parts.items()
    )


def _until(text: str | None, zone: ZoneInfo) -> Moment | None:
    """`20240601`, `20240601T180000` in the zone, or the same with Z in UTC."""
    if not text:
        return None
    clock = f" {text[9:11]}:{text[11:13]}:{text[13:]}" if "T" in text else ""
    return Moment.parse(ZonedText(f"{text[:4]}-{text[4:6]}-{text[6:8]}{clock}", zone))


def _check_alike(parts: Mapping[str, str], written: str, start: date | None = None) -> None:
    """Raises a fault for a rule that gives no date, or that calendar programs expand differently.

    Only with `start` is told what programs expand differently, as the message has its month.
    """
    is_yearly, months = parts["FREQ"] == "YEARLY", _numbers(parts, "BYMONTH")
    days = _numbers(parts, "BYMONTHDAY")
    if start and is_yearly and not parts.keys() & {"BYDAY", "BYMONTHDAY", "BYYEARDAY"}:
        months, days = months or [start.month], [start.day]
    pairs = list(product(months, days))
    at = {"at": "repeat"} if start else {}
    never = pairs and not any(_has_day(LEAP_YEAR, *pair) for pair in pairs)
    if never or _is_beyond(parts):
        raise fault("repeat-never", value=written, **at)
    if is_yearly and not all(_has_day(YEAR, *pair) for pair in pairs):
        raise fault("repeat-day", value=written, **at)
    if start and not _is_alike(parts):
        names = (f"FREQ={parts['FREQ']}", *(name for name in SHAPE if name in parts))
        own = {"BYMONTH": str(start.month), **parts}
        by_month = re.sub("(?i)(?=BYMONTHDAY)", f"BYMONTH={start.month};", written)
        meant = by_month if is_yearly and "BYMONTHDAY" in parts and _is_alike(own) else ""
        raise fault("repeat-ambiguous", value=written, shape=" + ".join(names), meant=meant, **at)


def _is_alike(parts: Mapping[str, str]) -> bool:
    """Whether all calendar programs expand a rule with these parts to the same dates."""
    return bool(ALIKE[parts["FREQ"]].fullmatch(_shape(parts)))


def _shape(parts: Mapping[str, str]) -> str:
    """The names of the parts; NTH is a BYDAY with numbers, LAST a BYMONTHDAY from the end."""
    names = {name: name for name in SHAPE if parts.get(name, "1") != "1" or name != "INTERVAL"}
    if numbers := re.findall(r"[-+]?\d+", parts.get("BYDAY", "")):
        names["BYDAY"] = "NTH" if all(-4 <= int(number) <= 5 for number in numbers) else "FAR"
    if "-" in parts.get("BYMONTHDAY", ""):
        names["BYMONTHDAY"] = "LAST"
    return "".join(f"{names[name]} " for name in names if name in parts)


def _is_beyond(parts: Mapping[str, str]) -> bool:
    """Whether every BYSETPOS is more than the weekdays of the longest month."""
    weekdays = len(set(parts.get("BYDAY", "").split(",")))
    most = 4 * weekdays + min(weekdays, 3)
    positions = _numbers(parts, "BYSETPOS") if parts["FREQ"] == "MONTHLY" else []
    return bool(positions) and all(abs(position) > most for position in positions)


def _has_day(year: int, month: int, day: int) -> bool:
    return abs(day) <= monthrange(year, month)[1]


def _numbers(parts: Mapping[str, str], name: str) -> list[int]:
    return [int(number) for number in parts[name].split(",")] if name in parts else []
