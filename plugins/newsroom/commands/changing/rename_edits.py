"""The edits of a renaming: links and fields that name the entry, and the entry's own lines."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

from newsroom.commands.changing.checked_change import texts
from newsroom.commands.changing.file_edits import (
    Edit,
    change_text,
    edit_lines,
    key_edit,
    value_edit,
)
from newsroom.commands.changing.links import LinkedThing, linked_entry, relinked, site_path
from newsroom.commands.changing.yaml_edits import field_edits
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
        return f"{self.old.rstrip('/').rpartition('/')[0]}/{self.slug}/"

    @property
    def moves_file(self) -> bool:
        return self.target != self.file

    @property
    def path(self) -> str:
        """The file after, relative to content/."""
        return self.target.relative_to(self.content).as_posix()


def rename_entry(renaming: Renaming, run: Run) -> None:
    """Write every edit, the entry's own lines last, since they may move the others."""
    thing, new_link = linked_entry(renaming.entry, run), partial(_new_link, renaming)
    by_file: dict[str, list[FieldEdit]] = defaultdict(list)
    for edit in _field_edits(renaming, run.catalog, thing):
        by_file[edit[0].source.path].append(edit)
    for path, edits in by_file.items():
        edit_lines(renaming.content / path, partial(_value_edits, edits))
    for file in texts(renaming.content):
        path = file.relative_to(renaming.content).as_posix()
        change_text(file, partial(relinked, file=path, thing=thing, new=new_link))
    edit_lines(renaming.file, partial(_own_edits, renaming))
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


def _value_edits(edits: Iterable[FieldEdit], lines: Sequence[str]) -> Iterator[Edit]:
    for entry, where, old, new in edits:
        yield from value_edit(lines, entry.source, where, old, new)


def _new_link(renaming: Renaming, link: str) -> str:
    """What replaces a link to the entry: an address, a calendar, or a relative path."""
    folder, slash, name = link.rpartition("/")
    if link.startswith(renaming.old):
        return link.replace(renaming.old, renaming.new, 1)
    if link.startswith("/"):
        return folder + slash + name.replace(renaming.entry.key, renaming.slug, 1)
    return folder + slash + quote(renaming.target.name) if renaming.moves_file else link


def _own_edits(renaming: Renaming, lines: Sequence[str]) -> Iterator[Edit]:
    """The edits of the entry's own lines: its key or `slug`, and its aliases."""
    entry, aliases = renaming.entry, renaming.aliases
    values: dict[str, str | tuple[str, ...] | None] = {}
    if set(aliases) != set(aliases_of(entry)):
        values["aliases"] = aliases or None
    if isinstance(entry, Document):
        values["slug"] = None
    elif entry.files.form == "list":
        values["slug"] = renaming.slug
    elif not renaming.moves_file:
        yield from key_edit(lines, entry, renaming.slug)
    yield from field_edits(lines, entry, values)
