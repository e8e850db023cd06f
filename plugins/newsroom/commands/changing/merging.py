"""Merges two people's changes to the entries of a file, field by field."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from newsroom.commands.changing.entry_text import (
    EntryPlace,
    EntryText,
    entries_in,
    read_entry,
    with_entry,
    with_new_entry,
    without_entry,
)
from newsroom.contract.entry import Entry
from newsroom.contract.problems import Where
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import Data

BODY = "body"
Entries = dict[str, Data]
# What is changed: from where to where in the base, and the new items.
ItemsChange = tuple[int, int, list[Data]]


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that both changed; None where it is empty, or where the entry is deleted."""

    where: Where
    base: Data | None
    ours: Data | None
    theirs: Data | None


# Notes a conflict and returns the value of the field.
Settle = Callable[[FieldConflict], Data | None]


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text, with the chosen side of each conflict, and the conflicts."""

    text: str
    conflicts: tuple[FieldConflict, ...]


def merged_entry(
    base: EntryText, ours: EntryText, theirs: EntryText
) -> tuple[EntryText, tuple[FieldConflict, ...]]:
    """Merge one entry; it has our side of each conflict, whose `where` is in the entry."""
    conflicts: list[FieldConflict] = []

    def settle(conflict: FieldConflict) -> Data | None:
        conflicts.append(conflict)
        return conflict.ours

    fields = _merged_fields(base.fields, ours.fields, theirs.fields, (), settle)
    body = _merged_value(base.body, ours.body, theirs.body, (BODY,), settle)
    return EntryText(fields, str(body)), tuple(conflicts)


def merged_file(
    base: str,
    ours: str,
    theirs: str,
    model: type[Entry],
    path: str,
    takes_theirs: Callable[[FieldConflict], bool] = lambda _: False,
) -> Merged:
    """Merge all entries of a file; "" is a file that is not there.

    `where` of a conflict begins with the key or id of the entry, or with "" in a file without.
    """
    place = EntryPlace(model, path)
    each = [_entries(text, place) for text in (base, ours, theirs)]
    conflicts: list[FieldConflict] = []

    def settle(conflict: FieldConflict) -> Data | None:
        conflicts.append(conflict)
        return conflict.theirs if takes_theirs(conflict) else conflict.ours

    both = _merged_fields(each[0], each[1], each[2], (), settle)
    # By lines, where that gives the same data.
    lines = _merged_items(*(text.split("\n") for text in (base, ours, theirs)))
    if lines is not None and not conflicts:
        by_lines = "\n".join(map(str, lines))
        with suppress(YamlFault):
            if _entries(by_lines, place) == both:
                return Merged(by_lines, ())
    return Merged(_written(ours, place, each[1], both), tuple(conflicts))


def _entries(text: str, place: EntryPlace) -> Entries:
    """The entries of a file; the text of a document is one more field."""
    if not text:
        return {}
    if place.form == "documents":
        entry = read_entry(text, place)
        return {place.key: {**entry.fields, BODY: entry.body}}
    return {**entries_in(text, place)}


def _written(text: str, place: EntryPlace, old: Entries, new: Entries) -> str:
    """The text of a file with other entries."""
    for key, data in new.items():
        fields = {**data} if isinstance(data, dict) else {}
        body = str(fields.pop(BODY, "")) if place.form == "documents" else ""
        write = with_entry if key in old else with_new_entry
        text = write(text, replace(place, key=key), fields, body)
    for key in old.keys() - new.keys():
        text = without_entry(text, replace(place, key=key))
    return text


def _merged_fields(
    base: Entries, ours: Entries, theirs: Entries, where: Where, settle: Settle
) -> Entries:
    """The fields, or entries, with the changes of both."""
    both: Entries = {}
    for name in dict.fromkeys((*ours, *theirs)):
        before, our, their = (fields.get(name) for fields in (base, ours, theirs))
        value = _merged_value(before, our, their, (*where, name), settle)
        if value is not None:
            both[name] = value
    return both


def _merged_value(
    base: Data | None,
    ours: Data | None,
    theirs: Data | None,
    where: Where,
    settle: Settle,
) -> Data | None:
    """The value that one side changed; of mappings, lists and lines the changes of both."""
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    if isinstance(ours, dict) and isinstance(theirs, dict):
        before = base if isinstance(base, dict) else {}
        return _merged_fields(before, ours, theirs, where, settle)
    if isinstance(base, list) and isinstance(ours, list) and isinstance(theirs, list):
        if (items := _merged_items(base, ours, theirs)) is not None:
            return items
    elif isinstance(base, str) and isinstance(ours, str) and isinstance(theirs, str):
        lines = _merged_items(*(text.split("\n") for text in (base, ours, theirs)))
        if lines is not None:
            return "\n".join(map(str, lines))
    return settle(FieldConflict(where, base, ours, theirs))


def _merged_items(
    base: Sequence[Data], ours: Sequence[Data], theirs: Sequence[Data]
) -> list[Data] | None:
    """The items with the changes of both; None when both changed, or added to, the same place."""
    mine = _changes(base, ours)
    others = [change for change in _changes(base, theirs) if change not in mine]
    for begin, end, _ in mine:
        for other, other_end, _ in others:
            if (begin < other_end and other < end) or (begin, end) == (other, other_end):
                return None
    items = [*base]
    for begin, end, new in sorted([*mine, *others], key=lambda c: c[:2], reverse=True):
        items[begin:end] = new
    return items


def _changes(base: Sequence[Data], new: Sequence[Data]) -> list[ItemsChange]:
    matcher = SequenceMatcher(None, [*map(repr, base)], [*map(repr, new)], autojunk=False)
    codes = matcher.get_opcodes()
    return [(i1, i2, [*new[j1:j2]]) for tag, i1, i2, j1, j2 in codes if tag != "equal"]
