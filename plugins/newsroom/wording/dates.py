"""Formats dates and times as Språkrådet advises, with Babel's data, never the OS locale."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby

from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.lists import format_list

from newsroom.contract.moment import Moment

DASH = "\u2013"
SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class DatePatterns:
    """How a language writes the number of a day, what is under it in a row, times and amounts."""

    locale: Locale
    dot: str
    under_day: str
    clock: str
    hours: str
    amount: str


NORWEGIAN = (".", "EEEEEE MMM", "%H.%M", f"kl.{SPACE}{{}}", f"{{}}{SPACE}kr")
# British English has the day before the month.
PATTERNS = {
    "nb": DatePatterns(Locale("nb"), *NORWEGIAN),
    "nn": DatePatterns(Locale("nn"), *NORWEGIAN),
    "en": DatePatterns(Locale("en", "GB"), "", "EEE MMM", "%H:%M", "{}", f"NOK{SPACE}{{}}"),
}


# Lists show the same days again and again.
@lru_cache(maxsize=8192)
def _date(when: date, pattern: str, lang: str) -> str:
    """The day by a pattern of CLDR; "d." is the number with the dot of the language, if any."""
    ours = PATTERNS[lang]
    return format_date(when, pattern.replace("d.", f"d{ours.dot}"), ours.locale)


def day(when: date, lang: str) -> str:
    """5. juni 2024"""
    return _date(when, "d. MMMM y", lang)


def ago(length: timedelta, lang: str) -> str:
    """for 4 døgn siden"""
    return str(format_timedelta(-length, add_direction=True, locale=PATTERNS[lang].locale))


def weekday_name(when: date, lang: str) -> str:
    """onsdag"""
    return _date(when, "EEEE", lang)


def weekday(when: date, lang: str) -> str:
    """onsdag 5. juni 2024"""
    return f"{weekday_name(when, lang)} {day(when, lang)}"


def month(when: date, lang: str) -> str:
    """juni 2024"""
    return _date(when, "MMMM y", lang)


def month_name(when: date, lang: str) -> str:
    """juni"""
    return _date(when, "LLLL", lang)


def short_month(when: date, lang: str) -> str:
    """on. juni: weekday and month, shown under the day of an event row"""
    return _date(when, PATTERNS[lang].under_day, lang)


def weekday_names(lang: str) -> Iterator[tuple[str, str]]:
    """ma. and mandag, ti. and tirsdag … from Monday on; Babel has no stand-alone Nynorsk"""
    for day in (date(2024, 1, number) for number in range(1, 8)):
        yield _date(day, "EEEEEE", lang), weekday_name(day, lang)


def clock(when: time, lang: str) -> str:
    """09.00, in English 09:00"""
    return f"{when:{PATTERNS[lang].clock}}"


def hours(start: Moment, end: Moment | None, lang: str) -> str:
    """kl. 12.15–13.00; "" for whole days"""
    if start.clock is None:
        return ""
    text = clock(start.clock, lang)
    if end and end.clock and end.day == start.day and end.clock != start.clock:
        text += DASH + clock(end.clock, lang)
    return PATTERNS[lang].hours.format(text)


def days(start: date, end: date, lang: str) -> str:
    """3.–6. juni 2024, 30. mai – 2. juni 2024, or a single day with its weekday"""
    if start == end:
        return weekday(start, lang)
    if (start.year, start.month) == (end.year, end.month):
        return f"{_date(start, 'd.', lang)}{DASH}{day(end, lang)}"
    first = (day_of_year if start.year == end.year else day)(start, lang)
    return f"{first}{SPACE}{DASH} {day(end, lang)}"


def day_of_year(when: date, lang: str) -> str:
    """5. juni"""
    return _date(when, "d. MMMM", lang)


def short_day(when: date, lang: str) -> str:
    """5. sep.: for narrow columns"""
    return _date(when, "d. MMM", lang)


def short_date(when: date, lang: str) -> str:
    """5. sep. 2023: for narrow columns with days of several years"""
    return _date(when, "d. MMM y", lang)


def day_list(when: Iterable[date], lang: str) -> str:
    """5., 12. og 26. mars, 2. april 2024, 7. januar 2025: each month and year once."""
    years = []
    for year, of_year in groupby(when, key=lambda day: day.year):
        months = []
        for _, of_month in groupby(of_year, key=lambda day: day.month):
            *first, last = of_month
            named = [*(_date(day, "d.", lang) for day in first), day_of_year(last, lang)]
            months.append(format_list(named, locale=PATTERNS[lang].locale))
        years.append(f"{', '.join(months)} {year}")
    return ", ".join(years)


def when(start: Moment, end: Moment | None, lang: str) -> str:
    """tirsdag 12. september 2023 kl. 09.00–15.30"""
    finish = end or start
    if start.clock and finish.day != start.day:
        return f"{moment(start, lang)}{SPACE}{DASH} {moment(finish, lang)}"
    return f"{days(start.day, finish.day, lang)} {hours(start, end, lang)}".strip()


def moment(value: Moment, lang: str) -> str:
    """fredag 8. september 2023 kl. 12.00, or only the day when it has no time"""
    return f"{weekday(value.day, lang)} {hours(value, None, lang)}".strip()


def machine(value: Moment) -> str:
    """HTML's `datetime` (HTML, 4.5.14): a date, or a time with offset."""
    return value.day.isoformat() if value.is_all_day else stamp(value.instant)


def stamp(value: datetime) -> str:
    """The time in RFC 3339 with offset, to the second."""
    return value.isoformat(timespec="seconds")
