"""Finds dates in text whose weekday is wrong: «tirsdag 13. mai»."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.problems import TEXT, Report
from newsroom.reading.masking import blanked
from newsroom.wording.value_corrections import MONTH, WEEKDAYS

_NORWEGIAN = "(?:man|tirs|ons|tors|fre|lør|søn|mån|tys|laur|sun)dag"
_ENGLISH = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
# Not «man.» and «tor.», which may end a sentence.
_SHORT = r"(?:tirs?|ons|tors|fre|lør|søn)(?=\.)"
_MONTH = rf"(?P<month>(?:{'|'.join(MONTH)})[a-z]{{0,6}})\b\.?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20|21)\d\d)\b)?"
# From the start of a word, so that no part of a URL matches.
_NB = rf"[^\w\s]*\w*?(?P<weekday>{_NORWEGIAN}|(?<!\w){_SHORT})(?:en|\.)?,?\s+(?:den\s+)?"
_EN = rf"[^\w\s]*(?P<weekday>{_ENGLISH}),?\s+"
_DAY_NB = r"(?P<day>\d{1,2})\.(?:\s?[–-]\s?\d{1,2}\.)?"
_DIGITS = r"(?P<day>\d{1,2})[./]\s?(?P<month>\d{1,2})[./-]\s?(?P<year>(?:\d\d)?\d\d)\b"
_ISO = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"
_DAY_EN = r"(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
# Most runs need none of them, so they are compiled when a date is found.
_NORWEGIAN_FORMS = (rf"{_NB}{_DAY_NB}\s+{_MONTH}{_YEAR}", rf"{_NB}{_DIGITS}", rf"{_NB}{_ISO}")
FORMS = {
    "nb": _NORWEGIAN_FORMS,
    "nn": _NORWEGIAN_FORMS,
    "en": (
        rf"{_EN}{_DAY_EN}\s+(?:of\s+)?{_MONTH}{_YEAR}",
        rf"{_EN}{_MONTH}\s+{_DAY_EN}{_YEAR}",
    ),
}
# Quick searches, since each begins with plain letters: a text that none of them matches has none
# of FORMS either.
_DATE_NB = r",?\s+(?:den\s+)?\d"
_NORWEGIAN_HINTS = (
    re.compile(rf"dag(?:en)?{_DATE_NB}", re.IGNORECASE),
    re.compile(rf"\.(?<=(?:tir|irs|ons|ors|fre|lør|søn)\.){_DATE_NB}", re.IGNORECASE),
)
HINTS = {"nb": _NORWEGIAN_HINTS, "nn": _NORWEGIAN_HINTS, "en": (re.compile(r"day,?\s"),)}

# A text, the line of its file where it begins, its language, and the days near which its dates
# without a year are taken to be.
Passage = tuple[str, int, str, tuple[date, ...]]


def check_weekdays(entry: Entry, report: Report) -> None:
    """Report each wrong weekday: an error if the date has a year, else advice."""
    for text, line, lang, near in _passages(entry):
        shown = blanked(text)
        for match in _dates_in(shown, lang):
            days = _possible_dates(match, near)
            weekdays = [day.weekday() for day in days]
            if days and WEEKDAYS[match["weekday"][:3].lower()] not in weekdays:
                start = match.start("weekday")
                written = " ".join(shown[start : match.end()].split())
                values = {"written": written, "date": days[0], "weekday": days[0]}
                source = entry.source.at_line(line + shown.count("\n", 0, start))
                is_sure = bool(match["year"])
                report.add(source, (), "weekday-wrong", values, "error" if is_sure else "advice")


def _dates_in(text: str, lang: str) -> Iterator[re.Match[str]]:
    """Each date with a weekday; only words that end like a weekday are tried, which is quick."""
    for hint in (match for one in HINTS.get(lang, ()) for match in one.finditer(text)):
        start = hint.start()
        while start and not text[start - 1].isspace():
            start -= 1
        forms = (re.compile(form, re.IGNORECASE) for form in FORMS[lang])
        yield from (match for form in forms if (match := form.match(text, start)))


def _has_hint(text: str, lang: str) -> bool:
    return any(hint.search(text) for hint in HINTS.get(lang, ()))


def _possible_dates(match: re.Match[str], near: tuple[date, ...]) -> list[date]:
    """The dates that may be meant; none when no year has that day."""
    name = match["month"].lower()
    month, day = MONTH.get(name[:3]) or int(name), int(match["day"])
    if match["year"]:
        return _dates([int(f"20{match['year']}"[-4:])], month, day)
    years = [_dates([own.year - 1, own.year, own.year + 1], month, day) for own in near]
    return [
        min(dates, key=lambda d: abs(d - own))
        for own, dates in zip(near, years, strict=True)
        if dates
    ]


def _dates(years: list[int], month: int, day: int) -> list[date]:
    """The day in each of the years that has it."""
    is_month = 1 <= month <= 12
    possible = (year for year in years if year and is_month)
    return [date(y, month, day) for y in possible if 1 <= day <= monthrange(y, month)[1]]


def _passages(entry: Entry) -> Iterator[Passage]:
    """Each text of an entry that seems to have a date with a weekday in it."""
    near = () if entry.lost & {"date", "start", "year"} else entry.own_days
    for where, text in entry.parts(str):
        lang = str(where[0]) if where[0] in FORMS else entry.site_lang
        if _has_hint(text, lang):
            is_instance = isinstance(entry, Event) and where[0] == "instances"
            days = (date.fromisoformat(str(where[1])),) if is_instance else near
            yield text, entry.source.place((*where, TEXT))[0], lang, near and days
    if _has_hint(entry.source.text, entry.site_lang):
        yield entry.source.text, entry.source.text_line, entry.site_lang, near
