"""The page of an entry as readers will get it, from text that is not saved, with its problems."""

import base64
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from newsroom.addresses.urls import event_calendar_address
from newsroom.cards.generator import card_files
from newsroom.commands.changing.checked_change import identity
from newsroom.commands.run_at_gate import RunAtGate
from newsroom.contract.entry import Document, Entry
from newsroom.contract.event import Event
from newsroom.contract.problems import TEXT, Problem, Report, Source, Where
from newsroom.contract.recurrence import planned
from newsroom.contract.site import Site
from newsroom.desk.sentences import desk_texts
from newsroom.reading.advice import advice
from newsroom.run import Run
from newsroom.site.generator import bytes_at
from newsroom.site.prepare import check_content
from newsroom.wording import dates
from newsroom.wording.excerpt import line_of, mend_of
from newsroom.wording.problems import message

BODY: Where = ("body",)
# In iCalendar, and for people.
OFF = {"CANCELLED": "Avlyst", "TENTATIVE": "Foreløpig"}
# In messages: the name of a field with its label, and other text as it stands in a file.
LABELLED, CODE = re.compile(r"`[\w.]+` \(([^)]+)\)"), re.compile("`([^`]+)`")
# The most dates of a series that are listed: a year of Mondays.
MOST_DATES = 53


def live_page(
    at_gate: RunAtGate, path: str, key: str, text: str, lang: str, *, checks: bool = True
) -> dict[str, Any]:
    """The page and the problems of the entry with `key` ("" for a document) in a file.

    `text` is the unsaved text of the file. Of the errors elsewhere, those of the last build are
    left out; of the advice elsewhere, all but that about links to what this text hides. Without a
    valid entry `page` is "". Without `checks`, which take as long again, the problems are not all,
    and the calendar entry is not there.
    """
    run, _, known = at_gate
    if checks:
        check_content(run)
    entry = entry_at(run, path, key)
    address = entry.page_address if entry else ""
    if isinstance(entry, Site):
        address = "/"
    page, head, calendar = _seen(entry, address, at_gate, lang, has_calendar=checks)
    report = Report([*run.report, *(advice(entry) if entry else ())])
    lines = text.split("\n")
    first, last = _lines_of(entry, run) if entry else (1, len(lines) + 1)
    here, elsewhere = [], []
    for problem in report:
        if problem.path == path and first <= problem.line <= last:
            where = where_of(entry.source, problem, is_document=not key) if entry else ()
            is_new = identity(problem) not in known
            here.append({**_as_data(problem, lang, lines), "where": where, "is_new": is_new})
        elif _is_caused_here(entry, problem, at_gate):
            elsewhere.append({**_as_data(problem, lang, ()), "place": _place(problem)})
    return {
        "address": address,
        "page": page.decode(),
        "problems": here,
        "elsewhere": elsewhere,
        "dates": list(_dates(entry, lang)) if isinstance(entry, Event) and entry.repeat else [],
        "head": head,
        "calendar": calendar,
        "translations": _translations(entry, run),
    }


def _is_caused_here(entry: Entry | None, problem: Problem, at_gate: RunAtGate) -> bool:
    """Whether this text brings a problem elsewhere: a new error, or a link to what it hides."""
    if problem.severity == "error":
        return identity(problem) not in at_gate.known
    dates = (
        at_gate.run.site_data.edition.dates.get(entry.id, ()) if isinstance(entry, Event) else ()
    )
    refs = [one.ref for one in (entry, *dates) if one]
    return dict(problem.values).get("target") in refs


def _place(problem: Problem) -> str:
    """`news/a.md:3`; without the line for a problem of the whole file."""
    return f"{problem.path}:{problem.line}" if problem.line else problem.path


def _translations(entry: Entry | None, run: Run) -> dict[str, str]:
    """The file of a document in each language of the site, also its own; "" for none."""
    if entry is None or not hasattr(entry, "translation_of"):
        return {}
    same = (one for one in run.catalog.entries() if one.original_ref == entry.original_ref)
    files = {getattr(one, "lang", ""): one.file for one in (*same, entry)}
    return {lang: files.get(lang, "") for lang in run.catalog.site.languages}


def _seen(
    entry: Entry | None, address: str, at_gate: RunAtGate, lang: str, *, has_calendar: bool
) -> tuple[bytes, dict[str, str], list[str]]:
    """The page of an entry, its head and its calendar entry; nothing where a fault prevents it."""
    run, settings, _ = at_gate
    try:
        page = bytes_at(address, run, settings) if address else None
        if page is None:
            return b"", {}, []
        calendar = []
        if has_calendar and isinstance(entry, Event):
            calendar = _calendar(entry, at_gate, lang)
        return page, _head(run, address), calendar
    except (LookupError, ValueError):
        check_content(run)
        if run.report.errors():  # pages are made of content without faults
            return b"", {}, []
        raise


def file_at(at_gate: RunAtGate, address: str) -> dict[str, str]:
    """The bytes at an address that belongs to a live page, in base64; {} for nothing there."""
    run, settings, _ = at_gate
    cards = run.memoize(card_files, run.kinds, run.site_data)
    data = bytes_at(address, replace(run, files=[*run.files, *cards]), settings)
    return {} if data is None else {"data": base64.b64encode(data).decode()}


def entry_at(run: Run, path: str, key: str) -> Entry | None:
    """The entry of a file, valid or not; with a `key` that of the key or id."""
    entries = (run.catalog.site, *run.catalog.entries(), *run.catalog.faulty)
    in_file = (entry for entry in entries if entry.file == path)
    return next((entry for entry in in_file if key in ("", entry.key, entry.short_name)), None)


def _lines_of(entry: Entry, run: Run) -> tuple[int, int]:
    """The first line of an entry, and the last before the next entry of its file."""
    if isinstance(entry, Document):
        return 0, 10**9
    entries = (*run.catalog.entries(), *run.catalog.faulty)
    firsts = sorted(other.source.place(())[0] for other in entries if other.file == entry.file)
    first = entry.source.place(())[0]
    return first, next((line - 1 for line in firsts if line > first), 10**9)


def where_of(source: Source, problem: Problem, *, is_document: bool) -> Where:
    """The field that a problem is in; () for the whole entry, BODY for the text of a document."""
    at = problem.line, problem.column
    if is_document and problem.line >= source.text_line > 1:
        return BODY
    field = dict(problem.values).get("field", "")
    if at <= source.place(()):
        return tuple(int(step) if step.isdigit() else step for step in field.split(".") if step)
    if problem.code == "field-missing":  # it is told where its group begins
        begun = (where for where, place in source.places.items() if place == at)
        return (*min(begun, key=len, default=()), *field.split(".")[-1:])
    before = [(place, len(where), where) for where, place in source.places.items() if place <= at]
    nearest = max(before)[2]
    return nearest[: nearest.index(TEXT)] if TEXT in nearest else nearest


def _as_data(problem: Problem, lang: str, lines: Sequence[str]) -> dict[str, Any]:
    mend = mend_of(problem, lines) if line_of(problem, lines) else None
    return {
        "severity": problem.severity,
        "code": problem.code,
        # How to write a missing line is for those who write the file.
        "message": in_words(message(problem, lang, with_fix=problem.code != "field-missing"), lang),
        "mend": [mend.line, mend.old, mend.new] if mend else None,
    }


def in_words(text: str, lang: str) -> str:
    """A message for a form: a field by its label, and what is to be written in quotation marks."""
    return CODE.sub(r"“\1”" if lang == "en" else r"«\1»", LABELLED.sub(r"«\1»", text))


def _dates(event: Event, lang: str) -> Iterator[dict[str, str]]:
    """The dates that the rule of a series gives, and what differs for each."""
    for start in islice(planned(event), MOST_DATES):
        instance = event.instances.get(start.day)
        state = "skipped" if start.day in event.except_ else (instance and instance.status) or ""
        moved = dates.moment(instance.start, lang) if instance and instance.start else ""
        text = dates.moment(start, lang)
        row = f"f.instances.{[*event.instances].index(start.day)}-row" if instance else ""
        day = str(start.day)
        yield {"day": day, "text": text, "state": state, "moved": moved, "row": row}


def _calendar(event: Event, at_gate: RunAtGate, lang: str) -> list[str]:
    """What calendar apps show of an event: the title, the time, the place, whether it is off."""
    data = bytes_at(event_calendar_address(event), at_gate.run, at_gate.settings)
    if data is None:
        return []
    from icalendar import Calendar  # a tenth of a second, for events alone

    shown = Calendar.from_ical(data).walk("VEVENT")[0]
    when = dates.when(event.start, event.end, lang)
    off = desk_texts(lang)(OFF.get(str(shown.get("STATUS")), ""))
    lines = (str(shown.get("SUMMARY", "")), when, str(shown.get("LOCATION", "")), off)
    return [line for line in lines if line]


def _head(run: Run, address: str) -> dict[str, str]:
    """What search engines and shared links show of a page."""
    page = next((page for page in run.pages if page.address == address), None)
    if not page:
        return {}
    head: Any = page.shown(run.site_data).head
    picture = head.share.picture.href if head.share.picture else ""
    return {"title": head.title, "description": head.description, "url": head.canonical,
            "picture": picture}  # fmt: skip
