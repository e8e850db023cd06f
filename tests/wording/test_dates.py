"""Dates and times in words, as Språkrådet writes them (DESIGN.md, 6)."""

import os
import subprocess
import sys
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from newsroom.contract.moment import Moment
from newsroom.wording import dates
from newsroom.wording.texts import CATALOGUES

ROOT = Path(__file__).parents[2]
JUNE = date(2024, 6, 5)
# No-break spaces are written ~ here, so that they can be seen.
NBSP = "\u00a0"


def seen(text: str) -> str:
    return text.replace(NBSP, "~")


@pytest.mark.parametrize(
    ("lang", "day", "weekday", "month"),
    [
        ("nb", "5. juni 2024", "onsdag 5. juni 2024", "juni 2024"),
        ("nn", "5. juni 2024", "onsdag 5. juni 2024", "juni 2024"),
        ("en", "5 June 2024", "Wednesday 5 June 2024", "June 2024"),
    ],
)
def test_a_day_in_words(lang: str, day: str, weekday: str, month: str) -> None:
    """A day in words; Norwegian has a full stop after the day."""
    assert dates.day(JUNE, lang) == day
    assert dates.weekday(JUNE, lang) == weekday
    assert dates.month(JUNE, lang) == month


def test_each_language_of_a_catalogue_has_its_patterns() -> None:
    """A language is a catalogue and a row of patterns; Bokmål is in the code."""
    assert dates.PATTERNS.keys() == {"nb", *(file.stem for file in CATALOGUES.glob("*.po"))}


def test_nynorsk_has_its_own_names_of_days() -> None:
    """Also in the head of a month; its months are those of Bokmål."""
    short, names = zip(*dates.weekday_names("nn"), strict=True)
    assert short == ("må.", "ty.", "on.", "to.", "fr.", "la.", "sø.")
    assert " ".join(names) == "måndag tysdag onsdag torsdag fredag laurdag søndag"
    assert [dates.weekday_name(date(2024, 1, day), "nn") for day in range(1, 8)] == [*names]
    months = [date(2024, number, 1) for number in range(1, 13)]
    for name in (dates.month_name, dates.short_day, dates.month):
        assert [name(day, "nn") for day in months] == [name(day, "nb") for day in months]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024-06-08", None, "laurdag 8. juni 2024"),
        ("2024-06-08", "2024-06-09", "8.–9. juni 2024"),
        ("2024-06-29", "2024-07-02", "29. juni~– 2. juli 2024"),
        ("2023-09-12 09:00", "2023-09-12 15:30", "tysdag 12. september 2023 kl.~09.00–15.30"),
        (
            "2023-09-11 18:00",
            "2023-09-12 02:00",
            "måndag 11. september 2023 kl.~18.00~– tysdag 12. september 2023 kl.~02.00",
        ),
    ],
)
def test_when_an_event_is_in_nynorsk(start: str, end: str | None, said: str) -> None:
    """As in Bokmål, with the names of its days."""
    last = Moment.parse(end) if end else None
    assert seen(dates.when(Moment.parse(start), last, "nn")) == said


def test_several_days_in_nynorsk() -> None:
    """The numbers of days have full stops, and the last two are joined with "og"."""
    days = [date(2024, 3, 5), date(2024, 3, 12), date(2024, 3, 26), date(2025, 1, 7)]
    assert dates.day_list(days, "nn") == "5., 12. og 26. mars 2024, 7. januar 2025"
    assert dates.ago(timedelta(days=4), "nn") == "for 4 døgn sidan"


@pytest.mark.parametrize(
    ("when", "lang", "short"),
    [
        (JUNE, "nb", "on. juni"),
        (date(2023, 9, 12), "nb", "ti. sep."),
        (date(2023, 9, 12), "nn", "ty. sep."),
        (date(2023, 9, 12), "en", "Tue Sept"),
    ],
)
def test_weekday_and_month_are_short_under_the_day_of_a_row(
    when: date, lang: str, short: str
) -> None:
    """Two letters of the weekday, as the docstrings of `dates` and of the row say."""
    assert dates.short_month(when, lang) == short


@pytest.mark.parametrize(
    ("start", "end", "nb", "en"),
    [
        ("2024-06-03", "2024-06-06", "3.–6. juni 2024", "3–6 June 2024"),
        ("2024-05-30", "2024-06-02", "30. mai~– 2. juni 2024", "30 May~– 2 June 2024"),
        (
            "2024-12-30",
            "2025-01-02",
            "30. desember 2024~– 2. januar 2025",
            "30 December 2024~– 2 January 2025",
        ),
        ("2024-06-05", "2024-06-05", "onsdag 5. juni 2024", "Wednesday 5 June 2024"),
        ("2023-06-05", "2024-06-05", "5. juni 2023~– 5. juni 2024", "5 June 2023~– 5 June 2024"),
    ],
)
def test_days_say_what_they_share_once(start: str, end: str, nb: str, en: str) -> None:
    """A range names shared parts once; its dash has spaces only between words."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert seen(dates.days(first, last, "nb")) == nb
    assert seen(dates.days(first, last, "en")) == en


@pytest.mark.parametrize(
    ("start", "end", "nb", "en"),
    [
        ("2024-06-05 09:00", None, "kl.~09.00", "09:00"),
        ("2024-06-05 12:15", "2024-06-05 13:00", "kl.~12.15–13.00", "12:15–13:00"),
        ("2024-06-05 12:15", "2024-06-05 12:15", "kl.~12.15", "12:15"),
        ("2024-06-05 22:00", "2024-06-06 01:00", "kl.~22.00", "22:00"),
        ("2024-06-05 00:00", None, "kl.~00.00", "00:00"),
        ("2024-06-05", None, "", ""),
        ("2024-06-05", "2024-06-06", "", ""),
    ],
)
def test_hours_are_those_of_the_first_day(start: str, end: str | None, nb: str, en: str) -> None:
    """Times have a full stop in Norwegian and a colon in English, and whole days have none."""
    first, last = Moment.parse(start), Moment.parse(end) if end else None
    assert seen(dates.hours(first, last, "nb")) == nb
    assert seen(dates.hours(first, last, "nn")) == nb
    assert dates.hours(first, last, "en") == en


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (
            "2023-09-12 09:00",
            "2023-09-12 15:30",
            "tirsdag 12. september 2023 kl.~09.00–15.30",
        ),
        ("2023-09-12 09:00", None, "tirsdag 12. september 2023 kl.~09.00"),
        ("2023-09-12", None, "tirsdag 12. september 2023"),
        ("2023-09-12", "2023-09-14", "12.–14. september 2023"),
        (
            "2023-09-12 18:00",
            "2023-09-13 02:00",
            "tirsdag 12. september 2023 kl.~18.00~– onsdag 13. september 2023 kl.~02.00",
        ),
    ],
)
def test_when_an_event_is(start: str, end: str | None, said: str) -> None:
    """The time of an event, also one that ends after midnight."""
    last = Moment.parse(end) if end else None
    assert seen(dates.when(Moment.parse(start), last, "nb")) == said


def test_a_deadline_names_its_weekday_and_its_hour() -> None:
    """A deadline has its weekday and its time, if any."""
    assert seen(dates.moment(Moment.parse("2023-09-08 12:00"), "nb")) == (
        "fredag 8. september 2023 kl.~12.00"
    )
    assert dates.moment(Moment.parse("2023-09-08"), "en") == "Friday 8 September 2023"


@pytest.mark.parametrize(
    ("written", "machine"),
    [
        ("2023-09-12", "2023-09-12"),
        ("2023-09-12 09:00", "2023-09-12T09:00:00+02:00"),
        ("2023-12-12 09:00", "2023-12-12T09:00:00+01:00"),
        ("2023-10-29 02:30", "2023-10-29T02:30:00+02:00"),
    ],
)
def test_machines_get_a_date_or_a_time_with_its_offset(written: str, machine: str) -> None:
    """The `datetime` attribute has a date or a time with offset (HTML, 4.5.14)."""
    assert dates.machine(Moment.parse(written)) == machine


def test_a_clock_alone() -> None:
    """A time alone, as in a programme."""
    assert dates.clock(time(9, 5), "nb") == "09.05"
    assert dates.clock(time(9, 5), "en") == "09:05"


def test_the_systems_locale_is_never_asked() -> None:
    """The system's locale changes nothing: C, Turkish or German."""
    script = (
        "import locale; locale.setlocale(locale.LC_ALL, 'C')\n"
        "from datetime import date\n"
        "from newsroom.wording import dates, numbers\n"
        "print(ascii(dates.weekday(date(2023, 9, 12), 'nb') + numbers.number(2200, 'nb')))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env=os.environ | {"LC_ALL": lang, "LANG": lang, "LANGUAGE": lang},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for lang in ("C", "tr_TR.UTF-8", "de_DE.UTF-8")
    }
    assert said == {r"'tirsdag 12. september 20232\xa0200'"}
