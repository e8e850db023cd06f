"""The newsroom's to-do list: what the entries themselves show is still to be done."""

from datetime import date, datetime, timedelta

from newsroom.contract.catalog import Catalog
from newsroom.contract.clock import horizon, mark, phase
from newsroom.contract.event import Event
from newsroom.contract.problems import Problem, Report
from newsroom.contract.recurrence import visible_occurrences

NEAR = timedelta(days=7)
# The most pressing first; of what is over, the latest first.
PAST = ("task-attendance", "task-recap")
KINDS = (
    *("task-deadline", "task-scheduled", "task-sign-up", "task-summary", "task-image"),
    *(*PAST, "task-speaker"),
)


def tasks(catalog: Catalog, now: datetime) -> list[Problem]:
    """Everything to do, by kind, and within a kind by the day it is about."""
    report = Report()
    recapped = {article.event for article in catalog.articles if article.event}
    wholes = {event.part_of for event in catalog.events if event.part_of}
    for event in catalog.events:
        taking_place = visible_occurrences(event, horizon=horizon(now))
        held = [one for one in taking_place if one.is_held]
        coming = [one for one in held if phase(one, now) != "after"]
        for one in held[: len(held) - len(coming)]:
            _of_past(one, event, recapped, wholes, report)
        for one in coming[:1]:
            _of_coming(one, event, now, report)
    for article in catalog.articles:
        if mark(article, now) == "future":
            values = {"title": article.title, "date": article.due.day}
            report.add(article.source, ("publish",), "task-scheduled", values, "task")
    _speakers(catalog, report)
    return sorted(report, key=_order)


def _order(task: Problem) -> tuple[int, int, Problem]:
    day = date.fromisoformat(dict(task.values)["date"]).toordinal()
    return KINDS.index(task.code), -day if task.code in PAST else day, task


def _of_past(
    one: Event, event: Event, recapped: set[str], wholes: set[str | None], report: Report
) -> None:
    """What is missing of a gathering that is over; a whole of several parts is not counted."""
    if one.attendance is None and event.id not in wholes:
        _tell(report, event, "task-attendance", one)
    if not {one.id, event.id} & recapped:
        _tell(report, event, "task-recap", one)


def _of_coming(one: Event, event: Event, now: datetime, report: Report) -> None:
    """What is missing of a gathering to come, of a series the next."""
    if not one.image:
        _tell(report, event, "task-image", one)
    if not one.summary:
        _tell(report, event, "task-summary", one)
    if not one.registration:
        _tell(report, event, "task-sign-up", one)
    elif one.registration.deadline and now < one.registration.deadline.close <= now + NEAR:
        values = {"title": one.title, "date": one.registration.deadline.day}
        report.add(event.source, ("registration", "deadline"), "task-deadline", values, "task")


def _speakers(catalog: Catalog, report: Report) -> None:
    """Each name once, where it is said first."""
    named = {person.name for person in catalog.people.values()}
    told: set[str] = set()
    for event in catalog.events:
        for name in event.heard:
            if name not in catalog.people and name not in named and name not in told:
                told.add(name)
                _tell(report, event, "task-speaker", event, "speakers", speaker=name)


def _tell(
    report: Report, event: Event, code: str, one: Event, field: str = "title", **values: str
) -> None:
    said = {"title": one.title, "date": one.start.day, "id": one.id} | values
    report.add(event.source, (field,), code, said, "task")
