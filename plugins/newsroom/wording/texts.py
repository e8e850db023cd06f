"""The texts of the interface, among them those for states, and for the dates of a series.

They are Norwegian Bokmål in the code; other languages are in gettext's catalogues (`<lang>.po`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Literal

from babel.lists import format_list
from babel.messages.pofile import read_po

from newsroom.contract.clock import Mark, SignUp
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.event_parts import NamedSeries
from newsroom.contract.recurrence import planned, series_occurrences
from newsroom.wording import dates

Texts = Callable[[str], str]
CATALOGUES = Path(__file__).with_name("translations")
EVENT = {
    "cancelled": "Avlyst",
    "postponed": "Utsatt",
    "rescheduled": "Ny dato",
    "moved_online": "Flyttet til nett",
}
SIGN_UP = {
    "open": "Åpen for påmelding",
    "full": "Fulltegnet",
    "waiting_list": "Venteliste",
    "closed": "Påmeldingen er stengt",
    "none": "Åpent for alle, uten påmelding",
}
MARK = {
    "draft": "Utkast: vises bare i forhåndsvisningen",
    "future": "Ikke publisert ennå: vises bare i forhåndsvisningen",
    "expired": "Denne siden er ikke lenger aktuell",
}
# The number of dates listed of an endless series; a series with an end is listed in full.
FIRST = 10


@cache
def texts(lang: str, *folders: Path) -> Texts:
    """The translation function `t` of a language, with the catalogues in `folders`.

    The first catalogue with a translation counts; a text without one stays Norwegian.
    """
    catalogues = [_catalogue(folder / f"{lang}.po") for folder in folders]
    return partial(_translated, catalogues)


def _translated(catalogues: Iterable[Mapping[str, str]], text: str) -> str:
    return next((known[text] for known in catalogues if known.get(text)), text)


def our_texts(lang: str, *folders: Path) -> Texts:
    """The translation function for texts in Python code; the catalogues in `folders` come last."""
    return texts(lang, CATALOGUES, *folders)


def listed(names: Iterable[str], lang: str, style: Literal["standard", "or"] = "standard") -> str:
    """The names as text: "Kari, Ola og Siv"; with the style "or" "Kari, Ola eller Siv"."""
    return format_list(tuple(names), style, locale=lang)


@cache
def _catalogue(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    with path.open("rb") as file:
        messages = list(read_po(file))
    return {str(message.id): str(message.string or "") for message in messages if message.id}


def event_status(event: Event, lang: str) -> str:
    """Avlyst, Utsatt, Ny dato, Flyttet til nett; "" when it is confirmed."""
    return our_texts(lang)(EVENT.get(event.status, ""))


def event_name(event: Event, lang: str) -> str:
    """The title, with its status in front when it is not held: "Avlyst: Frokostmøte"."""
    return f"{title_prefix(event, lang)}{event.title}"


def title_prefix(event: Event, lang: str) -> str:
    """What stands before the title of an event: `Avlyst: ` or `Utsatt: `; "" when it is held."""
    return f"{event_status(event, lang)}: " if event.is_off else ""


def series_text(series: NamedSeries | None, lang: str) -> str:
    """The series with the number in it: "Kunnskapsfrokost nr. 42"; "" without a series."""
    if not series or series.number is None:
        return series.name if series else ""
    text = our_texts(lang)("{name} nr. {number}")
    return text.format(name=series.name, number=series.number)


def sign_up_status(state: SignUp, lang: str) -> str:
    """Fulltegnet, Venteliste and so on; "" for an event without registration."""
    return our_texts(lang)(SIGN_UP.get(state, ""))


def mark_text(mark: Mark, lang: str) -> str:
    """The notice on a page that is a draft, not published yet, or expired; else ""."""
    return our_texts(lang)(MARK.get(mark, ""))


def series_dates(event: Event, lang: str) -> str:
    """5., 12. og 19. mars 2024; 12. mars flyttet til 13. mars; 19. mars avlyst

    The days are those that the rule gives, without those in `except`.
    """
    t = our_texts(lang)
    most = FIRST if event.repeat and event.repeat.is_endless else None
    occurrences = _occurrences(event, most)
    days = [occurrence.on for occurrence in occurrences[:most]]
    if not days:
        return t("ingen datoer")
    listed = dates.day_list(days, lang)
    if most:
        listed = t("{dates} og så videre").format(dates=listed)
    return "; ".join((listed, *_changes(event, occurrences, lang)))


def _occurrences(event: Event, most: int | None) -> tuple[Occurrence, ...]:
    """The first `most` occurrences (None for all), and all up to the last that has an instance."""
    days = (start.day for start in planned(event) if start.day not in event.except_)
    last = max([*islice(days, most), *event.instances], default=event.start.day)
    return series_occurrences(event, until=last)


def _changes(event: Event, occurrences: Sequence[Occurrence], lang: str) -> Iterator[str]:
    """The status of the series, and each occurrence that is moved or has another status."""
    t = our_texts(lang)
    has_years = len({occurrence.start.day.year for occurrence in occurrences}) > 1
    in_words = dates.day if has_years else dates.day_of_year
    if event.status != "confirmed":
        yield event_status(event, lang).lower()
    for occurrence in occurrences:
        day = in_words(occurrence.on, lang)
        if occurrence.is_held and occurrence.start != occurrence.planned:
            is_same_day = occurrence.start.day == occurrence.on
            hours = dates.hours(occurrence.start, None, lang) if is_same_day else ""
            to = hours or in_words(occurrence.start.day, lang)
            yield t("{day} flyttet til {to}").format(day=day, to=to)
        elif occurrence.status != event.status and occurrence.status != "confirmed":
            yield f"{day} {event_status(occurrence, lang).lower()}"
