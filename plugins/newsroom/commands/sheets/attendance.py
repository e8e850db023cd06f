"""`run.py attendance FILE`: how many came, from a sheet, into the YAML of the events."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from newsroom.commands.changing.checked_change import make_change
from newsroom.commands.changing.entry_text import EntryPlace, entries_in, with_fields
from newsroom.commands.changing.file_edits import change_text
from newsroom.commands.outcome import Refused, confirm, printed
from newsroom.commands.prompts import Ask
from newsroom.commands.settings import load_site
from newsroom.commands.sheets.moments import MomentReader
from newsroom.commands.sheets.sheet import Row, Sheet, read_sheet
from newsroom.contract.clock import horizon
from newsroom.contract.event import Event, Occurrence
from newsroom.contract.moment import OSLO
from newsroom.contract.recurrence import visible_occurrences
from newsroom.reading.yaml_file import Data

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
    paths = {event.source.path for event, _ in changes}

    def fill() -> None:
        for path in paths:
            change_text(content / path, partial(_with_numbers, path=path, changes=changes))

    confirm(f"\nSkrive dette i {content.name}/events/?", ask, is_sure=is_sure)
    return make_change(content, {content / path for path in paths}, fill, report.errors())


def _with_numbers(text: str, path: str, changes: Iterable[tuple[Event, int]]) -> str:
    """The text of a file with the numbers; those of occurrences in `instances` of their series."""
    place = EntryPlace(Event, path)
    entries = entries_in(text, place)
    for event, number in changes:
        if event.source.path == path:
            where = ["instances", str(event.on)] if isinstance(event, Occurrence) else []
            fields = entries[event.series_or_self.id]
            entries[event.series_or_self.id] = _with_number(fields, where, number)
    return with_fields(text, place, entries)


def _with_number(fields: Data, where: Sequence[str], number: int) -> dict[str, Data]:
    """The fields with `attendance` at the place `where`."""
    given = fields if isinstance(fields, dict) else {}
    if not where:
        return given | {"attendance": str(number)}
    return given | {where[0]: _with_number(given.get(where[0], {}), where[1:], number)}


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
