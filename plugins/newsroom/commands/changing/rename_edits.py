"""The edits of a renaming: links and fields that name the entry, and the entry's own lines."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from newsroom.commands.changing.checked_change import texts
from newsroom.commands.changing.entry_text import (
    EntryPlace,
    EntryText,
    place_of,
    read_entry,
    with_entries,
    with_entry,
    with_key,
)
from newsroom.commands.changing.file_edits import change_text
from newsroom.commands.changing.links import LinkedThing, linked_entry, relinked, site_path
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Document, Entry, aliases_of
from newsroom.contract.problems import Where
from newsroom.run import Run

# An entry, a field of it, its value before and after.
FieldEdit = tuple[Entry, Where, str, str]


@dataclass(frozen=True, slots=True)
class Renaming:
    """An entry, its new slug or key, its file before and after, and the aliases it is to have."""

    entry: Entry
    slug: str
    file: Path
    target: Path
    content: Path
    aliases: tuple[str, ...] = ()

    @property
    def old(self) -> str:
        """The address before."""
        return self.entry.page_address

    @property
    def new(self) -> str:
        """The address after."""
        return self.moved[self.old]

    @property
    def moved(self) -> Mapping[str, str]:
        """Each address that changes, with that after; a translation may keep a slug of its own."""
        end = f"/{PurePosixPath(self.old).name}/"
        pages = (page for page in self.entry.addresses if page.endswith(end))
        return {page: f"{page.removesuffix(end)}/{self.slug}/" for page in pages}

    @property
    def moves_file(self) -> bool:
        return self.target != self.file

    @property
    def path(self) -> str:
        """The file after, relative to content/."""
        return self.target.relative_to(self.content).as_posix()


def rename_entry(renaming: Renaming, run: Run) -> None:
    """Write every edit, that of the entry's own key last."""
    thing, new_link = linked_entry(renaming.entry, run), partial(_new_link, renaming)
    by_file: dict[str, list[FieldEdit]] = defaultdict(list)
    for edit in _field_edits(renaming, run.catalog, thing):
        by_file[edit[0].source.path].append(edit)
    for path, edits in by_file.items():
        change_text(renaming.content / path, partial(_with_names, edits))
    for file in texts(renaming.content):
        path = file.relative_to(renaming.content).as_posix()
        change_text(file, partial(relinked, file=path, thing=thing, new=new_link))
    change_text(renaming.file, partial(_with_own_fields, renaming))
    if renaming.entry.files.is_keyed and not renaming.moves_file:
        place = place_of(renaming.entry)
        change_text(renaming.file, partial(with_key, place=place, new=renaming.slug))
    renaming.file.rename(renaming.target)


def _field_edits(renaming: Renaming, catalog: Catalog, thing: LinkedThing) -> Iterator[FieldEdit]:
    """An edit of every field that links to the entry or names it."""
    kinds, old, new = {renaming.entry.kind_name()}, renaming.entry.key, renaming.slug
    if isinstance(renaming.entry, Document):
        kinds, old, new = {"file", *kinds}, renaming.entry.ref, renaming.path
    for entry in catalog.everything():
        for where, link in entry.field_links():
            if thing.is_target(link, entry.ref):
                path = site_path(link, thing.site_urls)
                yield entry, where, path, _new_link(renaming, path)
        for where, named_kind, name, _ in entry.references():
            if named_kind in kinds and name == old:
                yield entry, where, old, new


def _with_names(edits: Iterable[FieldEdit], text: str) -> str:
    """The text of a file with the new values in its entries."""
    changed: dict[EntryPlace, EntryText] = {}
    for entry, where, old, new in edits:
        place = place_of(entry)
        now = changed.get(place) or read_entry(text, place)
        changed[place] = EntryText(_with_value(now.fields, where, old, new), now.body)
    return with_entries(text, changed)


def _with_value(data: Any, where: Where, old: str, new: str) -> Any:
    """The data with a new value at a place in it; that of a short form is higher up."""
    if isinstance(data, str):
        return data.replace(old, new, 1)
    steps = data.items() if isinstance(data, dict) else enumerate(data)
    changed = [
        (step, _with_value(one, where[1:], old, new) if step == where[0] else one)
        for step, one in steps
    ]
    return dict(changed) if isinstance(data, dict) else [one for _, one in changed]


def _new_link(renaming: Renaming, link: str) -> str:
    """What replaces a link to the entry: an address, a calendar, or a relative path."""
    folder, slash, name = link.rpartition("/")
    for page in renaming.entry.addresses:
        if link.startswith(page):
            return link.replace(page, renaming.moved.get(page, page), 1)
    if link.startswith("/"):
        return folder + slash + name.replace(renaming.entry.key, renaming.slug, 1)
    return folder + slash + quote(renaming.target.name) if renaming.moves_file else link


def _with_own_fields(renaming: Renaming, text: str) -> str:
    """The text of the entry's file with its `slug` and its aliases."""
    entry, place = renaming.entry, place_of(renaming.entry)
    now = read_entry(text, place)
    fields = {**now.fields}
    if set(renaming.aliases) != set(aliases_of(entry)):
        fields["aliases"] = [*renaming.aliases]
    if isinstance(entry, Document):
        fields.pop("slug", None)
    elif entry.files.form == "list":
        fields["slug"] = renaming.slug
    return with_entry(text, place, fields, now.body)
