"""The dates of a series in words, as the newsroom checks that a rule says what was meant."""

from collections.abc import Iterator
from itertools import islice

from newsroom.contract.event import Event, Occurrence
from newsroom.contract.recurrence import occurrences, planned
from newsroom.wording import dates
from newsroom.wording.status import event_status
from newsroom.wording.texts import our_texts

# Of an endless series; one with an end is told whole.
FIRST = 10


def series_dates(event: Event, lang: str) -> str:
    """5., 12. og 19. mars 2024; 12. mars flyttet til 13. mars; 19. mars avlyst

    Dates are those of the rule, without the exceptions.
    """
    t = our_texts(lang)
    found = _found(event)
    days = [one.on for one in (found[:FIRST] if event.repeat.is_endless else found)]
    if not days:
        return t("ingen datoer")
    listed = dates.day_list(days, lang)
    if event.repeat.is_endless:
        listed = t("{dates} og så videre").format(dates=listed)
    return "; ".join((listed, *_changes(event, found, lang)))


def _found(event: Event) -> tuple[Occurrence, ...]:
    """Every date; of an endless series the first ones, and those up to the last that differs."""
    kept = (start.day for start in planned(event) if start.day not in event.except_)
    first = list(islice(kept, FIRST if event.repeat.is_endless else None))
    return occurrences(event, until=max([*first, *event.instances], default=event.start.day))


def _changes(event: Event, found: tuple[Occurrence, ...], lang: str) -> Iterator[str]:
    """What is moved, cancelled and so on, if not the whole series is."""
    t = our_texts(lang)
    has_years = len({one.start.day.year for one in found}) > 1
    named = dates.day if has_years else dates.day_of_year
    if event.status != "confirmed":
        yield event_status(event, lang).lower()
    for one in found:
        day = named(one.on, lang)
        if one.is_held and one.start != one.planned:
            to = _moved_to(one, named(one.start.day, lang), lang)
            yield t("{day} flyttet til {to}").format(day=day, to=to)
        elif one.status != event.status and one.status != "confirmed":
            yield f"{day} {event_status(one, lang).lower()}"


def _moved_to(one: Occurrence, day: str, lang: str) -> str:
    """The new day, or on the same day the new time."""
    return day if one.start.day != one.on else dates.hours(one.start, None, lang) or day
