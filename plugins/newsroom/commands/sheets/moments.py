"""Reads the date and the time of a row, in any notation that has one meaning."""

import re
from dataclasses import dataclass
from datetime import date

from newsroom.commands.prompts import Ask
from newsroom.contract.moment import Moment
from newsroom.wording.dates import day
from newsroom.wording.value_corrections import corrected_value

# 05/06/2024 or 05-06-2024, and 05/06 without a year: the day may be the first number or the second.
EITHER_FIRST = re.compile(r"(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}))?(?!\d)(.*)")
CLOCK = r"\d{1,2}(?:[.:]?\d{2})?"
RANGE = re.compile(rf"(.*\d)\s*(?:[-–—]|til)\s*(?:kl\.?\s*)?({CLOCK})")
ONLY_CLOCK = re.compile(rf"(?:kl\.?\s*)?({CLOCK})", re.IGNORECASE)
SECONDS = re.compile(r"(\d[:.]\d\d)[:.]00$")

EXPECTED = (
    "«{0}» skal være en dato, f.eks. 5.6.2024 eller 5. juni 2024, og gjerne et klokkeslett (09.00)"
)
NO_YEAR = "«{0}» kan være {1}, og årstallet mangler. Skriv det med fire sifre"
AMBIGUOUS = "«{0}» kan være {1} eller {2}. Skriv måneden med bokstaver"
QUESTION = "{0}: «{1}». Er det {2} (1) eller {3} (2)? Skriv 1 eller 2: "


class Unclear(Exception):
    """A value has no meaning, or more than one; the text says what was expected."""


@dataclass(slots=True)
class MomentReader:
    """Reads dates; asks once whether the day or the month comes first, when `ask` is given."""

    ask: Ask | None
    day_is_first: bool | None = None

    def span(self, start: str, end: str, place: str) -> tuple[str, str]:
        """The start and the end as they are written in YAML; the end may be "". Raises Unclear."""
        start, end = SECONDS.sub(r"\1", start), SECONDS.sub(r"\1", end)
        begin = self._moment(start, place)
        if not begin and (hours := RANGE.fullmatch(start)):
            begin, end = self._moment(hours[1], place), end or hours[2]
        if not begin:
            raise Unclear(EXPECTED.format(start))
        if clock := ONLY_CLOCK.fullmatch(end):
            end = f"{begin[:10]} {corrected_value('clock-invalid', clock[1]) or clock[1]}"
        finish = self._moment(end, place) if end else ""
        if end and not finish:
            raise Unclear(EXPECTED.format(end))
        return begin, finish

    def _moment(self, text: str, place: str) -> str:
        """`2024-06-05 09:00`; "" for what is no date."""
        if match := EITHER_FIRST.fullmatch(text):
            text = self._day_first(match, place)
        try:
            return str(Moment.parse(text))
        except ValueError:
            return corrected_value("date-invalid", text)

    def _day_first(self, match: re.Match[str], place: str) -> str:
        """The same date as 5.6.2024, when the order of its numbers is certain or answered."""
        first, _, second, year, rest = match.groups()
        readings = _readings(first, second, year or "2024")
        if not readings or not (year or match[2] == "/"):
            return match[0]
        if not year:
            days = (day(reading, "nb").removesuffix(" 2024") for reading in readings)
            raise Unclear(NO_YEAR.format(match[0], " eller ".join(days)))
        if len(readings) == 2 and self.day_is_first is None:
            a, b = (day(reading, "nb") for reading in readings)
            if self.ask is None:
                raise Unclear(AMBIGUOUS.format(match[0], a, b))
            while (answer := self.ask(QUESTION.format(place, match[0], a, b))) not in ("1", "2"):
                pass
            self.day_is_first = answer == "1"
        is_swapped = not self.day_is_first if len(readings) == 2 else int(second) > 12
        numbers = (second, first) if is_swapped else (first, second)
        return f"{'.'.join(numbers)}.{year}{rest}"


def _readings(first: str, second: str, year: str) -> list[date]:
    """The dates that two numbers can mean: the day first, then the month first."""
    dates = []
    for number, month in dict.fromkeys([(int(first), int(second)), (int(second), int(first))]):
        try:
            dates.append(date(int(year), month, number))
        except ValueError:
            continue
    return dates
