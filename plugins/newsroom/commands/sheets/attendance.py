"""`run.py attendance FILE`: how many came, from a sheet, into the YAML of the events."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from newsroom.commands.changing.checked_change import (
    CheckedChange,
    Refused,
    confirm,
    print_result,
)
from newsroom.commands.changing.file_edits import change_lines, with_number
from newsroom.commands.prompts import Ask
from newsroom.commands.settings import site_kinds
from newsroom.commands.sheets.moments import MomentReader, Unclear
from newsroom.commands.sheets.sheet import Row, Sheet, read_sheet
from newsroom.content_kinds import models_of
from newsroom.contract.clock import horizon
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.moment import OSLO
from newsroom.contract.recurrence import visible_occurrences
from newsroom.reading.load import load

NUMBER = "«{0}» skal være antallet som kom, med bare sifre. Navn på deltakere skal ikke inn her."
NO_COLUMN = "{0} har ingen kolonne «Oppmøte» med hvor mange som kom."
WHICH = "skriv id-en til arrangementet, eller tittelen og datoen."


def main(file: Path, content: Path, ask: Ask | None, *, is_sure: bool) -> int:
    """Fill `attendance` when each row has one event and a number; returns the exit code."""
    return print_result(lambda: _work(file, content, ask, is_sure=is_sure))


def _work(file: Path, content: Path, ask: Ask | None, *, is_sure: bool) -> Iterable[str]:
    catalog, report = load(content, models=models_of(site_kinds()))
    last = horizon(datetime.now(OSLO))
    events = [o for event in catalog.events for o in visible_occurrences(event, horizon=last)]
    sheet = read_sheet(file)
    if "attendance" not in sheet.headings:
        raise Refused(NO_COLUMN.format(file.name))
    reader = AttendanceReader(sheet, events, MomentReader(ask))
    counted = [row for row in sheet.rows if "attendance" in row.cells]
    rows = [(reader.event(row), reader.number(row)) for row in counted]
    sheet.check()
    changes = [(e, number) for e, number in rows if e and e.attendance != number]
    if not changes:
        return ["Alt i arket står der allerede. Ingenting er endret."]
    for event, number in changes:
        now = "" if event.attendance is None else f" (før: {event.attendance})"
        print(f"{event.id}: attendance: {number}{now}")

    def fill() -> None:
        for event, number in changes:
            _fill(content / event.source.path, event, number)

    confirm(f"\nSkrive dette i {content.name}/events/?", ask, is_sure=is_sure)
    files = {content / event.source.path: None for event, _ in changes}
    return CheckedChange(content, files, fill, report.errors()).make()


def _fill(file: Path, event: Event, number: int) -> None:
    """Write the number for an event, or for an occurrence in `instances` of its series."""
    path = ["instances", str(event.on)] if isinstance(event, Occurrence) else []
    entry = event.series_or_self
    change_lines(file, lambda lines: with_number(lines, entry, [*path, "attendance"], number))


@dataclass(frozen=True, slots=True)
class AttendanceReader:
    """Finds the event and the number of a row; adds what is wrong to the sheet."""

    sheet: Sheet
    events: Iterable[Event]
    moments: MomentReader
    seen: set[str] = field(default_factory=set)

    def number(self, row: Row) -> int:
        """How many came; 0 after adding a fault."""
        text = row.cells["attendance"]
        if not text.isdecimal():
            self.sheet.add_fault(row, "attendance", NUMBER.format(text))
        return int(text) if text.isdecimal() else 0

    def event(self, row: Row) -> Event | None:
        """The event with the id, or with the title and the date."""
        cells, day = row.cells, ""
        if when := " ".join(cells[name] for name in ("date", "start") if name in cells):
            try:
                day = self.moments.span(when, "", self.sheet.place(row, "date"))[0][:10]
            except Unclear as unclear:
                self.sheet.add_fault(row, "date" if "date" in cells else "start", f"{unclear}.")
                return None
        id_, title = cells.get("id", ""), cells.get("title", "").casefold()
        on_day = (e for e in self.events if day in ("", str(e.start.day)))
        if id_:
            found = [e for e in on_day if id_ in (e.id, e.series_or_self.id)]
        else:
            found = [e for e in on_day if day and e.title.casefold() == title]
        if len(found) == 1 and found[0].id not in self.seen:
            self.seen.add(found[0].id)
            return found[0]
        ids = ", ".join(event.id for event in found[:5])
        several = f"det kan være {ids}" if found[1:] else f"{ids} står to ganger i arket"
        problem = several if found else "finner ikke arrangementet"
        self.sheet.add_fault(row, "id" if id_ else "title", f"{problem}; {WHICH}")
        return None
