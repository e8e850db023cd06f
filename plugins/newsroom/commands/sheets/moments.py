"""Reads the date and the time of a row, in any notation that has one meaning."""

import re
from dataclasses import dataclass
from datetime import date

from newsroom.commands.prompts import Ask
from newsroom.contract.moment import Moment
from newsroom.wording.dates import day
from newsroom.wording.problems import text_of
from newsroom.wording.value_corrections import SHORT_MONTHS, corrected_value, wrong_weekday

# 05/06/2024 or 05-06-2024: the day may be the first number or the second.
EITHER_FIRST = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}.*)")
SHORT_YEAR = re.compile(r"\b(\d{1,2}\.\d{1,2}\.)(\d\d)\b")
# With «am» or «pm» after both or after none: «1-3 pm» does not say which the first one is.
RANGE = re.compile(r"(?i)(.*\d(\s*[ap]\.?m\.?)?)\s*(?:[-–—]|til)\s*(.*(?(2)m\.?|\d))")
MONTH = rf"\.?\s*(?:{'|'.join(SHORT_MONTHS)})[a-z]*\.?"
IMPOSSIBLE = re.compile(
    rf"(?!\D+\d+/\d+/)\D*\d\d?(?:[./-]\d\d?[./-]|{MONTH}\s*)\d{{4}}[ ,]*(?:kl)?[\d:. –—-]*"
)
YEARLESS = re.compile(
    r"\D*\d\d?(?:[./-](?:0?[1-9]|1[0-2])(?:[./-](?:\d\d)?)?(?![\d./-])"
    rf"|{MONTH}(?![a-z.\s]*\d{{4}})).*"
)
REASONS = {
    IMPOSSIBLE: "finnes ikke i kalenderen eller på klokken. Sjekk dag, måned og klokkeslett.",
    YEARLESS: "mangler årstallet med fire sifre. Skriv f.eks. 12. mars 2024.",
}
AMBIGUOUS = "{0}: «{1}» kan være {2} eller {3}. Skriv måneden med bokstaver."
QUESTION = "{0}: «{1}». Er det {2} (1) eller {3} (2)? Skriv 1 eller 2: "


@dataclass(slots=True)
class MomentReader:
    """Reads dates; asks once whether the day or the month comes first, when `ask` is given."""

    ask: Ask | None
    faults: list[str]
    answer: str = ""

    def span(self, start: str, end: str, place: str) -> tuple[str, str]:
        """The start and the end as they are written in YAML; what is no date stays as it is.

        A date that is wrong, or has several meanings, adds a fault. A time of no day is dropped.
        """
        begin = self._moment(start, place)
        if not begin and (hours := RANGE.fullmatch(start)):
            begin = self._moment(hours[1], place)
            end = end or (hours[3] if begin else "")
        reasons = (why for form, why in REASONS.items() if form.fullmatch(start.lower()))
        self.faults.extend(f"{place}: «{start}» {why}" for why in reasons if not begin)
        finish = self._moment(f"{begin[:10] or '2000-01-01'} {end}", place) if end else ""
        if finish and not begin:
            return start, ""
        return begin or start, finish or self._moment(end, place) or end

    def _moment(self, text: str, place: str) -> str:
        """`2024-06-05 09:00`; "" for what is no date."""
        texts, either = [SHORT_YEAR.sub(r"\g<1>20\2", text)], EITHER_FIRST.fullmatch(text)
        if either:
            first, second, rest = either.groups()
            texts = [f"{first}.{second}.{rest}", f"{second}.{first}.{rest}"]
        readings = [*dict.fromkeys(filter(None, map(_iso, texts)))]
        days = [date.fromisoformat(reading[:10]) for reading in readings]
        if len(readings) == 2:
            return readings[self._order(text, [day(when, "nb") for when in days], place)]
        if actual := wrong_weekday(texts[0]):
            values = {"written": text, "date": actual, "weekday": actual}
            self.faults.append(f"{place}: {text_of('weekday-wrong', 'nb', **values)}")
            return actual
        return readings[0] if readings else ""

    def _order(self, text: str, days: list[str], place: str) -> int:
        """0 when the day comes first, 1 when the month does."""
        if self.ask is None:
            self.faults.append(AMBIGUOUS.format(place, text, *days))
            return 0
        while self.answer not in ("1", "2"):
            self.answer = self.ask(QUESTION.format(place, text, *days)).strip()
        return int(self.answer) - 1


def _iso(text: str) -> str:
    try:
        return str(Moment.parse(text))
    except ValueError:
        return corrected_value("date-invalid", text)
