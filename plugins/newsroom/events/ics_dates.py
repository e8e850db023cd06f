"""Dates and times in calendars, and the dates of a series that its rule does not give."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from newsroom.contract.edition import Edition
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.moment import OSLO, Moment
from newsroom.contract.record import MATERIAL
from newsroom.contract.recurrence import occurrences
from newsroom.contract.repeat import Repeat

# Since this day, summer time in Oslo follows the VTIMEZONE; earlier it ended in September.
RULES_HOLD_FROM = date(1996, 10, 27)
# The fields of an instance that a calendar shows.
SHOWN = MATERIAL | {"summary", "registration", "links", "named_series"}
# The clocks in Oslo change before this hour.
MORNING = time(3)
DECADE = 10


def ical_value(moment: Moment) -> datetime | date:
    """A date, or a time in its zone; in UTC if the VTIMEZONE would give another instant for it."""
    if moment.is_all_day:
        return moment.day
    is_exact = moment.day >= RULES_HOLD_FROM and not is_ambiguous(moment)
    return moment.instant if is_exact else moment.instant.astimezone(UTC)


def is_ambiguous(moment: Moment) -> bool:
    """Whether the clock shows this time twice or never; parsers disagree about such times."""
    instant = moment.instant
    return instant.utcoffset() != instant.replace(fold=1 - instant.fold).utcoffset()


def overrides(series: Event, repeat: Repeat, edition: Edition) -> Iterator[Occurrence]:
    """The dates that differ from the rule and the length of the series, in order."""
    for occurrence in _occurrences(series, repeat, edition):
        instance = series.instances.get(occurrence.on)
        is_written = instance and SHOWN & instance.model_fields_set
        if is_written or not is_regular(occurrence.start, occurrence.end):
            yield occurrence


def is_regular(start: Moment, end: Moment | None) -> bool:
    """Whether all parsers repeat this span as we do: the clocks do not change during it.

    A rule repeats an exact length (RFC 5545, 3.8.5.3), while we keep the time of day of the end.
    """
    if start.is_all_day:
        return True
    last = end or start
    if is_ambiguous(start) or is_ambiguous(last):
        return False
    return duration(start, last) == last.instant.astimezone(UTC) - start.instant.astimezone(UTC)


def duration(start: Moment, end: Moment) -> timedelta:
    """The length by the clock on the wall, whether or not the clocks change meanwhile."""
    return end.instant.replace(tzinfo=None) - start.instant.replace(tzinfo=None)


def _occurrences(series: Event, repeat: Repeat, edition: Edition) -> Iterator[Occurrence]:
    """All dates of a series; those of an endless rule up to the last that can be an override.

    The result must not depend on NOW, because a calendar changes only when the content does.
    """
    dates = [e for e in edition.dates[series.id] if isinstance(e, Occurrence)]
    last = max((occurrence.on for occurrence in dates), default=series.start.day)
    until = max((last, *series.instances))
    if _is_at_night(series):
        until = max(until, date((last.year // DECADE + 2) * DECADE - 1, 12, 31))
    if repeat.is_endless and until > last:
        dates = [e for e in occurrences(series, until=until) if isinstance(e, Occurrence)]
    yield from dates


def _is_at_night(series: Event) -> bool:
    """Whether a date of the series can take place while the clocks change."""
    if not series.start.clock or series.start.zone is not OSLO:
        return not series.start.is_all_day
    return series.start.clock < MORNING or series.finish.day > series.start.day
