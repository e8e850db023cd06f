"""A weekday in a text that is not that of its date: «tirsdag 13. mai»."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from newsroom.contract.entry import Document, Entry
from newsroom.contract.event import Event
from newsroom.contract.event_parts import Instance
from newsroom.contract.problems import Report
from newsroom.contract.review import Review
from newsroom.contract.source import TEXT, Where
from newsroom.reading.masking import blanked

# From Monday, 0; Nynorsk has names of its own.
WEEKDAYS = {
    **{"mandag": 0, "tirsdag": 1, "onsdag": 2, "torsdag": 3, "fredag": 4, "lørdag": 5, "søndag": 6},
    **{"måndag": 0, "tysdag": 1, "laurdag": 5, "sundag": 6},
    **{"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4},
    **{"saturday": 5, "sunday": 6},
}
# Norwegian and English names of months begin alike, but for four.
MONTHS = ("jan", "feb", "mar", "apr", "mai may", "jun", "jul", "aug", "sep", "okt oct", "nov",
          "des dec")  # fmt: skip
MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()}

_NORWEGIAN = "|".join(name for name in WEEKDAYS if name.endswith("dag"))
_ENGLISH = "|".join(name for name in WEEKDAYS if name.endswith("day"))
_MONTH_NB = (
    r"(?P<month>januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    r"|(?:jan|feb|apr|aug|sept?|okt|nov|des)\b\.?)"
)
_MONTH_EN = (
    r"(?P<month>january|february|march|april|may|june|july|august|september|october|november"
    r"|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_YEAR = r"(?:,?\s+(?P<year>(?:19|20|21)\d\d)\b)?"
# From the start of a word, so that no part of an address is taken for a date.
_NB = rf"[^\w\s]*\w*?(?P<weekday>{_NORWEGIAN})(?:en)?,?\s+(?:den\s+)?(?P<day>\d{{1,2}})\."
_EN = rf"[^\w\s]*(?P<weekday>{_ENGLISH}),?\s+"
_DAY_EN = r"(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
FORMS = {
    "nb": (
        re.compile(rf"{_NB}(?:\s?[–-]\s?\d{{1,2}}\.)?\s+{_MONTH_NB}{_YEAR}", re.IGNORECASE),
        re.compile(rf"{_NB}\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}})\b", re.IGNORECASE),
    ),
    "en": (
        re.compile(rf"{_EN}{_DAY_EN}\s+(?:of\s+)?{_MONTH_EN}{_YEAR}", re.IGNORECASE),
        re.compile(rf"{_EN}{_MONTH_EN}\s+{_DAY_EN}{_YEAR}", re.IGNORECASE),
    ),
}
# What a text must have for any of them to be found in it, and is quick to look for.
HINT = {"nb": re.compile(r"dag(?:en)?,?\s+(?:den\s+)?\d"), "en": re.compile(r"day,?\s")}


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of an entry from a line of its file on, and the days that a date in it is near."""

    text: str
    line: int
    lang: str
    near: tuple[date, ...]


def check_weekdays(entry: Entry, report: Report) -> None:
    """Every date in a text has its own weekday: an error with a year, without one advice."""
    near = () if entry.lost & {"date", "start", "year"} else entry.own_days
    for passage in _passages(entry, near):
        _check(passage, entry, report)


def _check(passage: Passage, entry: Entry, report: Report) -> None:
    lang = "en" if passage.lang == "en" else "nb"
    shown = blanked(passage.text) if HINT[lang].search(passage.text) else ""
    for found in _found(shown, lang):
        days = _meant(found, passage.near)
        if days and WEEKDAYS[found["weekday"].lower()] not in [day.weekday() for day in days]:
            start = found.start("weekday")
            written = " ".join(shown[start : found.end()].split())
            values = {"written": written, "date": days[0], "weekday": days[0]}
            source = entry.source.at_line(passage.line + shown.count("\n", 0, start))
            severity = "error" if found["year"] else "advice"
            report.add(source, (), "weekday-wrong", values, severity)


def _found(text: str, lang: str) -> Iterator[re.Match[str]]:
    """Every weekday with a date, looked for only in words that end as weekdays do."""
    for hint in HINT[lang].finditer(text):
        start = hint.start()
        while start and not text[start - 1].isspace():
            start -= 1
        yield from (found for form in FORMS[lang] if (found := form.match(text, start)))


def _meant(found: re.Match[str], near: tuple[date, ...]) -> list[date]:
    """The dates that may be meant; none when there is no such day."""
    name = found["month"].lower()
    month, day = MONTH.get(name[:3]) or int(name), int(found["day"])
    if found["year"]:
        return _dates([int(found["year"])], month, day)
    years = [_dates([own.year - 1, own.year, own.year + 1], month, day) for own in near]
    return [
        min(dates, key=lambda d: abs(d - own))
        for own, dates in zip(near, years, strict=True)
        if dates
    ]


def _dates(years: list[int], month: int, day: int) -> list[date]:
    """The day in each of the years that has it."""
    found = []
    for year in years:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


def _passages(entry: Entry, near: tuple[date, ...]) -> Iterator[Passage]:
    """Every text of an entry that can have a date in it."""
    lang = getattr(entry, "lang", "nb")
    for where, text, said_in in _fields(entry, lang):
        yield Passage(text, entry.source.place((*where, TEXT))[0], said_in, near)
    if isinstance(entry, Document):
        yield Passage(entry.source.text, entry.source.text_line, lang, near)
    if isinstance(entry, Event):
        for day, instance in entry.instances.items():
            for where, text in _words(instance):
                line = entry.source.place(("instances", str(day), *where, TEXT))[0]
                yield Passage(text, line, lang, near and (day,))


def _fields(entry: Entry, lang: str) -> Iterator[tuple[Where, str, str]]:
    if isinstance(entry, Document | Event):
        yield from ((where, text, lang) for where, text in _words(entry))
    if isinstance(entry, Event) and entry.en:
        for name in ("title", "summary", "description"):
            yield ("en", name), getattr(entry.en, name), "en"
    if isinstance(entry, Review):
        for index, highlight in enumerate(entry.highlights):
            yield ("highlights", index, "title"), highlight.title, lang
            yield ("highlights", index, "text"), highlight.text, lang


def _words(said: Document | Event | Instance) -> Iterator[tuple[Where, str]]:
    for name in ("title", "summary", "description"):
        yield (name,), getattr(said, name, "")
    for index, item in enumerate(getattr(said, "programme", ())):
        yield ("programme", index, "title"), item.title
        yield ("programme", index, "text"), item.text
