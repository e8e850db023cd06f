"""`run.py attendance FILE`: how many came, from a sheet, into the YAML of the events."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from newsroom.commands.changing.checked_change import make_change
from newsroom.commands.changing.file_edits import edit_lines
from newsroom.commands.changing.yaml_edits import edits_by_id
from newsroom.commands.outcome import Refused, confirm, printed
from newsroom.commands.prompts import Ask
from newsroom.commands.settings import load_site
from newsroom.commands.sheets.moments import MomentReader
from newsroom.commands.sheets.sheet import Row, Sheet, read_sheet
from newsroom.contract.clock import horizon
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.moment import OSLO
from newsroom.contract.recurrence import visible_occurrences

NUMBER = "«{0}» skal være antallet som kom, med bare sifre. Navn på deltakere skal ikke inn her."
NO_COLUMN = "{0} har ingen kolonne «Oppmøte» med hvor mange som kom."
WHICH = "skriv id-en til arrangementet, eller tittelen og datoen."


@printed
def main(file: Path, content: Path, ask: Ask | None, *, is_sure: bool) -> Iterable[str]:
    """Fill `attendance` when each row has one event and a number; returns what was done."""
    catalog, report = load_site(content)
    last = horizon(datetime.now(OSLO))
    events = [o for event in catalog.events for o in visible_occurrences(event, horizon=last)]
    sheet = read_sheet(file)
    if not any(("attendance",) in row.source.places for row in sheet.rows):
        raise Refused(NO_COLUMN.format(file.name))
    counted = _counted(sheet, events, MomentReader(ask, sheet.faults))
    changes = [(event, number) for event, number in counted if event.attendance != number]
    if not changes:
        return ["Alt i arket står der allerede. Ingenting er endret."]
    for event, number in changes:
        now = "" if event.attendance is None else f" (før: {event.attendance})"
        print(f"{event.id}: attendance: {number}{now}")
    files = {content / event.source.path for event, _ in changes}

    def fill() -> None:
        for path in files:
            edit_lines(path, partial(edits_by_id, values=_values(changes)))

    confirm(f"\nSkrive dette i {content.name}/events/?", ask, is_sure=is_sure)
    return make_change(content, files, fill, report.errors())


def _values(changes: Iterable[tuple[Event, int]]) -> dict[str, dict[str, Any]]:
    """The fields to write by id; those of the occurrences in `instances` of their series."""
    values: dict[str, dict[str, Any]] = {}
    for event, number in changes:
        fields = values.setdefault(event.series_or_self.id, {})
        if isinstance(event, Occurrence):
            fields = fields.setdefault("instances", {}).setdefault(str(event.on), {})
        fields["attendance"] = number
    return values


def _counted(
    sheet: Sheet, events: Iterable[Event], moments: MomentReader
) -> list[tuple[Event, int]]:
    """The event and the number of each row. Raises Refused with all that is wrong in the sheet."""
    numbers: dict[str, tuple[Event, int]] = {}
    for row in sheet.rows:
        text = row.fields.get("attendance", "0")
        if not text.isdecimal():
            sheet.add_fault(row, ("attendance",), NUMBER.format(text))
        elif "attendance" in row.fields:
            fitting = _fitting(sheet, row, events, moments)
            name = "id" if "id" in row.fields else "title"
            ids = ", ".join(event.id for event in fitting[:5])
            if len(fitting) != 1 or fitting[0].id in numbers:
                several = f"det kan være {ids}" if fitting[1:] else f"{ids} står to ganger i arket"
                problem = several if fitting else "finner ikke arrangementet"
                sheet.add_fault(row, (name,), f"{problem}; {WHICH}")
            else:
                numbers[ids] = fitting[0], int(text)
    sheet.check()
    return [*numbers.values()]


def _fitting(sheet: Sheet, row: Row, events: Iterable[Event], moments: MomentReader) -> list[Event]:
    """The events with the id of a row, or with its title and date."""
    id, title, start = (row.fields.get(name, "") for name in ("id", "title", "start"))
    day = moments.span(start, "", sheet.place_of(row, ("start",)))[0][:10]
    on_day = (event for event in events if day in ("", str(event.start.day)))
    if id:
        return [event for event in on_day if id in (event.id, event.series_or_self.id)]
    return [event for event in on_day if day and event.title.casefold() == title.casefold()]
