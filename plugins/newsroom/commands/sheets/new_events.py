"""`run.py new events FILE`: the rows of a sheet become events in a file of content/events/."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import yaml

from newsroom.commands.changing.checked_change import Refused, confirm, print_result
from newsroom.commands.changing.file_edits import change_text, with_last_line_ended
from newsroom.commands.new import NewFile, field_line
from newsroom.commands.prompts import Ask, Questions, field_answered, slug_of, usable_value
from newsroom.commands.settings import site_kinds
from newsroom.commands.sheets.columns import FIELDS, SIGN_UP
from newsroom.commands.sheets.moments import MomentReader, Unclear
from newsroom.commands.sheets.sheet import Row, Sheet, read_sheet
from newsroom.commands.words import command, count
from newsroom.content_kinds import models_of
from newsroom.contract.event import Event
from newsroom.contract.event_parts import Registration
from newsroom.contract.moment import OSLO
from newsroom.reading.spelling import NORWEGIAN
from newsroom.wording.problems import message

Values = dict[str, str]


def main(file: Path, content: Path, ask: Ask | None, *, is_sure: bool) -> int:
    """Write the events that are not there yet, when all rows are right; returns the exit code."""
    return print_result(lambda: _work(file, content, ask, is_sure=is_sure))


def _work(file: Path, content: Path, ask: Ask | None, *, is_sure: bool) -> Iterable[str]:
    kinds = site_kinds()
    scaffold = next((kind.scaffold for kind in kinds if kind.model is Event), None)
    if not scaffold:
        raise Refused("Nettstedet har ingen arrangementer.")
    new, sheet = NewFile(content, models_of(kinds)), read_sheet(file)
    catalog, _ = new.load()
    questions = Questions(scaffold, catalog, datetime.now(OSLO).date(), None)
    values = RowReader(sheet, questions, MomentReader(ask)).values()
    ids = {event.id: event.id for event in catalog.events}
    ids |= {f"{event.title} {event.start}": event.id for event in catalog.events}
    rows: list[tuple[Row, list[str]]] = []
    for row, event in zip(sheet.rows, with_ids(values), strict=True):
        same = ids.get(event["id"]) or ids.get(f"{event['title']} {event['start']}")
        lines = [f"{same} finnes allerede."] if same else yaml_lines(event)
        print(f"\nRad {row.number}:", *lines, sep="\n")
        rows += [] if same else [(row, lines)]
    if not rows:
        return ["", "Alt i arket finnes allerede. Ingenting er endret."]
    path = content / "events" / f"{slug_of(file.stem) or 'ark'}.yaml"
    what = f"{count(len(rows), 'arrangement', 'arrangementer')} i {content.name}/events/{path.name}"
    confirm(f"\nSkrive {what}?", ask, is_sure=is_sure)
    _write(path, rows, sheet, new)
    return [f"Skrev {what}.", f"Se på nettstedet: {command('serve')}"]


@dataclass(frozen=True, slots=True)
class RowReader:
    """The rows of a sheet as values of fields, as they are written in YAML."""

    sheet: Sheet
    questions: Questions
    moments: MomentReader

    def values(self) -> list[Values]:
        """The values of each row. Raises Refused with all that is wrong in the sheet."""
        values = [self._row(row) for row in self.sheet.rows]
        self.sheet.check()
        return values

    def _row(self, row: Row) -> Values:
        cells = dict(row.cells)
        start = " ".join(cells.pop(part) for part in ("date", "start", "time") if part in cells)
        when = "date" if "date" in self.sheet.headings else "start"
        place = cells.get("venue", "") or cells.get("online", "")
        for name, value in (("title", cells.get("title")), (when, start), ("venue", place)):
            if not value:
                self.sheet.add_fault(row, name, f"{self.sheet.headings.get(name, name)} mangler.")
        values = self._span(row, when, start, cells.pop("end", "")) if start else {}
        if deadline := cells.pop("deadline", ""):
            values |= self._span(row, "deadline", deadline)
        for name, cell in cells.items():
            values |= self._usable(row, name, cell)
        return values

    def _span(self, row: Row, name: str, text: str, end: str = "") -> Values:
        try:
            begin, finish = self.moments.span(text, end, self.sheet.place(row, name))
        except Unclear as unclear:
            self.sheet.add_fault(row, name, f"{unclear}.")
            return {}
        name = "deadline" if name == "deadline" else "start"
        return {name: begin, "end": finish} if finish else {name: begin}

    def _usable(self, row: Row, name: str, cell: str) -> Values:
        """The value of one field; also the key for the name of a venue or a network."""
        text = cell if name == "description" else " ".join(cell.split())
        if name == "speakers":
            return {name: text}
        meant = NORWEGIAN.get(text.lower(), text) if name == "status" else text
        if name in SIGN_UP:
            value, fault = usable_value(Registration, name, meant)
        else:
            value, fault = self.questions.usable(name, meant)
        if fault:
            self.sheet.add_fault(row, name, fault)
        return {field_answered(name, value): value}


def with_ids(events: Sequence[Values]) -> list[Values]:
    """The events with an id: the year and the title, and the day for a title of several rows."""
    names = [f"{event['start']:.4}-{slug_of(event['title'])}" for event in events]
    return [
        {"id": name + (event["start"][4:10] if names.count(name) > 1 else "")} | event
        for name, event in zip(names, events, strict=True)
    ]


def yaml_lines(event: Values) -> list[str]:
    """The event as an item of a list."""
    lines, sign_up = [], []
    for name in sorted(event, key=(*FIELDS, *SIGN_UP).index):
        value = event[name]
        if name in SIGN_UP:
            sign_up.append(f"  {field_line(name, value)}")
        elif name == "speakers":
            people = [person.strip() for person in re.split(r"[,;]", value) if person.strip()]
            flow = yaml.safe_dump(people, default_flow_style=True, allow_unicode=True, width=9999)
            lines.append(f"{name}: {flow.strip()}")
        elif "\n" in value:
            lines += [f"{name}: |", *(f"  {line}" for line in value.splitlines())]
        else:
            lines.append(field_line(name, value))
    lines += ["registration:", *sign_up] if sign_up else []
    return [f"{'  ' if number else '- '}{line}".rstrip() for number, line in enumerate(lines)]


def _write(path: Path, rows: Sequence[tuple[Row, list[str]]], sheet: Sheet, new: NewFile) -> None:
    """Add the events to the file. Raises Refused, with the file as before, if it is wrong then."""
    faults, before = new.faults(), path.read_bytes() if path.is_file() else b""
    text = "\n".join("\n".join([*lines, ""]) for _, lines in rows)
    is_right = False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        change_text(path, lambda old: f"{with_last_line_ended(old)}\n{text}" if old else text)
        first = path.read_bytes().count(b"\n") - text.count("\n") + 1
        row_of = dict(enumerate((row for row, lines in rows for _ in [*lines, ""]), first))
        for problem in new.faults():
            if problem not in faults:
                row = row_of.get(problem.line) if problem.path == f"events/{path.name}" else None
                place = f"{new.content.name}/{problem.path}:{problem.line}"
                place = sheet.place(row, dict(problem.values).get("field", "")) if row else place
                sheet.faults.append(f"{place}: {message(problem, 'nb')}")
        sheet.check()
        is_right = True
    finally:
        if not is_right:
            path.write_bytes(before) if before else path.unlink(missing_ok=True)
