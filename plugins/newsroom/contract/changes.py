"""The times at which the published site changes by itself, so that it must be built again."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal, NamedTuple

from newsroom.contract.catalog import Catalog
from newsroom.contract.clock import horizon_moves, leaves_calendars, span_changes
from newsroom.contract.edition import Edition

ChangeReason = Literal[
    "publish", "expire", "correct", "deadline", "start", "end", "calendar", "horizon", "soon"
]


class Change(NamedTuple):
    """A time of change, its reason, and the ref of the entry ("" when it is not public yet)."""

    at: datetime
    why: ChangeReason
    ref: str = ""


def next_change(catalog: Catalog, edition: Edition, now: datetime) -> Change | None:
    """The first change after `now`, when the catalog shows `edition`; None after the last one."""
    future = (change for change in changes(catalog, edition, now) if change.at > now)
    return min(future, default=None)


def changes(catalog: Catalog, edition: Edition, now: datetime) -> Iterator[Change]:
    """Every time of change after `now`, and some before it. An unpublished entry is not named."""
    for entry in catalog.entries():
        if entry.due and not entry.is_draft:
            yield Change(entry.due.instant, "publish")
    for entry in edition.catalog.entries():
        if entry.expires_at:
            yield Change(entry.expires_at, "expire", entry.ref)
        for moment in entry.revisions:
            yield Change(moment.instant, "correct", entry.ref)
    for event in edition.occurrences:
        leaves = leaves_calendars(event)
        if leaves <= now:
            continue  # its other changes were earlier
        yield Change(leaves, "calendar", event.ref)
        yield Change(event.start.instant, "start", event.ref)
        yield Change(event.finish.close, "end", event.ref)
        yield from (Change(at, "soon", event.ref) for at in span_changes(event))
    # A series has a deadline of its own, beside those of its dates.
    for event in edition.events.values():
        if event.registration and event.registration.url and event.registration.deadline:
            yield Change(event.registration.deadline.close, "deadline", event.ref)
    if any(event.repeat and event.repeat.is_endless for event in edition.catalog.events):
        yield Change(horizon_moves(now), "horizon")
