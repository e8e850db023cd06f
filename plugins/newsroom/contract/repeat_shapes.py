"""Which RRULEs all calendar programs expand to the same dates, found by comparing their readers.

dateutil (our pages), ical.js and libical differ in BYWEEKNO, in BYSETPOS of a week or a year, in
BYMONTHDAY of a year without BYMONTH, and in days that a month does not have.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from itertools import product

from newsroom.contract.problems import fault

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
# A form that all read alike, by the first part in this order that the rule has, or by both words.
PLAIN = {
    "BYWEEKNO": "FREQ=YEARLY;BYMONTH=5;BYDAY=3MO",
    "BYYEARDAY": "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=17",
    "BYSETPOS": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "BYMONTHDAY": "FREQ=MONTHLY;BYMONTHDAY=15",
    "BYMONTH": "FREQ=YEARLY;BYMONTH=5,10;BYMONTHDAY=15",
    "BYDAY": "FREQ=YEARLY;BYMONTH=5;BYDAY=3MO",
    "INTERVAL": "FREQ=DAILY;INTERVAL=3",
    "DAILY BYDAY": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "WEEKLY BYSETPOS": "FREQ=WEEKLY;BYDAY=TU",
    "YEARLY BYMONTHDAY": "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=17",
}
SHAPE = ("INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")
LEAP_YEAR, YEAR = 2024, 2023


def check(parts: Mapping[str, str], written: str, start: date | None = None) -> None:
    """Raises a fault for a rule that gives no date, or that calendar programs expand differently.

    With `start`, also for a yearly rule on a day that not every year has.
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
    if not ALIKE[parts["FREQ"]].fullmatch(_shape(parts)):
        names = [name for name in PLAIN if name in parts]
        shape = " + ".join((f"FREQ={parts['FREQ']}", *reversed(names)))
        plain = PLAIN.get(f"{parts['FREQ']} {names[0]}", PLAIN[names[0]])
        raise fault("repeat-ambiguous", value=written, shape=shape, plain=plain, **at)


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
