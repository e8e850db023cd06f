"""The dates of a series that its rule alone would tell wrong, so that calendars list them."""

from collections.abc import Iterator
from datetime import UTC, date, time, timedelta

from newsroom.contract.edition import Edition
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.moment import Moment
from newsroom.contract.record import MATERIAL
from newsroom.contract.recurrence import occurrences
from newsroom.events.ical_time import is_doubtful

# The fields of an instance that a calendar shows.
SHOWN = MATERIAL | {"summary", "registration"}
# From this hour on, no night on which the clocks change is left.
MORNING = time(3)
DECADE = 10


def differing(series: Event, edition: Edition) -> Iterator[Occurrence]:
    """Each date that is not what the rule and the length of the series give, in their order."""
    for found in _dates(series, edition):
        instance = series.instances.get(found.on)
        is_written = instance and SHOWN & instance.model_fields_set
        if is_written or not is_regular(found.start, found.end):
            yield found


def is_regular(start: Moment, end: Moment | None) -> bool:
    """Whether a day, or a time that lasts as long as the clocks say and leaves no doubt when.

    A rule repeats an exact length (RFC 5545, 3.8.5.3); we keep the hour it ends at.
    """
    if start.is_all_day:
        return True
    last = end or start
    if is_doubtful(start) or is_doubtful(last):
        return False
    return length(start, last) == last.instant.astimezone(UTC) - start.instant.astimezone(UTC)


def length(start: Moment, end: Moment) -> timedelta:
    """How long it lasts by the clocks on the wall."""
    return end.instant.replace(tzinfo=None) - start.instant.replace(tzinfo=None)


def _dates(series: Event, edition: Edition) -> tuple[Event, ...]:
    """The dates there are, of an endless rule as far as one can differ.

    That is not to depend on the horizon, which moves: a calendar changes when the content does.
    """
    known = edition.dates[series.id]
    if not series.repeat.is_endless:
        return known
    last = max(found.on for found in known) if known else series.start.day
    until = max((last, *series.instances))
    if _is_at_night(series):
        until = max(until, date((last.year // DECADE + 2) * DECADE - 1, 12, 31))
    return occurrences(series, until=until) if until > last else known


def _is_at_night(series: Event) -> bool:
    """Whether a date of it can be on while the clocks change."""
    if series.start.is_all_day:
        return False
    return series.start.clock < MORNING or series.finish.day > series.start.day
