"""The dates of a series in words, so that the newsroom can check its rule."""

from collections.abc import Iterator, Sequence
from itertools import islice

from newsroom.contract.event import Event, Occurrence
from newsroom.contract.recurrence import planned, series_occurrences
from newsroom.wording import dates
from newsroom.wording.status import event_status
from newsroom.wording.texts import our_texts

# The number of dates listed of an endless series; a series with an end is listed in full.
FIRST = 10


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
            to = _moved_to(occurrence, in_words(occurrence.start.day, lang), lang)
            yield t("{day} flyttet til {to}").format(day=day, to=to)
        elif occurrence.status != event.status and occurrence.status != "confirmed":
            yield f"{day} {event_status(occurrence, lang).lower()}"


def _moved_to(occurrence: Occurrence, day: str, lang: str) -> str:
    """The new day; the new time when it stays on the same day."""
    if occurrence.start.day != occurrence.on:
        return day
    return dates.hours(occurrence.start, None, lang) or day
