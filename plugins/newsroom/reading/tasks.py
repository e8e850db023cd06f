"""Lists what the newsroom has still to do, as the content shows."""

from datetime import date, datetime, timedelta

from newsroom.contract.catalog import Catalog
from newsroom.contract.clock import horizon, mark, phase
from newsroom.contract.event import Event
from newsroom.contract.problems import Problem, Report
from newsroom.contract.recurrence import visible_occurrences

DEADLINE_SOON = timedelta(days=7)
# In the order of the list. Those of past events have the latest first, the others the earliest.
PAST = ("task-attendance", "task-recap")
KINDS = (
    *("task-deadline", "task-scheduled", "task-sign-up", "task-summary", "task-image"),
    *(*PAST, "task-speaker"),
)


def tasks(catalog: Catalog, now: datetime) -> list[Problem]:
    """Everything to do, by kind, and within a kind by date."""
    report = Report()
    with_recap = {article.event for article in catalog.articles if article.event}
    parents = {event.part_of for event in catalog.events if event.part_of}
    for event in catalog.events:
        occurrences = visible_occurrences(event, horizon=horizon(now))
        held = [occurrence for occurrence in occurrences if occurrence.is_held]
        coming = [occurrence for occurrence in held if phase(occurrence, now) != "after"]
        for occurrence in held[: len(held) - len(coming)]:
            if occurrence.attendance is None and event.id not in parents:
                _add(report, event, "task-attendance", occurrence)
            if not {occurrence.id, event.id} & with_recap:
                _add(report, event, "task-recap", occurrence)
        for occurrence in coming[:1]:
            _check_coming(occurrence, event, now, report)
    for article in catalog.articles:
        if mark(article, now) == "future":
            values = {"title": article.title, "date": article.due.day}
            report.add(article.source, ("publish",), "task-scheduled", values, "task")
    _check_speakers(catalog, report)
    return sorted(report, key=_order)


def _order(task: Problem) -> tuple[int, int, Problem]:
    day = date.fromisoformat(dict(task.values)["date"]).toordinal()
    return KINDS.index(task.code), -day if task.code in PAST else day, task


def _check_coming(occurrence: Event, event: Event, now: datetime, report: Report) -> None:
    """What an event to come lacks; of a series its next date."""
    if not occurrence.image:
        _add(report, event, "task-image", occurrence)
    if not occurrence.summary:
        _add(report, event, "task-summary", occurrence)
    deadline = occurrence.registration.deadline if occurrence.registration else None
    if not occurrence.registration:
        _add(report, event, "task-sign-up", occurrence)
    elif deadline and now < deadline.close <= now + DEADLINE_SOON:
        values = {"title": occurrence.title, "date": deadline.day}
        report.add(event.source, ("registration", "deadline"), "task-deadline", values, "task")


def _check_speakers(catalog: Catalog, report: Report) -> None:
    """Each speaker without an entry in people.yaml, at the first event that names them."""
    known = {*catalog.people, *(person.name for person in catalog.people.values())}
    for event in catalog.events:
        for name in event.speaker_names:
            if name not in known:
                known.add(name)
                _add(report, event, "task-speaker", event, "speakers", speaker=name)


def _add(
    report: Report, event: Event, code: str, occurrence: Event, field: str = "title", **more: str
) -> None:
    values = {"title": occurrence.title, "date": occurrence.start.day, "id": occurrence.id} | more
    report.add(event.source, (field,), code, values, "task")
