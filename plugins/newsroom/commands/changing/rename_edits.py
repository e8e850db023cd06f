"""The edits of a renaming: links and fields that name the entry, and the entry's own lines."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

from newsroom.commands.changing.checked_change import texts
from newsroom.commands.changing.file_edits import (
    anchor_field,
    change_lines,
    change_text,
    with_aliases,
    with_field,
    with_key,
    with_value,
    without_field,
)
from newsroom.commands.changing.links import LinkedThing, linked_entry, relinked, site_path
from newsroom.commands.changing.yaml_spans import field_span
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Document, Entry
from newsroom.contract.source import Position, Where
from newsroom.run import Run

# An entry, a field of it, its value before and after.
FieldEdit = tuple[Entry, Where, str, str]
LinesEdit = Callable[[Sequence[str]], Sequence[str]]


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
    def path(self) -> str:
        """The file after, relative to content/."""
        return self.target.relative_to(self.content).as_posix()


def rename_entry(renaming: Renaming, run: Run) -> None:
    """Write every edit, the entry's own lines last, since they may move the others."""
    thing, new_link = linked_entry(renaming.entry, run), partial(_new_link, renaming)
    for path, edits in _by_file(_field_edits(renaming, run.catalog, thing)).items():
        change_lines(renaming.content / path, partial(_with_values, edits))
    for file in texts(renaming.content):
        path = file.relative_to(renaming.content).as_posix()
        change_text(file, partial(relinked, file=path, thing=thing, new=new_link))
    change_lines(renaming.file, partial(_with_new_name, renaming))
    renaming.file.rename(renaming.target)


def _by_file(edits: Iterable[FieldEdit]) -> dict[str, list[FieldEdit]]:
    by_file: dict[str, list[FieldEdit]] = defaultdict(list)
    for edit in edits:
        by_file[edit[0].source.path].append(edit)
    return by_file


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


def _with_values(edits: Iterable[FieldEdit], lines: Sequence[str]) -> Sequence[str]:
    """The lines with the new values; the last edit goes first, so that it moves no other."""
    for entry, where, old, new in sorted(edits, key=_edit_place, reverse=True):
        lines = with_value(lines, entry.source, where, old, new)
    return lines


def _edit_place(edit: FieldEdit) -> Position:
    entry, where, *_ = edit
    return entry.source.place(where)


def _new_link(renaming: Renaming, link: str) -> str:
    """What replaces a link to the entry: an address, a calendar, or a relative path."""
    folder, slash, name = link.rpartition("/")
    if link.startswith(renaming.old):
        return link.replace(renaming.old, renaming.new, 1)
    if link.startswith("/"):
        return folder + slash + name.replace(renaming.entry.key, renaming.slug, 1)
    return folder + slash + quote(renaming.target.name) if _moves_file(renaming) else link


def _moves_file(renaming: Renaming) -> bool:
    return renaming.target != renaming.file


def _with_new_name(renaming: Renaming, lines: Sequence[str]) -> Sequence[str]:
    """The lines of the entry's file with its new name and its aliases; the last edit goes first."""
    for _, edit in sorted(_own_edits(renaming), key=lambda pair: pair[0], reverse=True):
        lines = edit(lines)
    return lines


def _own_edits(renaming: Renaming) -> Iterator[tuple[Position, LinesEdit]]:
    """The edits of the entry's own lines, each with the place it begins at."""
    entry, slug = renaming.entry, renaming.slug
    places = entry.source.places
    anchor = entry.source.place((anchor_field(entry),))
    aliases_at = places.get(("aliases",), anchor)
    yield aliases_at, lambda lines: with_aliases(lines, entry, renaming.aliases)
    if isinstance(entry, Document):
        if slug_at := places.get(("slug",)):
            yield slug_at, lambda lines: without_field(lines, field_span(lines, entry, "slug"))
    elif entry.files.form == "list":
        yield places.get(("slug",), anchor), partial(_with_slug, entry, slug)
    elif not _moves_file(renaming):
        yield entry.source.place(()), lambda lines: with_key(lines, entry, slug)


def _with_slug(entry: Entry, slug: str, lines: Sequence[str]) -> list[str]:
    if not (old := getattr(entry, "slug", "")):
        return with_field(lines, entry, f"slug: {slug}")
    return with_value(lines, entry.source, ("slug",), old, slug)
