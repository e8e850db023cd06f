"""What is typed and not saved: kept in .cache until it is saved or thrown away."""

import hashlib
import json
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from secrets import token_hex
from typing import Any

from newsroom.commands.changing.entry_text import (
    EntryPlace,
    EntryText,
    read_entry,
    with_entry,
)
from newsroom.commands.changing.merging import BODY, merged_entry
from newsroom.contract.entry import Entry
from newsroom.contract.problems import Where
from newsroom.disk.atomic import write_atomically
from newsroom.reading.yaml_file import Data

# Of how many forms it is known what they have.
MOST_FORMS = 500
# A field that was changed elsewhere too, and the text that it has there; None where it has none.
OtherText = tuple[Where, Data | None]


@dataclass(frozen=True, slots=True)
class Draft:
    """The entry at a place as somebody has typed it.

    `base` is the text of its file when it was opened, of which only this entry differs; a draft
    that `is_new` has a file that is not on the disk yet. `is_typed` tells whether anything was.
    `others` are texts that people have to choose from.
    """

    place: EntryPlace
    base: str
    fields: dict[str, Data]
    body: str = ""
    is_new: bool = False
    is_typed: bool = False
    others: tuple[OtherText, ...] = ()

    @property
    def id(self) -> str:
        """Its name in addresses and on the disk."""
        return id_of(self.place)

    @property
    def text(self) -> str:
        """The whole text of its file. Raises Unwritable."""
        return with_entry(self.base, self.place, self.fields, self.body)

    def typed(self, fields: dict[str, Data], body: str) -> "Draft":
        """The draft with what the form has now."""
        is_same = EntryText(fields, body) == read_entry(self.base, self.place)
        return replace(self, fields=fields, body=body, is_typed=not is_same)

    @property
    def entry(self) -> EntryText:
        """What was typed."""
        return EntryText(self.fields, self.body)

    def merged(self, before: EntryText, ours: EntryText) -> "Draft":
        """The draft with the changes from `before` to ours; its own texts of conflicts are others.

        Others leave out what the draft has now, and what was ours before we changed it.
        """
        both, conflicts = merged_entry(before, ours, self.entry)
        found = [(one.where, one.theirs) for one in conflicts]
        others = []
        for where, text in (*(one for one in self.others if one not in found), *found):
            was, now = value_at(before, where), value_at(ours, where)
            if text != value_at(both, where) and (text != was or was == now):
                others.append((where, text))
        return replace(self.typed(both.fields, both.body), others=tuple(others))


def value_at(entry: EntryText, where: Where) -> Data | None:
    """The value of a field of an entry; None when it has none."""
    value: Data | None = {**entry.fields, BODY: entry.body}
    for step in where:
        value = value.get(str(step)) if isinstance(value, dict) else None
    return value


def id_of(place: EntryPlace) -> str:
    """The id of the draft of the entry at a place."""
    named = f"{place.model.kind_name()} {place.path} {place.key}"
    return hashlib.sha256(named.encode()).hexdigest()[:20]


def opened(place: EntryPlace, text: str) -> Draft:
    """The draft of an entry as it is in the text of its file. Raises YamlFault, EntryMissing."""
    entry = read_entry(text, place)
    return Draft(place, text, entry.fields, entry.body)


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts in a folder, of entries of these models."""

    folder: Path
    models: tuple[type[Entry], ...]
    lock: threading.RLock = field(default_factory=threading.RLock)

    def find(self, id: str) -> Draft | None:
        """A draft by its id; None when there is none, or when its file was damaged."""
        return self._read(self.folder, id)

    def all(self) -> Iterable[Draft]:
        """Every draft."""
        ids = sorted(file.stem for file in self.folder.glob("*.json"))
        return [draft for id in ids if (draft := self.find(id))]

    def keep(self, draft: Draft) -> None:
        """Write a draft to the disk. Raises OSError."""
        _write(self.folder, draft.id, draft)

    def forget(self, draft: Draft) -> None:
        """Delete a draft, when it was saved or is not wanted."""
        (self.folder / f"{draft.id}.json").unlink(missing_ok=True)

    def remember(self, form: Draft, id: str = "") -> str:
        """Keep what a form has, by the id that it sends; tells the id, "" without room."""
        is_new = not id
        id = id or token_hex(10)
        if not id.isalnum():
            return ""
        try:
            _write(self._forms, id, form)
            oldest = sorted(self._forms.iterdir(), key=lambda one: one.stat().st_mtime)
            for old in oldest[:-MOST_FORMS] if is_new else ():
                old.unlink()
        except OSError:
            return ""
        return id

    def had(self, form: str) -> Draft | None:
        """What a form had when it was shown, or sent last; None when that is not known."""
        return self._read(self._forms, form)

    @property
    def _forms(self) -> Path:
        return self.folder / "forms"

    def _read(self, folder: Path, id: str) -> Draft | None:
        if not id.isalnum():
            return None
        with suppress(OSError, ValueError, TypeError, KeyError, StopIteration):
            return self._draft(json.loads((folder / f"{id}.json").read_bytes()))
        return None

    def _draft(self, row: dict[str, Any]) -> Draft:
        place = row["place"]
        model = next(m for m in self.models if m.kind_name() == place["model"])
        where = EntryPlace(model, place["path"], place["key"])
        others = tuple((tuple(where), text) for where, text in row.get("others", ()))
        is_new = row["is_new"]
        return Draft(where, row["base"], row["fields"], row["body"], is_new, True, others)


def _write(folder: Path, id: str, draft: Draft) -> None:
    place = {"model": draft.place.model.kind_name(), "path": draft.place.path}
    row = {
        "place": {**place, "key": draft.place.key},
        "base": draft.base,
        "fields": draft.fields,
        "body": draft.body,
        "is_new": draft.is_new,
        "others": draft.others,
    }
    data = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
    write_atomically(folder / f"{id}.json", data)
