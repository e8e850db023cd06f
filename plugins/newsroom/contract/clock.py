"""The states of entries at a given time: what is public, what is over, what can be signed up to."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from dateutil.relativedelta import relativedelta

from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.event_parts import Registration
from newsroom.contract.moment import OSLO, Moment

Phase = Literal["before", "today", "after"]
Mark = Literal["", "draft", "future", "expired"]
Span = Literal["week", "month", "later"]
SignUp = Literal["", "open", "full", "waiting_list", "closed", "none"]
# How far ahead an endless series has occurrences, and how long calendars keep past events.
HORIZON = relativedelta(months=12, day=31)
KEPT = relativedelta(months=24)


def mark(entry: Entry, now: datetime) -> Mark:
    """Why an entry is not public or not current; "" when it is both."""
    if entry.is_draft:
        return "draft"
    if entry.due and entry.due.instant > now:
        return "future"
    if entry.expires_at and entry.expires_at <= now:
        return "expired"
    return ""


def phase(event: Event, now: datetime) -> Phase:
    """Whether `now` is before the start of an event, between start and end, or after the end."""
    if event.finish.close <= now:
        return "after"
    return "today" if event.start.instant <= now else "before"


def span(event: Event, now: datetime) -> Span:
    """How soon an event begins: in the week of `now`, which ends on Sunday, else in its month."""
    today, first = now.astimezone(OSLO).date(), event.start.day
    if first <= today + timedelta(6 - today.weekday()):
        return "week"
    return "month" if first.replace(day=1) == today.replace(day=1) else "later"


def span_changes(event: Event) -> Iterator[datetime]:
    """When an event begins in the week of the time, and before that, when in its month."""
    first = event.start.day
    monday, month = first - timedelta(first.weekday()), first.replace(day=1)
    yield Moment(monday).instant
    if month < monday:
        yield Moment(month).instant


def series_phase(phases: Iterable[Phase]) -> Phase:
    """The phase of a series: "before" until its last occurrence is over."""
    return "after" if all(phase == "after" for phase in phases) else "before"


def horizon(now: datetime) -> date:
    """The last day on which endless series have occurrences: the end of the month, next year."""
    return now.astimezone(OSLO).date() + HORIZON


def horizon_moves(now: datetime) -> datetime:
    """When the horizon moves next: at the start of the next month in Oslo."""
    return Moment(now.astimezone(OSLO).date().replace(day=1) + relativedelta(months=1)).instant


def leaves_calendars(event: Event) -> datetime:
    """When an event is removed from calendars: 24 months after the day on which it ended."""
    return _leaves_calendars(event.finish.day)


@lru_cache(maxsize=8192)
def _leaves_calendars(day: date) -> datetime:
    return Moment(day + KEPT + timedelta(days=1)).instant


def is_kept(event: Event, now: datetime) -> bool:
    """Whether calendars still contain an event."""
    return leaves_calendars(event) > now


def sign_up(registration: Registration | None, event_phase: Phase, now: datetime) -> SignUp:
    """The state of the registration; "" for an event without a registration link."""
    if not registration or not registration.url:
        return ""
    deadline = registration.deadline
    if event_phase != "before" or (deadline and deadline.close <= now):
        return "closed"
    return registration.status


def last_change(entry: Entry, now: datetime) -> datetime:
    """When a published entry last changed; a revision after `now` does not count."""
    first = entry.due.instant if entry.due else now
    if not (revisions := entry.revisions):
        return first
    return max([first, *(change.instant for change in revisions if change.instant <= now)])


def outdated(entries: Iterable[Entry], now: datetime) -> Mapping[str, Entry]:
    """By the ref of each translation whose original has changed since: the original.

    A change is a revision: nobody knows when a page without one was written.
    """
    by_ref = {entry.ref: entry for entry in entries}
    originals = {ref: by_ref.get(entry.original_ref, entry) for ref, entry in by_ref.items()}
    return {
        ref: original
        for ref, original in originals.items()
        if (written := [moment for moment in (by_ref[ref].due, *by_ref[ref].revisions) if moment])
        if any(max(written) < change and change.instant <= now for change in original.revisions)
    }
