"""When the site, left alone, next becomes wrong: each instant at which NOW makes a difference."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newsroom.contract.catalog import Catalog
from newsroom.contract.clock import horizon_moves, leaves_calendars
from newsroom.contract.edition import Edition
from newsroom.contract.event import Event

Why = Literal["publish", "expire", "correct", "deadline", "start", "end", "calendar", "horizon"]


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """An instant, why something changes then, and the ref of what is public already, else ""."""

    at: datetime
    why: Why
    ref: str = ""


def next_change(catalog: Catalog, seen: Edition, now: datetime) -> Change | None:
    """The first change after `now` to what `seen` shows of the catalog; None when there is none."""
    return min((change for change in changes(catalog, seen, now) if change.at > now), default=None)


def changes(catalog: Catalog, seen: Edition, now: datetime) -> Iterator[Change]:
    """Every instant that makes a difference, past ones among them.

    What is not public yet is not named.
    """
    for entry in catalog.entries():
        if entry.due and not entry.is_draft:
            yield Change(entry.due.instant, "publish")
    for entry in seen.catalog.entries():
        if entry.expires_at:
            yield Change(entry.expires_at, "expire", entry.ref)
        for moment in entry.revisions:
            yield Change(moment.instant, "correct", entry.ref)
    for event in seen.occurrences:
        yield from _of_event(event)
    for event in seen.events.values():
        yield from _of_sign_up(event)
    if any(event.repeat and event.repeat.is_endless for event in seen.catalog.events):
        yield Change(horizon_moves(now), "horizon")


def _of_event(event: Event) -> Iterator[Change]:
    yield Change(event.start.instant, "start", event.ref)
    yield Change(event.finish.close, "end", event.ref)
    yield Change(leaves_calendars(event), "calendar", event.ref)


def _of_sign_up(event: Event) -> Iterator[Change]:
    """A series has a deadline of its own, also when each of its dates has another."""
    if event.registration and event.registration.url and event.registration.deadline:
        yield Change(event.registration.deadline.close, "deadline", event.ref)
