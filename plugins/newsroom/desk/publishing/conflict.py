"""What two people have changed in different ways: the two texts to choose from, in words."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from newsroom.commands.changing.entry_text import (
    EntryMissing,
    EntryPlace,
    Unwritable,
    read_entry,
)
from newsroom.commands.changing.merging import BODY, FieldConflict, merged_file
from newsroom.contract.site import Site
from newsroom.desk.sentences import desk_texts, sentence
from newsroom.reading.file_reader import Models, folder_of, folders_of, has_entries
from newsroom.reading.files import ContentFile
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import Data
from newsroom.wording.fields import MissingWords, label, words_of

Side = Literal["ours", "theirs", "both"]
# Returns the side that is chosen for a conflict.
Chooser = Callable[["PublishConflict"], Side]


@dataclass(frozen=True, slots=True)
class PublishConflict:
    """A field, an entry or a file of which there are two versions; None is empty or deleted.

    `title` is that of the entry, `label` that of the field. Of two new documents with one name,
    both can be kept.
    """

    path: str
    title: str
    label: str
    ours: str | None
    theirs: str | None
    can_keep_both: bool = False

    @property
    def id(self) -> str:
        """Names the conflict and its texts, so that nobody chooses a text that was not shown."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def merged_entries(
    path: str, texts: tuple[str, str, str], models: Models, choose: Chooser, lang: str
) -> str | None:
    """The entries of a file as the base, ours and theirs together; None if it cannot be read."""
    file, folders = ContentFile(path, Path(path)), folders_of(models)
    if not has_entries(file, folders):
        return None
    model = folders.get(folder_of(file), Site)

    def takes_theirs(conflict: FieldConflict) -> bool:
        place = EntryPlace(model, path, str(conflict.where[0]))
        return choose(_in_words(conflict, place, texts, lang)) == "theirs"

    try:
        return merged_file(*texts, model, path, takes_theirs).text
    except (YamlFault, Unwritable):
        return None


def _in_words(
    conflict: FieldConflict, place: EntryPlace, texts: tuple[str, str, str], lang: str
) -> PublishConflict:
    """A conflict with the name of its entry and of its field, and both values as texts."""
    names = [_name(text, place) for text in texts]
    title = next(filter(None, (*names[1:], place.key)), place.path)
    steps = [_step(place, step, lang) for step in conflict.where[1:]]
    ours, theirs = _shown(conflict.ours), _shown(conflict.theirs)
    named = ", ".join(steps) or sentence("conflict-entry", lang)
    return PublishConflict(place.path, title, named, ours, theirs)


def _name(text: str, place: EntryPlace) -> str:
    try:
        fields = read_entry(text, place).fields
    except (EntryMissing, YamlFault):
        return ""
    return str(fields.get("title") or fields.get("name") or "")


def _step(place: EntryPlace, step: str | int, lang: str) -> str:
    """The label of a field; of a key, such as the date of an occurrence, what is written."""
    name = str(step)
    if name == BODY and place.form == "documents":
        return sentence("conflict-text", lang)
    try:
        return desk_texts(lang)(words_of(place.model, name).label)
    except MissingWords:
        return label(name, lang).strip(" ()") or name


def _shown(value: Data | None) -> str | None:
    """A value as people write it."""
    if value is None or isinstance(value, str):
        return value
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False)).strip()
