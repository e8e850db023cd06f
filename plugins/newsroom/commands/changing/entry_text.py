"""Edits of one entry in the text of its file, which leave every other byte as it was."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

import yaml

from newsroom.commands.changing.file_edits import with_last_line_ended
from newsroom.commands.changing.yaml_edits import Editor
from newsroom.commands.changing.yaml_spans import Parts, column, end_of, ids_in, pairs, root_node
from newsroom.commands.changing.yaml_text import (
    ESCAPED,
    PLAIN,
    REFUSED,
    STEP,
    fields_text,
    flow,
    item_text,
    refused,
    tidy_fields,
)
from newsroom.contract.entry import Document, Entry
from newsroom.contract.problems import Where
from newsroom.contract.site import Site
from newsroom.reading.files import cleaned
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import FENCE, Data, parse, split

# Whole entries are written anew, where not even whole fields can be.
WHOLE = "whole"
ATTEMPTS = (PLAIN, ESCAPED, WHOLE)
Changes = Mapping[str, dict[str, Data]]


class EntryMissing(Exception):
    """A file has no entry with the id or key."""


class Unwritable(Exception):
    """A field has characters that no file may have; without `where`, the YAML is too unusual."""

    def __init__(self, where: Where = ()) -> None:
        super().__init__(*where)
        self.where = where


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """Where an entry is: its file in content/, and its id or key in a file of several, else ""."""

    model: type[Entry]
    path: str
    key: str = ""

    @property
    def form(self) -> Literal["documents", "list", "keyed", "alone"]:
        """How its file has entries: in a list, by key, or one alone."""
        if self.model is Site or (self.model.files.is_keyed and "/" in self.path):
            return "alone"
        return self.model.files.form


@dataclass(frozen=True, slots=True)
class EntryText:
    """The fields of an entry as the YAML reader gives them, and the text below its front matter."""

    fields: dict[str, Data]
    body: str = ""


def place_of(entry: Entry) -> EntryPlace:
    """The place of an entry that was read from a file."""
    has_key = not isinstance(entry, Document | Site)
    return EntryPlace(type(entry), entry.source.path, entry.short_name if has_key else "")


def read_entry(text: str, place: EntryPlace) -> EntryText:
    """The entry in the text of its file. Raises YamlFault and EntryMissing."""
    _, head, _, body = _halves(text, place)
    entries = entries_in(head, place)
    if place.key not in entries:
        raise EntryMissing(place.key or place.path)
    return EntryText(entries[place.key], cleaned(body)[0])


def entries_in(text: str, place: EntryPlace) -> dict[str, dict[str, Data]]:
    """The fields of every entry in the YAML of a file, by key or id."""
    data = _parsed(text)
    found: list[tuple[str, Data]] = []
    if place.form == "keyed" and isinstance(data, dict):
        found = [*data.items()]
    elif place.form == "list":
        each = data if isinstance(data, list) else [data or ""]
        found = [(str(e.get("id", "")).strip(), e) for e in each if isinstance(e, dict)]
    elif place.form in ("documents", "alone") and (data or place.form == "documents"):
        found = [(place.key, data or {})]
    entries: dict[str, dict[str, Data]] = {}
    for key, fields in found:
        if isinstance(fields, dict):
            entries.setdefault(key, fields)
    return entries


@lru_cache(maxsize=8)
def _parsed(text: str) -> Data | None:
    """The data of a text, which nobody changes: an edit asks for that of its file several times."""
    return parse(cleaned(text)[0])[0]


def with_entry(text: str, place: EntryPlace, fields: Mapping[str, Data], body: str = "") -> str:
    """The text of a file with these fields and this body of an entry; only what differs changes.

    Raises YamlFault, EntryMissing and Unwritable.
    """
    return with_entries(text, {place: EntryText(dict(fields), body)})


def with_entries(text: str, changes: Mapping[EntryPlace, EntryText]) -> str:
    """The same for several entries of a file; it is parsed only once."""
    place, body = next((place, entry.body) for place, entry in changes.items())
    above, head, fence, old_body = _halves(text, place)
    new_head = with_fields(head, place, {one.key: entry.fields for one, entry in changes.items()})
    if place.form != "documents":
        return new_head
    if body != cleaned(old_body)[0]:
        old_body = _tidy_body(body)
        fence = with_last_line_ended(fence) if old_body else fence
    return above + with_last_line_ended(new_head) + fence + old_body


def with_fields(text: str, place: EntryPlace, changes: Changes) -> str:
    """The YAML of a file with these fields of several entries, by key or id; parsed only once."""
    entries = entries_in(text, place)
    if missing := changes.keys() - entries.keys():
        raise EntryMissing(*missing)
    wanted = {k: _writable(new) for k, new in changes.items() if new != entries[k]}
    wanted = {key: new for key, new in wanted.items() if new != entries[key]}
    if not wanted:
        return text
    expected = {key: wanted.get(key, fields) for key, fields in entries.items()}
    clean = cleaned(text)[0]
    attempts = (_edited(clean, place, wanted, attempt) for attempt in ATTEMPTS)
    return _first_read(text, clean, place, attempts, expected)


def with_key(text: str, place: EntryPlace, new: str) -> str:
    """The text of a file of entries by key, in which an entry has another key."""
    clean = cleaned(text)[0]
    key = next(key for key, _ in pairs(root_node(clean)) if key.value == place.key)
    return _with_lines_of(text, clean, _replaced(clean, key, new))


def with_new_entry(text: str, place: EntryPlace, fields: Mapping[str, Data], body: str = "") -> str:
    """The text of a file with one more entry, the last; "" begins a file. Raises Unwritable."""
    new = _in_order(_writable(fields), place)
    if place.form == "documents":
        return f"{FENCE}\n{fields_text(new, 0)}\n{FENCE}\n{_tidy_body(body)}"
    if place.form == "list":
        new = {"id": place.key, **new}
    entries, clean = entries_in(text, place), cleaned(text)[0]
    if place.key in entries:
        raise Unwritable
    attempts = (_with_added(clean, place, new, style) for style in (PLAIN, ESCAPED))
    return _first_read(text, clean, place, attempts, {**entries, place.key: new})


def without_entry(text: str, place: EntryPlace) -> str:
    """The text of a file without an entry and the comments above it; "" when nothing is left."""
    entries, clean = entries_in(text, place), cleaned(text)[0]
    if place.key not in entries:
        raise EntryMissing(place.key or place.path)
    root = root_node(clean)
    if len(entries) == 1 or not isinstance(root, yaml.CollectionNode):
        return ""
    parts = Parts.of(clean, root)
    names = [key for key, _ in _entry_nodes(root, place)]
    parts.remove(names.index(place.key), with_comments=True)
    # The comment of the next entry is not to be read as a part of the head of the file.
    above = clean[: root.start_mark.index]
    is_near_head = above and parts.head.startswith("#") and not above.endswith("\n\n")
    new = _replaced(clean, root, "\n" * bool(is_near_head) + parts.text())
    rest = {key: fields for key, fields in entries.items() if key != place.key}
    return _first_read(text, clean, place, [new], rest)


def _halves(text: str, place: EntryPlace) -> tuple[str, str, str, str]:
    """The text as four: the opening fence, the YAML, the closing fence and the body of a document.

    The YAML of a document begins with a line end, so that its lines have the numbers of the file.
    """
    if place.form != "documents":
        return "", text, "", ""
    *_, line = split(cleaned(text)[0])
    first, *lines = text.split("\n")
    fence, *body = lines[line - 3 :]
    head = "".join(f"\n{text}" for text in lines[: line - 3]) + "\n"
    return first, head, fence + "\n" * bool(body), "\n".join(body)


def _tidy_body(body: str) -> str:
    if REFUSED.search(body):
        raise Unwritable(("body",))
    return cleaned(body.replace("\r\n", "\n").replace("\r", "\n"))[0]


def _writable(fields: Mapping[str, Data]) -> dict[str, Data]:
    new = tidy_fields(fields)
    if where := next(refused(new), None):
        raise Unwritable(where)
    return new


def _in_order(fields: Mapping[str, Data], place: EntryPlace) -> dict[str, Data]:
    names = dict.fromkeys((*_field_names(place), *fields))
    return {name: fields[name] for name in names if name in fields}


def _field_names(place: EntryPlace) -> list[str]:
    return [field.alias or name for name, field in place.model.model_fields.items()]


def _entry_nodes(root: yaml.Node, place: EntryPlace) -> list[tuple[str, yaml.Node]]:
    """The node of each entry, with its key or id."""
    if place.form == "keyed":
        return [(str(key.value), value) for key, value in pairs(root)]
    if place.form == "list":
        items = root.value if isinstance(root, yaml.SequenceNode) else [root]
        return [(next(ids_in(item), ""), item) for item in items]
    return [(place.key, root)]


def _edited(text: str, place: EntryPlace, changes: Changes, attempt: str) -> str:
    """The text with other fields of entries: little is changed, or whole fields, or the entries."""
    root = root_node(text)
    if root is None:
        (fields,) = changes.values()
        return f"{with_last_line_ended(text)}{fields_text(fields, 0)}\n"
    left = {**changes}
    nodes = [(node, left.pop(key)) for key, node in _entry_nodes(root, place) if key in left]
    for node, fields in reversed(nodes):
        if attempt == WHOLE:
            new = fields_text(fields, column(text, node), ESCAPED)
        else:
            new = Editor(text, attempt).changed(node, fields, _field_names(place))
        text = _replaced(text, node, new)
    return text


def _with_added(text: str, place: EntryPlace, new: dict[str, Data], style: str) -> str:
    """The text with one more entry below the others."""
    named: dict[str, Data] = {place.key: new} if place.form == "keyed" else new
    root = root_node(text)
    if not isinstance(root, yaml.CollectionNode):
        return f"{with_last_line_ended(text)}{fields_text(named, 0, style)}\n"
    if place.form == "list" and isinstance(root, yaml.MappingNode):
        alone = text[root.start_mark.index : end_of(text, root)]
        text = _replaced(text, root, "- " + re.sub(r"\n(?!\n)", "\n" + " " * STEP, alone))
        return _with_added(text, place, new, style)
    parts = Parts.of(text, root)
    if parts.is_flow:
        own = flow(named, style) if place.form == "list" else flow(named, style)[1:-1]
    else:
        writes = item_text if place.form == "list" else fields_text
        own = writes(named, parts.indent, style)
    parts.insert(len(parts.owns), own)
    return _replaced(text, root, parts.text())


def _replaced(text: str, node: yaml.Node, new: str) -> str:
    return text[: node.start_mark.index] + new + text[end_of(text, node) :]


def _first_read(
    raw: str,
    clean: str,
    place: EntryPlace,
    attempts: Iterable[str],
    expected: Changes,
) -> str:
    """The first text that is read as expected, with the lines of `raw` where it is as `clean`."""
    for attempt in attempts:
        new = attempt if raw == clean else _with_lines_of(raw, clean, attempt)
        with suppress(YamlFault):
            if [*entries_in(new, place).values()] == [*expected.values()]:
                return new
    raise Unwritable


def _with_lines_of(raw: str, clean: str, new: str) -> str:
    """The new text, whose lines that are not changed are as they were before cleaning."""
    olds, lines, news = raw.split("\n"), clean.split("\n"), new.split("\n")
    codes = SequenceMatcher(None, lines, news, autojunk=False).get_opcodes()
    kept = ((olds[i1:i2] if tag == "equal" else news[j1:j2]) for tag, i1, i2, j1, j2 in codes)
    return "\n".join(line for part in kept for line in part)
