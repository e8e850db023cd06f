"""Turns pydantic's errors into Problems, with a code, the place of the field and its value."""

import re
from collections.abc import Iterator, Mapping
from typing import get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from newsroom.contract.catalog import EntryType
from newsroom.contract.entry import Entry
from newsroom.contract.event_parts import Registration
from newsroom.contract.problems import TEXT, Problem, Report, Source, Where
from newsroom.reading.model_fields import fields_at, type_at
from newsroom.reading.spelling import translations
from newsroom.reading.unknown_fields import is_on_one_line, unknown_field
from newsroom.reading.value_faults import coded, fault_values
from newsroom.reading.yaml_faults import SEPARATOR, colon_fault
from newsroom.reading.yaml_file import Data
from newsroom.wording.fields import all_words, words_beside
from newsroom.wording.value_corrections import moment_at

SIGN_UP_STATUSES = get_args(Registration.model_fields["status"].annotation)
# What a faulty entry is read with, so that its other fields can be checked: by the field that is
# missing or faulty, or by the code of a fault that is about no single field.
PLACEHOLDERS: Mapping[str, Mapping[str, str]] = {
    **{name: {name: "-"} for name in ("title", "name")},
    **{name: {name: "2000-01-01"} for name in ("date", "start")},
    "id": {"id": "x"},
    "year": {"year": "2000"},
    "event-without-place": {"place": "kommer"},
}


def partial_entry(
    model: type[EntryType], data: Data, source: Source, key: str = ""
) -> EntryType | None:
    """A faulty entry without its faulty fields, to find more faults in; it is never published.

    None when that is not valid either. Some faults only show when others are gone.
    """
    lost: frozenset[str] = frozenset()
    while isinstance(data, dict):
        try:
            return model.read(data, source, key, lost)
        except ValidationError as error:
            faulty = {_top(details) for details in error.errors(include_url=False)}
        if faulty <= lost:
            break
        lost |= faulty
        data = {name: value for name, value in data.items() if name not in faulty}
        for name in faulty & PLACEHOLDERS.keys():
            data |= PLACEHOLDERS[name]
    return None


def _top(details: ErrorDetails) -> str:
    """The outermost field that an error is about; the code of an error about no field."""
    return str(next(iter(details["loc"]), details.get("ctx", {}).get("at", details["type"])))


def entry(
    model: type[EntryType], data: Data, source: Source, report: Report, key: str = ""
) -> EntryType | None:
    """The entry in `data`; None, with its faults in `report`, when it is not valid."""
    if not isinstance(data, dict):
        colons = _colons("field-mapping", data, (), fields_at(model, ()), source)
        named = ((), "field-mapping", {"field": key or model.__name__.lower()})
        for fault in [*colons] or [named]:
            report.add(source, *fault)
        return None
    faults, valid = Report(), None
    for where in _empty_unknown(model, data, source):
        values = unknown_field(model, where, None, source)
        faults.add(source, where, "field-unknown", _field_values(model, where) | values)
    try:
        valid = model.read(data, source, key)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            _add(details, model, data, source, faults)
    report.extend(_without_misspelt(faults))
    return None if faults.problems else valid


def _empty_unknown(model: type[Entry], data: Data, source: Source) -> Iterator[Where]:
    """Each unknown field with an empty value; the reader of YAML leaves empty values out.

    A mapping whose keys are no fields, such as `instances`, has no unknown ones.
    """
    for where in source.places:
        *above, name = where or (TEXT,)
        parent: Data | None = data
        for step in above:
            parent = _inner(parent, step)
        if parent is None and get_origin(type_at(model, tuple(above))) is not Mapping:
            parent = {}
        if name == TEXT or isinstance(name, int) or not isinstance(parent, dict) or name in parent:
            continue
        names = fields_at(model, tuple(above))
        if name not in names and (not above or parent.keys() <= names):
            yield where


def _without_misspelt(faults: Report) -> Iterator[Problem]:
    """The problems without a missing field that is there misspelt, which is a problem too."""
    problems = [(problem, dict(problem.values)) for problem in faults]
    misspelt = {
        ".".join(
            (*values["field"].split(".")[:-1], values.get("suggestion", values.get("meant", "")))
        )
        for problem, values in problems
        if problem.code == "field-unknown"
    }
    for problem, values in problems:
        if problem.code != "field-missing" or values["field"] not in misspelt:
            yield problem


def _add(
    details: ErrorDetails, model: type[Entry], data: Data, source: Source, report: Report
) -> None:
    """Report one of pydantic's errors."""
    code, context = coded(details)
    where = _path(details["loc"], data)
    if code == "choice-invalid" and not isinstance(details["input"], str):
        code = "field-text"
    if field := context.get("at"):
        where = (*where, field)
    if colons := [*_colons(code, details["input"], where, fields_at(model, where), source)]:
        for colon in colons:
            report.add(source, *colon)
    elif code == "field-unknown" and (group := unindented(model, data, source, where)):
        values = _field_values(model, where) | {"group": group, "indent": "  "}
        report.add(source, where, "field-unindented", values)
    elif code == "field-unknown":
        values = unknown_field(model, where, details["input"], source)
        report.add(source, where, code, _field_values(model, where) | values)
    elif code == "choice-invalid" and (status := _of_sign_up(details["input"], model, where)):
        report.add(source, where, "status-sign-up", {"value": details["input"], "status": status})
    else:
        values = fault_values(code, context, details["input"], fields_at(model, where))
        if code == "date-invalid" and where[-1] == "end":
            values["suggestion"] = _end_on_first_day(data, where, values["value"])
        elif code == "field-mapping" and not is_on_one_line(where, source):
            values["meant"] = values.pop("suggestion", "")
        report.add(source, where, code, _field_values(model, where) | values)


def _end_on_first_day(data: Data, where: Where, written: str) -> str:
    """The end of an event that is written as a time alone, later than its start; else ""."""
    beside: Data | None = data
    for step in where[:-1]:
        beside = _inner(beside, step)
    start = _inner(beside, "start") if beside else None
    return moment_at(written, start) if isinstance(start, str) else ""


def _of_sign_up(written: str, model: type[Entry], where: Where) -> str:
    """The status of a sign-up that is written as the status of its event; "" for another value."""
    status = next(filter(None, translations(written)), written.lower())
    is_status = where[-1] == "status" and "registration" in fields_at(model, where[:-1])
    return status if is_status and status in SIGN_UP_STATUSES else ""


def unindented(model: type[Entry], data: Data, source: Source, where: Where) -> str:
    """The empty field, or key, above a text at the path `where` that belongs to it; else ""."""
    if len(where) > 1 or not isinstance(_inner(data, where[0]), str):
        return ""
    groups = [
        str(other[0])
        for other, place in source.places.items()
        if len(other) == 1 and _inner(data, other[0]) is None
        if place < source.place(where) and where[0] in fields_at(model, other)
    ]
    return groups[-1] if groups else ""


def _field_values(model: type[Entry], where: Where) -> dict[str, str]:
    """The path of a field; also its label and example when they are not in contract/fields.yaml."""
    field = ".".join(step for step in where if isinstance(step, str))
    own = words_beside(model)
    if own is all_words() or not (words := own.get(model.__name__, {}).get(field.split(".")[-1])):
        return {"field": field}
    return {"field": field, "field_label": words.label, "field_example": words.example}


def _colons(
    code: str, value: object, where: Where, names: set[str], source: Source
) -> Iterator[tuple[Where, str, dict[str, str]]]:
    """The place, code and values of each colon that is missing or too many."""
    if code == "field-mapping" and isinstance(value, str):
        text = value.strip()
        # A field without a colon, or without the space after it.
        if SEPARATOR.split(text, maxsplit=1)[0] in names:
            # YAML reads the lines of several such fields as one text.
            end = 0
            for piece in re.split(rf"(\s+)(?=(?:{'|'.join(names)})\b)", text):
                at, end = end, end + len(piece)
                place, fault = (*where, TEXT, at), colon_fault(piece)
                if not at or (place in source.places and fault[0] == "yaml-space-missing"):
                    yield place, *fault
    is_text = code == "field-text" and isinstance(where[-1], int)
    if is_text and isinstance(value, dict) and [type(v) for v in value.values()] == [str]:
        quoted = "".join(f'- "{name}: {text}"' for name, text in value.items())
        yield where, "yaml-colon-inside", {"mend": quoted}


def _path(loc: tuple[str | int, ...], data: Data) -> Where:
    """The path of a field in the data; pydantic's `loc` also has the names of union members."""
    path: list[str | int] = []
    loc = tuple(step for step in loc if step != "[key]")
    value: Data | None = data
    for index, step in enumerate(loc):
        is_item = isinstance(step, int) and isinstance(value, list)
        is_missing = index == len(loc) - 1 and isinstance(value, dict)
        if is_item or is_missing or _inner(value, step) is not None:
            value = _inner(value, step)
            path.append(step)
    return tuple(path)


def _inner(value: Data | None, step: str | int) -> Data | None:
    """The field or the item of a value; None when it has none."""
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None
