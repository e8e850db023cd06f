"""What the overview lists, and what references may name; both answered by the builder's process."""

from collections import defaultdict
from collections.abc import Mapping
from operator import itemgetter
from pathlib import PurePosixPath
from typing import Any

from newsroom.commands.changing.entry_text import place_of
from newsroom.commands.run_at_gate import RunAtGate
from newsroom.content_kinds import ContentKind
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.image import SUFFIXES
from newsroom.contract.moment import Moment
from newsroom.contract.problems import Problem
from newsroom.desk.forms.fields import Choice
from newsroom.desk.forms.suggestions import entry_title, suggestions
from newsroom.desk.live_page import in_words
from newsroom.desk.media.usage import media_uses
from newsroom.desk.sentences import desk_texts
from newsroom.reading.todo import tasks
from newsroom.run import Run
from newsroom.wording import dates
from newsroom.wording.problems import message, short

HEADINGS = {
    "article": "Nyheter",
    "event": "Arrangementer",
    "page": "Sider",
    "person": "Personer",
    "venue": "Steder",
    "network": "Nettverk",
    "review": "Årsbrev",
    "newsletter": "Nyhetsbrev",
}


def overview(at_gate: RunAtGate, lang: str) -> dict[str, Any]:
    """Every entry by kind, with its state, its problems and its tasks, and the unreadable files."""
    run = at_gate.run
    errors = [problem for problem in run.report if problem.severity == "error"]
    to_do: dict[str, list[str]] = defaultdict(list)
    for task in tasks(run.catalog, run.now):
        to_do[dict(task.values)["ref"]].append(short(task, lang))
    groups: list[dict[str, Any]] = []
    listed: set[str] = set()
    for kind in run.kinds:
        rows = [_row(entry, run, lang, to_do) for entry in _entries(kind, run)]
        _count_problems(rows, errors)
        listed |= {row["path"] for row in rows}
        title, can_add = heading(kind, lang), kind.scaffold is not None
        groups.append({"kind": kind.name, "title": title, "rows": rows, "new": can_add})
    unread = [problem for problem in errors if problem.path not in listed]
    return {"groups": groups, "unread": [_told(problem, lang) for problem in unread]}


def heading(kind: ContentKind, lang: str) -> str:
    """The heading of a kind: its own word for several, where it is not one of ours."""
    if kind.name in HEADINGS:
        return desk_texts(lang)(HEADINGS[kind.name])
    own = kind.counted.get(lang, ("", kind.name))[1]
    return own[:1].upper() + own[1:]


def _entries(kind: ContentKind, run: Run) -> list[Entry]:
    """The entries of a kind, valid or not: those with a date by it, the newest first."""
    faulty = [entry for entry in run.catalog.faulty if isinstance(entry, kind.model)]
    entries: list[Entry] = [*run.catalog.of(kind.model), *faulty]
    return sorted(entries, key=lambda entry: str(_moment(entry) or ""), reverse=True)


def _moment(entry: Entry) -> Moment | None:
    """When an event begins, or the date of an article."""
    moment: Moment | None = getattr(entry, "start", None) or getattr(entry, "date", None)
    return moment


def _row(entry: Entry, run: Run, lang: str, to_do: Mapping[str, list[str]]) -> dict[str, Any]:
    place = place_of(entry)
    moment = _moment(entry)
    return {
        "path": place.path,
        "key": place.key,
        "title": entry_title(entry),
        "when": dates.day(moment.day, lang) if moment else "",
        "state": _state(entry, run),
        "tasks": to_do.get(entry.ref, []),
        "line": entry.source.place(())[0],
        "problems": 0,
    }


def _state(entry: Entry, run: Run) -> str:
    if entry.is_draft:
        return "draft"
    if isinstance(entry, Event) and entry.status != "confirmed":
        return entry.status
    return run.site_data.edition.mark(entry)


def _count_problems(rows: list[dict[str, Any]], errors: list[Problem]) -> None:
    """Count the problems of each row: those of its file from its line to that of the next row."""
    by_path: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(rows, key=itemgetter("line")):
        by_path[row["path"]].append(row)
    for problem in errors:
        if of_file := by_path.get(problem.path):
            above = [row for row in of_file if row["line"] <= problem.line]
            (above or of_file[:1])[-1]["problems"] += 1


def _told(problem: Problem, lang: str) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line,
        "message": in_words(message(problem, lang), lang),
    }


def names(at_gate: RunAtGate) -> Mapping[str, tuple[Choice, ...]]:
    """What a reference of each kind may be: the name to write, and a title to know it by."""
    return suggestions(at_gate.run.catalog)


def source_of(at_gate: RunAtGate, address: str, path: str, line: int) -> dict[str, str]:
    """The place of the entry at an address, or at a line of a file; {} for a page of several."""
    catalog = at_gate.run.catalog
    entries = (*catalog.faulty, *catalog.entries())
    at = {entry.page_address: entry for entry in entries if entry.page_address}
    # An occurrence has its address below that of the series.
    entry = at.get(address) or at.get(address.rstrip("/").rpartition("/")[0] + "/")
    if path:
        above = [e for e in entries if e.file == path and e.source.place(())[0] <= line]
        entry = max(above, key=lambda entry: entry.source.place(())[0], default=None)
    if not entry:
        return {}
    place = place_of(entry)
    return {"model": place.model.kind_name(), "path": place.path, "key": place.key}


def media(at_gate: RunAtGate) -> dict[str, Any]:
    """Every picture and document, with the places that use it; the newest folders first."""
    catalog = at_gate.run.catalog
    uses = media_uses(catalog)
    rows = []
    for path in sorted(catalog.media, reverse=True):
        used = [{"title": entry_title(e), "address": e.page_address} for e in uses.get(path, ())]
        is_picture = PurePosixPath(path).suffix.lower() in SUFFIXES
        rows.append({"path": path, "uses": used, "is_picture": is_picture})
    return {"files": rows}


def link_targets(at_gate: RunAtGate) -> dict[str, list[tuple[str, str, str]]]:
    """The name, the title and the address of every entry with a page, by kind."""
    run = at_gate.run
    entries = {kind.name: run.catalog.of(kind.model) for kind in run.kinds}
    return {
        kind: [(e.short_name, entry_title(e), e.page_address) for e in of_kind if e.page_address]
        for kind, of_kind in entries.items()
    }


def removed(at_gate: RunAtGate) -> dict[str, list[str]]:
    """What removed.yaml removes: its paths are not used again."""
    return {"paths": sorted(at_gate.run.catalog.removed)}
