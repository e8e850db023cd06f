"""What NOW makes of an entry. The only room's file that compares anything with the clock."""

from datetime import datetime
from typing import Literal

from plugins.contract.article import Article
from plugins.contract.entry import Entry
from plugins.contract.event import Event, Registration
from plugins.contract.page import Page
from plugins.contract.review import Review

Phase = Literal["before", "today", "after"]
Mark = Literal["", "draft", "future", "expired"]
SignUp = Literal["", "open", "full", "waiting_list", "closed"]


def mark(entry: Entry, now: datetime) -> Mark:
    """Why an entry is not simply public: "" when it is."""
    match entry:
        case Article(status="draft") | Page(status="draft") | Event(status="draft"):
            return "draft"
        case Review(status="draft"):
            return "draft"
        case Article() if entry.due.instant > now:
            return "future"
        case Review() if entry.date.instant > now:
            return "future"
        case Article() if entry.expires and entry.expires.instant <= now:
            return "expired"
    return ""


def phase(event: Event, now: datetime) -> Phase:
    """Before it starts, from its start (or its day's) until its end, or after."""
    if event.finish.close <= now:
        return "after"
    return "today" if event.start.instant <= now else "before"


def sign_up(registration: Registration | None, event_phase: Phase, now: datetime) -> SignUp:
    """Whether one can sign up; "" when there is nothing to sign up to."""
    if not registration or not registration.url:
        return ""
    deadline = registration.deadline
    if event_phase != "before" or (deadline and deadline.close <= now):
        return "closed"
    return registration.status


def last_change(article: Article, now: datetime) -> datetime:
    """When it last said something new; never in the future of a public article."""
    changes = [article.modified, *(correction.date for correction in article.corrections)]
    past = [change.instant for change in changes if change and change.instant <= now]
    return max([article.due.instant, *past])
