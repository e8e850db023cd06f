"""What NOW makes of an entry. The only room's file that compares anything with the clock."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.event_parts import Registration
from newsroom.contract.moment import OSLO, Moment

Phase = Literal["before", "today", "after"]
Mark = Literal["", "draft", "future", "expired"]
SignUp = Literal["", "open", "full", "waiting_list", "closed"]
# How far an endless rule is followed, and how long calendars keep what is over.
AHEAD = relativedelta(months=12, day=31)
KEPT = relativedelta(months=24)


def mark(entry: Entry, now: datetime) -> Mark:
    """Why an entry is not simply public: "" when it is."""
    if entry.is_draft:
        return "draft"
    if entry.due and entry.due.instant > now:
        return "future"
    if entry.expires_at and entry.expires_at <= now:
        return "expired"
    return ""


def phase(event: Event, now: datetime) -> Phase:
    """Before it starts, from its start (or its day's) until its end, or after."""
    if event.finish.close <= now:
        return "after"
    return "today" if event.start.instant <= now else "before"


def series_phase(phases: Iterable[Phase]) -> Phase:
    """Before the last of its dates is over: one can still come."""
    return "after" if all(one == "after" for one in phases) else "before"


def horizon(now: datetime) -> date:
    """The last day of the month a year from now: it moves once a month."""
    return now.astimezone(OSLO).date() + AHEAD


def horizon_moves(now: datetime) -> datetime:
    """When the horizon moves next: at the turn of the month, Oslo."""
    return Moment(now.astimezone(OSLO).date().replace(day=1) + relativedelta(months=1)).instant


def leaves_calendars(event: Event) -> datetime:
    """When calendars let go of it: 24 months after the day it ended."""
    return Moment(event.finish.day + KEPT + timedelta(days=1)).instant


def is_kept(event: Event, now: datetime) -> bool:
    """Whether calendars still have it."""
    return leaves_calendars(event) > now


def sign_up(registration: Registration | None, event_phase: Phase, now: datetime) -> SignUp:
    """Whether one can sign up; "" when there is nothing to sign up to."""
    if not registration or not registration.url:
        return ""
    deadline = registration.deadline
    if event_phase != "before" or (deadline and deadline.close <= now):
        return "closed"
    return registration.status


def last_change(entry: Entry, now: datetime) -> datetime:
    """When a published entry last said something new; a revision after `now` does not count."""
    past = [change.instant for change in entry.revisions if change.instant <= now]
    return max([entry.due.instant if entry.due else now, *past])
