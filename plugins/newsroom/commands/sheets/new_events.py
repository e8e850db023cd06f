"""`run.py new events FILE`: the rows of a sheet become events in a file of content/events/."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

import yaml

from newsroom.commands.changing.checked_change import make_change
from newsroom.commands.changing.file_edits import change_text, with_last_line_ended
from newsroom.commands.outcome import Refused, Unbuildable, confirm, printed
from newsroom.commands.prompts import Ask, field_answered, grouped, slug_of, unknown
from newsroom.commands.settings import load_site
from newsroom.commands.sheets.moments import MomentReader
from newsroom.commands.sheets.sheet import Row, Sheet, read_sheet
from newsroom.commands.words import command, count
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.problems import Report
from newsroom.reading import references
from newsroom.reading.spelling import translations
from newsroom.reading.validate import SIGN_UP_STATUSES, entry
from newsroom.wording.problems import message
from newsroom.wording.value_corrections import corrected_value

SAME_DAY = (
    "{0} ({1}) har samme tittel og dag. Er det det samme, svar nei og skriv `start: {2}` der.\n"
)
UNREAD = "Navnet kan ikke slås opp før {0} i content/ er rett. Se hva som er galt med `{1}`."
# The code of the problem whose correction applies to a field.
CORRECTED = {
    **dict.fromkeys(("capacity", "price", "member_price"), "number-invalid"),
    **dict.fromkeys(("url", "online"), "url-invalid"),
}


@printed
def main(file: Path, content: Path, ask: Ask | None, *, is_sure: bool) -> Iterable[str]:
    """Write the events that are not there yet, when all rows are right; returns what was done."""
    catalog, report = load_site(content)
    sheet = read_sheet(file)
    moments = MomentReader(ask, sheet.faults)
    fields = [_converted(row, sheet, catalog, moments) for row in sheet.rows]
    existing = list(_existing(fields, catalog))
    new = [row for row, id in zip(sheet.rows, existing, strict=True) if not id]
    check_rows(Event, sheet, new, catalog)
    for row, id in zip(sheet.rows, existing, strict=True):
        shown = f"{id} finnes allerede.\n" if id else _shown(row.fields, catalog)
        print(f"\nRad {row.source.place(())[0]}:\n{shown}", end="")
    if not new:
        return ["", "Alt i arket finnes allerede. Ingenting er endret."]
    path = content / "events" / f"{slug_of(file.stem) or 'ark'}.yaml"
    events = count(len(new), "arrangement", "arrangementer")
    what = f"{events} i {content.name}/events/{path.name}"
    confirm(f"\nSkrive {what}?", ask, is_sure=is_sure)
    first_lines, texts = list(_first_lines(path, new)), [yaml_of(row.fields) for row in new]
    try:
        make_change(content, [path], lambda: add_texts(path, texts), report.errors())
    except Unbuildable as unbuildable:
        raise _in_rows(unbuildable, sheet, new, first_lines, f"events/{path.name}") from None
    return [f"Skrev {what}.", f"Se på nettstedet: {command('serve')}"]


def _first_lines(path: Path, new: Iterable[Row]) -> Iterator[int]:
    """The line of the file at which each new event will begin."""
    text = with_last_line_ended(path.read_text(encoding="utf-8")) if path.exists() else ""
    line = text.count("\n") + 1
    for row in new:
        line += line > 1  # the empty line above it
        yield line
        line += yaml_of(row.fields).count("\n")


def _in_rows(
    unbuildable: Unbuildable, sheet: Sheet, new: Sequence[Row], first_lines: list[int], path: str
) -> Unbuildable | Refused:
    """The problems with the rows that have them, not with lines that nobody has seen."""
    if not unbuildable.new or any(problem.path != path for problem in unbuildable.new):
        return unbuildable

    def row(line: int) -> int:
        return new[bisect(first_lines, line) - 1].source.place(())[0]

    faults = (
        f"{sheet.place(row(problem.line))}: {message(problem, 'nb')}" for problem in unbuildable.new
    )
    other = re.compile(rf"{re.escape(path)}:(\d+)")
    text = "\n".join(faults)
    return Refused(other.sub(lambda match: f"rad {row(int(match[1]))}", text))


def _existing(rows: Iterable[dict[str, Any]], catalog: Catalog) -> Iterator[str]:
    """The id of the event that each row already is; "" for a new event, which gets an id."""
    ids = {name: e.id for e in catalog.events for name in (e.id, f"{e.title} {e.start}")}
    taken = {event.id for event in catalog.events}
    for fields in rows:
        title, start = fields.get("title", ""), fields.get("start", "")
        existing = ids.get(fields.get("id", "")) or ids.get(f"{title} {start}", "")
        if not existing:
            name = slug_of(f"{start:.4} {title}")
            id = fields.setdefault("id", name + (start[4:10] if name in taken else ""))
            taken.add(id)
            ids[f"{title} {start}"] = id
        yield existing


def _shown(fields: dict[str, Any], catalog: Catalog) -> str:
    """A new event as in YAML, and a line for each event with its title on the same day."""
    day, title = fields["start"][:10], fields["title"].casefold()
    events = [e for e in catalog.events if (str(e.start.day), e.title.casefold()) == (day, title)]
    return yaml_of(fields) + "".join(
        SAME_DAY.format(e.id, e.start, fields["start"]) for e in events
    )


def check_rows(model: type[Entry], sheet: Sheet, new: Iterable[Row], catalog: Catalog) -> None:
    """Raise Refused with all that is wrong in the sheet, and with the new entries in it."""
    report = Report()
    entries = [entry(model, row.fields, row.source, report) for row in new]
    with_new = catalog.with_entries({model: [*catalog.of(model), *filter(None, entries)]})
    references.check(with_new, report)
    sheet.check(report.errors())


def add_texts(path: Path, added: Iterable[str]) -> None:
    """Add texts to a file, each after an empty line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    change_text(path, lambda old: "\n".join(filter(None, (with_last_line_ended(old), *added))))


def _converted(row: Row, sheet: Sheet, catalog: Catalog, moments: MomentReader) -> dict[str, Any]:
    """The values of a row as in YAML: dates, lists, numbers, and keys in place of names."""
    fields, sign_up = row.fields, row.fields.get("registration", {})
    for group, where in ((fields, ("start",)), (sign_up, ("registration", "deadline"))):
        if (name := where[-1]) in group or "end" in group:
            place = sheet.place_of(row, where)
            begin, end = moments.span(group.get(name, ""), group.pop("end", ""), place)
            group |= {key: text for key, text in ((name, begin), ("end", end)) if text}
    if sign_up and grouped("registration", "".join(sign_up.values())) == "none":
        fields["registration"] = sign_up = "none"
    for name, code in CORRECTED.items():
        for group in (fields, sign_up):
            if name in group:
                group[name] = corrected_value(code, group[name]) or group[name]
    for name, named in (("venue", catalog.venues), ("network", catalog.networks)):
        if text := fields.pop(name, ""):
            keys = {other.name.lower(): key for key, other in named.items()}
            field, value = field_answered(name, text), keys.get(text.lower(), text)
            fields[field] = value
            if field == name and value not in named:
                folder = f"{name}s"
                whole, check = catalog.is_whole(folder), command("check")
                fault = unknown(name, text, named) if whole else UNREAD.format(folder, check)
                sheet.add_fault(row, (name,), fault)
    if "speakers" in fields:
        names = re.split(r"\s*[,;]\s*", fields["speakers"].strip(",; "))
        fields["speakers"] = names if names[1:] or " og " not in names[0] else names[0]
    if "status" in fields:
        status = translations(fields["status"])[0] or fields["status"]
        is_of_sign_up = status in SIGN_UP_STATUSES
        group = fields.setdefault("registration", {}) if is_of_sign_up else fields
        del fields["status"]
        group["status"] = status
    return fields


class TextDumper(yaml.SafeDumper):
    """Writes every value as text, and several lines as a block."""

    # As in TextLoader.
    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]

    def represent_scalar(self, tag: str, value: str, style: str | None = None) -> yaml.ScalarNode:
        if "\n" in value:
            value, style = f"{value}\n", "|"
        return super().represent_scalar(tag, value, style)


def yaml_text(data: object) -> str:
    """The data as YAML in which every value is a text."""
    return yaml.dump(
        data, Dumper=TextDumper, allow_unicode=True, sort_keys=False, width=float("inf")
    )


def yaml_of(event: dict[str, Any]) -> str:
    """The event as an item of a list."""
    names = (field.alias or name for name, field in Event.model_fields.items())
    return yaml_text([{name: event[name] for name in names if name in event}])
