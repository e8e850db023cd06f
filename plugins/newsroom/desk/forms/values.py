"""The values of a form: what a browser posts as data, and the steps that its buttons make in it.

A posted name is the path of a field: `f.programme.0.title`. A row of a mapping is `f.instances.0`
with its `key` and its `value`. A value that the form cannot show is posted as JSON, by the name of
its field with `:json` behind it. A field that was not posted is left as it was.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count, zip_longest
from urllib.parse import quote, unquote

from newsroom.desk.forms.fields import BODY, GROUPS, LISTS, FormField, expanded, unknown_field
from newsroom.reading.yaml_file import Data

ROOT = "f"
JSON = ":json"
KEY, VALUE = "key", "value"
YES, NO = ("true", "ja"), ("false", "nei")
Form = tuple[FormField, ...]


@dataclass(slots=True)
class Posted:
    """What was posted by one name and by the names below it."""

    texts: list[str] = field(default_factory=list)
    raw: Data | None = None
    below: dict[str, "Posted"] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The last text; a checkbox has an empty one in front."""
        return self.texts[-1] if self.texts else ""

    @property
    def rows(self) -> list["Posted"]:
        """The rows of a list, in their order."""
        return [self.below[n] for n in sorted(filter(str.isdecimal, self.below), key=int)]


def name_in(parent: str, step: str | int) -> str:
    """The posted name of a field or a row in another one."""
    return f"{parent}.{quote(str(step), safe='').replace('.', '%2E')}"


def posted(pairs: Iterable[tuple[str, str]]) -> Posted:
    """The tree of the names and values that a browser sent, with line ends as in our files."""
    root = Posted()
    for name, value in pairs:
        path, _, mark = name.partition(":")
        node = root
        for step in path.split("."):
            node = node.below.setdefault(unquote(step), Posted())
        if not mark:
            node.texts.append(value.replace("\r\n", "\n"))
        elif f":{mark}" == JSON:
            node.raw = as_data(json.loads(value))
    return root.below.get(ROOT, Posted())


def as_data(value: object) -> Data:
    """A value of JSON as the YAML reader would give it. Raises ValueError for null and numbers."""
    if isinstance(value, dict):
        return {str(key): as_data(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_data(inner) for inner in value]
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def body_of(sent: Posted, base: str) -> str:
    """The text of a document; the one it had when none was posted."""
    node = sent.below.get(BODY)
    return node.text if node and node.texts else base


def data_of(form: Form, sent: Posted, base: Mapping[str, Data]) -> dict[str, Data]:
    """The fields that were posted, tidy."""
    return tidy(form, entered(form, sent, base), base)


def entered(form: Form, sent: Posted, base: Mapping[str, Data]) -> dict[str, Data]:
    """The fields as they were posted, with their empty rows, which operations count."""
    left = {name: value for name, value in base.items() if name not in sent.below}
    return left | (_group(form, sent, base) or {})


def tidy(form: Form, data: Mapping[str, Data], base: Mapping[str, Data]) -> dict[str, Data]:
    """The data without empty rows; what says the same as in `base` is as it is there."""
    fields = fields_by_name(form, data)
    pruned = {name: _pruned(fields[name], one) for name, one in data.items()}
    return _kept_group(form, {n: one for n, one in pruned.items() if one is not None}, base)


def canonical(field: FormField, value: Data | None) -> Data | None:
    """The value as the form shows it: in its full form, without what is the default anyway."""
    if value is None:
        return None
    value = expanded(field, value)
    if isinstance(value, str):
        text = value.rstrip() if "\n" in value else value.strip()
        if field.widget == "truth" and text.lower() in YES + NO:
            return YES[1] if text.lower() in YES else None
        return None if field.widget == "choice" and text == field.default else text or None
    if field.widget in GROUPS and isinstance(value, dict):
        inner = {
            n: canonical(f, value.get(n)) for n, f in fields_by_name(field.fields, value).items()
        }
        return {name: one for name, one in inner.items() if one is not None} or None
    if field.item and field.widget in LISTS and isinstance(value, list):
        items = (canonical(field.item, one) for one in value)
        return [one for one in items if one is not None] or None
    if field.item and field.widget == "keyed" and isinstance(value, dict):
        return {key: canonical(field.item, one) or {} for key, one in value.items()}
    return value


def empty(item: FormField) -> Data:
    """The value of a new row."""
    return {} if item.widget in GROUPS else ""


def fields_by_name(form: Form, names: Iterable[str]) -> dict[str, FormField]:
    """The fields of a form by name, with unknown ones for the other `names`."""
    known = {one.name: one for one in form if one.widget != "body"}
    return known | {name: unknown_field(name) for name in names if name not in known}


def _entered(field: FormField, node: Posted, base: Data | None) -> Data | None:
    """What was posted for one field; None for nothing."""
    if node.raw is not None:
        return node.raw
    if field.widget in GROUPS:
        group = _group(field.fields, node, base if isinstance(base, dict) else {})
        # The one of the two that was not there before.
        is_named = node.text.strip() and (not group or isinstance(base, dict))
        return node.text.strip() if is_named else group
    if field.item and field.widget in LISTS:
        bases = base if isinstance(base, list) else []
        rows = zip_longest(node.rows, bases[: len(node.rows)])
        return [_entered(field.item, row, of) or empty(field.item) for row, of in rows] or None
    if field.item and field.widget == "keyed":
        return _keyed(field.item, node.rows, base if isinstance(base, dict) else {}) or None
    text = node.text
    return (text if "\n" in text.strip() else text.strip()) or None


def _group(form: Form, node: Posted, base: Mapping[str, Data]) -> dict[str, Data] | None:
    """What was posted for the fields of a group; None for nothing."""
    has_body = any(one.widget == "body" for one in form)
    # A field of the file may have the same name; it is posted as JSON.
    below = {n: p for n, p in node.below.items() if n != BODY or not has_body or p.raw is not None}
    fields = fields_by_name(form, below)
    values = ((n, _entered(f, below[n], base.get(n))) for n, f in fields.items() if n in below)
    return {name: value for name, value in values if value is not None} or None


def _keyed(item: FormField, rows: Iterable[Posted], base: Mapping[str, Data]) -> dict[str, Data]:
    """The values of a mapping by their keys; a key that is there already gets a number."""
    values: dict[str, Data] = {}
    for row in rows:
        key = row.below.get(KEY, Posted()).text
        key = key if key in base else key.strip()
        value = _entered(item, row.below.get(VALUE, Posted()), base.get(key))
        numbers = (f"{key} ({number})" for number in count(2))
        free = key if key not in values else next(n for n in numbers if n not in values)
        values[free] = value or empty(item)
    return values


def _pruned(field: FormField, value: Data) -> Data | None:
    """The value without empty texts and rows; None when nothing is left."""
    if isinstance(value, str):
        return value if value.strip() else None
    if field.item and isinstance(value, list):
        items = (_pruned(field.item, row) for row in value)
        return [one for one in items if one is not None] or None
    if field.item and field.widget == "keyed" and isinstance(value, dict):
        rows = {key: _pruned(field.item, row) for key, row in value.items()}
        # A date without any change yet stays a row.
        is_group = field.item.widget in GROUPS
        return {k: row or {} for k, row in rows.items() if row or (k.strip() and is_group)} or None
    if field.widget in GROUPS and isinstance(value, dict):
        fields = fields_by_name(field.fields, value)
        inner = {name: _pruned(fields[name], one) for name, one in value.items()}
        return {name: one for name, one in inner.items() if one is not None} or None
    return value


def _kept(field: FormField, value: Data | None, base: Data | None) -> Data | None:
    """The value; `base` itself, or each part of it, where that says the same."""
    if base is None or canonical(field, value) == canonical(field, base):
        return value if base is None else base
    full = expanded(field, base)
    if isinstance(value, dict) and isinstance(full, dict):
        if field.item:
            return {key: _kept(field.item, one, full.get(key)) or one for key, one in value.items()}
        return _kept_group(field.fields, value, full)
    if field.item and isinstance(value, list) and isinstance(full, list):
        return [_kept_row(field.item, row, index, full) for index, row in enumerate(value)]
    if isinstance(value, str) and isinstance(base, str) and base.endswith("\n"):
        return f"{value.rstrip()}\n"
    return value


def _kept_row(item: FormField, row: Data, index: int, base: list[Data]) -> Data:
    """A row as it was anywhere in `base`, else what stayed the same of the one in its place."""
    same = next((one for one in base if canonical(item, one) == canonical(item, row)), None)
    return same or _kept(item, row, base[index] if index < len(base) else None) or row


def _kept_group(form: Form, data: Mapping[str, Data], base: Mapping[str, Data]) -> dict[str, Data]:
    """The fields, first those of `base` in its order; what says the same is as it is there."""
    names = dict.fromkeys((*base, *data))
    fields = fields_by_name(form, names)
    values = ((n, _kept(fields[n], data.get(n), base.get(n))) for n in names)
    return {name: value for name, value in values if value is not None}
