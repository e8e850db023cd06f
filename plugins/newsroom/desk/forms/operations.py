"""The steps that the buttons of a form make in its data: a row more, a row less, a row moved."""

from typing import Any
from urllib.parse import unquote

from newsroom.desk.forms.fields import GROUPS, FormField, expanded
from newsroom.desk.forms.values import Form, empty, fields_by_name
from newsroom.reading.yaml_file import Data


def with_operation(form: Form, data: dict[str, Data], operation: str) -> dict[str, Data]:
    """The data after an operation: `add:programme`, `up:programme.2`, `remove:instances.0`.

    `add:instances:2024-03-19` adds a row with this key. Raises LookupError or ValueError for what
    is not there.
    """
    verb, path, key = f"{operation}::".split(":")[:3]
    steps = [unquote(step) for step in path.split(".")]
    return _in_group(form, data, steps, verb, unquote(key))


def _changed(
    field: FormField, value: Data | None, steps: list[str], verb: str, key: str
) -> Data | None:
    """The value of a field after the operation at `steps` in it; None when it is removed."""
    value = None if value is None else expanded(field, value)
    if not steps:
        if verb not in ("add", "remove"):
            raise ValueError(verb)
        return _with_row(field, value, key) if verb == "add" else None
    if field.widget in GROUPS:
        return _in_group(field.fields, value if isinstance(value, dict) else {}, steps, verb, key)
    if field.item is None:
        raise LookupError(field.name)
    rows: list[Any] = [*value.items()] if isinstance(value, dict) else [*(value or ())]
    index, rest = int(steps[0]), steps[1:]
    if not rest:
        _move(rows, index, verb)
    elif isinstance(value, dict):
        name, row = rows[index]
        rows[index] = name, _changed(field.item, row, rest[1:], verb, key)
    else:
        rows[index] = _changed(field.item, rows[index], rest, verb, key)
    return dict(rows) if isinstance(value, dict) else rows


def _in_group(
    form: Form, group: dict[str, Data], steps: list[str], verb: str, key: str
) -> dict[str, Data]:
    step, *rest = steps
    changed = _changed(fields_by_name(form, [step])[step], group.get(step), rest, verb, key)
    values = {name: value for name, value in group.items() if name != step or changed is not None}
    return values if changed is None else {**values, step: changed}


def _with_row(field: FormField, value: Data | None, key: str) -> Data:
    """The list or the mapping with a new row."""
    if field.item is None:
        raise LookupError(field.name)
    if field.widget == "keyed":
        rows = value if isinstance(value, dict) else {}
        return rows if key in rows else {**rows, key: empty(field.item)}
    return [*(value if isinstance(value, list) else ()), empty(field.item)]


def _move(rows: list[Any], index: int, verb: str) -> None:
    """Removes a row, or moves it one place."""
    row = rows.pop(index)
    if verb in ("up", "down"):
        rows.insert(max(0, index + (1 if verb == "down" else -1)), row)
    elif verb != "remove":
        raise ValueError(verb)
