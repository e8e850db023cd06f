"""Lists what the newsroom has still to do, as the content shows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal

from newsroom.contract.catalog import Catalog
from newsroom.contract.clock import horizon, mark, phase
from newsroom.contract.event import Event
from newsroom.contract.moment import OSLO
from newsroom.contract.problems import Problem, Report, Where
from newsroom.contract.recurrence import visible_occurrences

DEADLINE_SOON = timedelta(days=7)
SOON = timedelta(days=30)
# In the order of the list. Those of past events have the latest first, the others the earliest.
PAST = ("task-attendance", "task-recap")
KINDS = (
    *("task-deadline", "task-scheduled", "task-sign-up", "task-summary", "task-image"),
    *(*PAST, "task-speaker", "task-review"),
)
Section = Literal["soon", "overdue", "later"]
# The section of the list, and the tasks of one event or of another entry.
TaskGroup = tuple[Section, list[Problem]]


def grouped(tasks: Iterable[Problem], now: datetime) -> list[TaskGroup]:
    """The next 30 days first, then what is overdue with the latest first, then the rest."""
    groups: dict[tuple[Section, str], list[Problem]] = defaultdict(list)
    for task in tasks:
        groups[_section(task, now.astimezone(OSLO).date()), dict(task.values)["ref"]].append(task)
    return sorted(((section, of_one) for (section, _), of_one in groups.items()), key=_group_order)


def _section(task: Problem, today: date) -> Section:
    """The section of a task; a speaker's page is never overdue."""
    day = date.fromisoformat(dict(task.values)["date"])
    if day > today + SOON or (day < today and task.code == "task-speaker"):
        return "later"
    return "overdue" if day < today and task.code in (*PAST, "task-review") else "soon"


def _group_order(group: TaskGroup) -> tuple[int, str, int]:
    """By section, events before the entries of each owner, then by day."""
    section, of_one = group
    values = dict(of_one[0].values)
    day = date.fromisoformat(values["date"]).toordinal()
    order = ("soon", "overdue", "later").index(section)
    return order, values.get("owner", ""), -day if section == "overdue" else day


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
            day = article.due.day
            values = {"title": article.title, "date": day, "day_of": day, "ref": article.ref}
            report.add(article.source, ("publish",), "task-scheduled", values, "task")
    _check_speakers(catalog, report)
    _check_reviews(catalog, now.astimezone(OSLO).date() + SOON, report)
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
        where = ("registration", "deadline")
        _add(report, event, "task-deadline", occurrence, where, date=deadline.day)


def _check_speakers(catalog: Catalog, report: Report) -> None:
    """Each speaker without an entry in people.yaml, at the first event that names them."""
    known = {*catalog.people, *(person.name for person in catalog.people.values())}
    for event in catalog.events:
        for name in event.speaker_names:
            if name not in known:
                known.add(name)
                _add(report, event, "task-speaker", event, ("speakers",), speaker=name)


def _check_reviews(catalog: Catalog, until: date, report: Report) -> None:
    """Each entry whose `review_by` is at hand, with the name of its owner."""
    for entry in catalog.entries():
        day = getattr(entry, "review_by", None)
        if day and day <= until:
            owner = catalog.people.get(getattr(entry, "owner", ""))
            title = getattr(entry, "title", "") or getattr(entry, "name", "")
            name = owner.name if owner else ""
            values = {"title": title, "date": day, "owner": name, "ref": entry.ref}
            report.add(entry.source, ("review_by",), "task-review", values, "task")


def _add(
    report: Report,
    event: Event,
    code: str,
    occurrence: Event,
    where: Where = ("title",),
    **more: object,
) -> None:
    day = occurrence.start.day
    values = {"title": occurrence.title, "date": day, "day_of": day, "id": occurrence.id}
    report.add(event.source, where, code, {**values, "ref": event.ref, **more}, "task")
