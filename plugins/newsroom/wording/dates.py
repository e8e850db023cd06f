"""Formats dates and times as Språkrådet advises, with Babel's data, never the OS locale."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import groupby

from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.lists import format_list

from newsroom.contract.moment import Moment

DASH = "\u2013"
SPACE = "\u00a0"
# Lists show the same days again and again.
_formatted = lru_cache(maxsize=8192)(format_date)


@cache
def locale(lang: str) -> Locale:
    """Babel's locale; British English for `en`, since it puts the day before the month."""
    return Locale.parse("en_GB" if lang == "en" else lang)


def day(when: date, lang: str) -> str:
    """5. juni 2024"""
    return _formatted(when, "d MMMM y" if lang == "en" else "d. MMMM y", locale(lang))


def ago(length: timedelta, lang: str) -> str:
    """for 4 døgn siden"""
    return str(format_timedelta(-length, add_direction=True, locale=locale(lang)))


def weekday_name(when: date, lang: str) -> str:
    """onsdag"""
    return _formatted(when, "EEEE", locale(lang))


def weekday(when: date, lang: str) -> str:
    """onsdag 5. juni 2024"""
    return f"{weekday_name(when, lang)} {day(when, lang)}"


def month(when: date, lang: str) -> str:
    """juni 2024"""
    return _formatted(when, "MMMM y", locale(lang))


def month_name(when: date, lang: str) -> str:
    """juni"""
    return _formatted(when, "LLLL", locale(lang))


def short_month(when: date, lang: str) -> str:
    """on. juni: weekday and month, shown under the day of an event row"""
    weekday_and_month = "EEE MMM" if lang == "en" else "EEEEEE MMM"
    return _formatted(when, weekday_and_month, locale(lang))


def weekday_names(lang: str) -> Iterator[tuple[str, str]]:
    """ma. and mandag, ti. and tirsdag … from Monday on"""
    names = locale(lang).days["stand-alone"]
    yield from ((names["short"][day], names["wide"][day]) for day in range(7))


def clock(when: time, lang: str) -> str:
    """09.00, in English 09:00"""
    return f"{when:%H:%M}" if lang == "en" else f"{when:%H.%M}"


def hours(start: Moment, end: Moment | None, lang: str) -> str:
    """kl. 12.15–13.00; "" for whole days"""
    if start.clock is None:
        return ""
    text = clock(start.clock, lang)
    if end and end.clock and end.day == start.day and end.clock != start.clock:
        text += DASH + clock(end.clock, lang)
    return text if lang == "en" else f"kl.{SPACE}{text}"


def days(start: date, end: date, lang: str) -> str:
    """3.–6. juni 2024, 30. mai – 2. juni 2024, or a single day with its weekday"""
    if start == end:
        return weekday(start, lang)
    dot = "" if lang == "en" else "."
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}{dot}{DASH}{day(end, lang)}"
    whole = day(start, lang)
    first = whole.removesuffix(f" {start.year}") if start.year == end.year else whole
    return f"{first}{SPACE}{DASH} {day(end, lang)}"


def day_of_year(when: date, lang: str) -> str:
    """5. juni"""
    return _formatted(when, "d MMMM" if lang == "en" else "d. MMMM", locale(lang))


def short_day(when: date, lang: str) -> str:
    """5. sep.: for narrow columns"""
    return _formatted(when, "d MMM" if lang == "en" else "d. MMM", locale(lang))


def short_date(when: date, lang: str) -> str:
    """5. sep. 2023: for narrow columns with days of several years"""
    return _formatted(when, "d MMM y" if lang == "en" else "d. MMM y", locale(lang))


def day_list(when: Iterable[date], lang: str) -> str:
    """5., 12. og 26. mars, 2. april 2024, 7. januar 2025: each month and year once."""
    dot = "" if lang == "en" else "."
    years = []
    for year, of_year in groupby(when, key=lambda day: day.year):
        months = []
        for _, of_month in groupby(of_year, key=lambda day: day.month):
            *first, last = of_month
            numbers = [f"{day.day}{dot}" for day in first]
            months.append(format_list([*numbers, day_of_year(last, lang)], locale=locale(lang)))
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
