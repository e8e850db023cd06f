"""Recurrence rules in plain Norwegian, converted to RRULE parts (RFC 5545, 3.3.10)."""

import re
from difflib import get_close_matches

from newsroom.contract.moment import Moment

WEEKDAYS = {
    "mandag": "MO",
    "tirsdag": "TU",
    "onsdag": "WE",
    "torsdag": "TH",
    "fredag": "FR",
    "lørdag": "SA",
    "søndag": "SU",
    "hverdag": "MO,TU,WE,TH,FR",
}
UNITS = {"dag": "DAILY", "uke": "WEEKLY", "måned": "MONTHLY", "år": "YEARLY"}
ORDINALS = {
    "første": 1,
    "andre": 2,
    "annen": 2,
    "annet": 2,
    "tredje": 3,
    "fjerde": 4,
    "femte": 5,
    "sjette": 6,
    "siste": -1,
    "nest siste": -2,
}
NUMBERS = ("to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
WORDS = (
    *WEEKDAYS, *UNITS, *MONTHS, "hver", "hvert", "annenhver", "annethvert", "i", "måneden",
    "ganger", "til", "og", "med", "den", *" ".join(ORDINALS).split(),
)  # fmt: skip
FINE_WORDS = re.compile(r"\b(time|minutt|sekund)")

_DAY = "|".join(WEEKDAYS)
_DAYS = rf"(?P<days>({_DAY})((, | og )({_DAY}))*)"
_NTH = "|".join(sorted(ORDINALS, key=len, reverse=True))
EVERY = re.compile(
    rf"(?:hver(?:t)?(?: (?P<nth>andre|annen|annet|tredje|fjerde|femte|sjette|[1-9]\d?\.))?"
    rf"|(?P<other>annenhver|annethvert|annahver))"
    rf" (?:(?P<unit>{'|'.join(UNITS)})|{_DAYS})"
)
MONTHLY = re.compile(
    rf"(?:hver |den )?(?P<nth>{_NTH}) (?P<day>{_DAY.replace('|hverdag', '')})(?:en)? "
    rf"(?:i (?:hver )?måned(?:en)?|hver måned)"
)
DATE_MONTHLY = re.compile(r"den (?P<day>\d{1,2})\. (?:i (?:hver )?måned(?:en)?|hver måned)")
TIMES = re.compile(rf",? (?P<count>\d{{1,4}}|{'|'.join(NUMBERS)}) gang(?:er)?$")
UNTIL = re.compile(
    rf",? (?:fram |frem )?til (?:og med )?(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})"
    rf"|(?P<day>\d{{1,2}})\. (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}}))$"
)


def from_words(text: str) -> tuple[str, int | None, Moment | None] | None:
    """The RRULE parts, the COUNT and the UNTIL of a text; None when it is not a rule.

    `hver tirsdag`, `annenhver tirsdag`, `hver tredje uke`, `første tirsdag i måneden`, each alone
    or with `, 6 ganger` or `, til 1. juni 2024`. Raises a fault for an impossible last day.
    """
    times, until = TIMES.search(text), UNTIL.search(text)
    ending = times or until
    if not (rule := _rule(text[: ending.start()] if ending else text)):
        return None
    return rule, _count(times["count"]) if times else None, _day(until) if until else None


def _rule(text: str) -> str:
    """The RRULE parts of a text without its ending; "" when it is not a rule."""
    if match := EVERY.fullmatch(text):
        return _every(match)
    if match := MONTHLY.fullmatch(text):
        return f"FREQ=MONTHLY;BYDAY={ORDINALS[match['nth']]}{WEEKDAYS[match['day']]}"
    if (match := DATE_MONTHLY.fullmatch(text)) and 1 <= int(match["day"]) <= 31:
        return f"FREQ=MONTHLY;BYMONTHDAY={int(match['day'])}"
    return ""


def _every(match: re.Match[str]) -> str:
    frequency = UNITS.get(match["unit"] or "", "WEEKLY")
    nth = match["nth"] or ("andre" if match["other"] else "")
    interval = ORDINALS.get(nth) or int(nth.rstrip(".") or 1)
    rule = f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")
    days = re.split(", | og ", match["days"]) if match["days"] else []
    return rule + (f";BYDAY={','.join(WEEKDAYS[day] for day in days)}" if days else "")


def _count(word: str) -> int:
    return NUMBERS.index(word) + 2 if word in NUMBERS else int(word)


def _day(match: re.Match[str]) -> Moment:
    """The last day of the rule. Raises a fault for an impossible date."""
    if match["iso"]:
        return Moment.parse(match["iso"])
    month = MONTHS.index(match["month"]) + 1
    return Moment.parse(f"{match['year']}-{month:02}-{int(match['day']):02}")


def _known_word(match: re.Match[str]) -> str:
    return next(iter(get_close_matches(match[0], WORDS, n=1, cutoff=0.7)), match[0])


def with_known_words(text: str) -> str:
    """The text with misspelt words corrected; "" when that does not make it a rule."""
    corrected = re.sub(r"[^\W\d_]+", _known_word, text.replace("_", ""))
    return corrected if corrected != text and from_words(corrected) else ""
