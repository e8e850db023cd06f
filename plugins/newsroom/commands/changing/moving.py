"""What another address changes in the files: what names the entry, and the entry's own lines."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import quote

from newsroom.commands.changing.aliases import with_aliases
from newsroom.commands.changing.homes import inside
from newsroom.commands.changing.lines import (
    anchor,
    change_lines,
    change_text,
    inserted,
    with_key,
    with_value,
    without,
)
from newsroom.commands.changing.links import Goal, entry_goal, led_on
from newsroom.commands.changing.new_name import Renaming
from newsroom.commands.changing.spans import field_span
from newsroom.commands.changing.trial import texts
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Document, Entry
from newsroom.contract.event import Event
from newsroom.contract.source import Place, Where
from newsroom.run import Run

Edit = tuple[Entry, Where, str, str]
Step = tuple[Place, Callable[[Sequence[str]], list[str]]]


def move(done: Renaming, run: Run) -> None:
    """Write all that is to be changed, the entry's own lines last: they may be one more then."""
    goal = entry_goal(done.entry, run)
    for path, edits in _by_file(_edits(done, run.catalog, goal)).items():
        change_lines(done.content / path, lambda lines, edits=edits: _edited(lines, edits))
    for file in texts(done.content):
        here = file.relative_to(done.content).as_posix()
        change_text(file, lambda text, here=here: led_on(text, here, goal, _new_link(done)))
    change_lines(done.file, lambda lines: _own(lines, done))
    done.file.rename(done.target)


def _by_file(edits: Iterable[Edit]) -> dict[str, list[Edit]]:
    found: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        found[edit[0].source.path].append(edit)
    return found


def _edits(done: Renaming, catalog: Catalog, goal: Goal) -> Iterator[Edit]:
    """Every field that names the entry, with what stands there and what is to."""
    named, old, new = done.entry.kind_name(), done.entry.key, done.slug
    if isinstance(done.entry, Document):
        named, old, new = "file", done.entry.ref, done.path
    for entry in catalog.everything():
        for where, link in entry.field_links():
            if goal.is_led_to(link, entry.ref):
                here = inside(link, goal.homes)
                yield entry, where, here, _new_link(done)(here)
        for where, kind, name in entry.references():
            if (kind, name) == (named, old):
                yield entry, where, old, new


def _edited(lines: Sequence[str], edits: Iterable[Edit]) -> Sequence[str]:
    """The lines with other values; the last first, since it moves none before it."""
    for entry, where, old, new in sorted(edits, key=_place, reverse=True):
        lines = with_value(lines, entry.source, where, old, new)
    return lines


def _place(edit: Edit) -> Place:
    entry, where, *_ = edit
    return entry.source.place(where)


def _new_link(done: Renaming) -> Callable[[str], str]:
    """What a link that led to the entry has to say now."""

    def written(link: str) -> str:
        folder, slash, name = link.rpartition("/")
        if link.startswith(done.old):
            return link.replace(done.old, done.new, 1)
        if link.startswith("/"):
            return folder + slash + name.replace(done.entry.key, done.slug, 1)
        return folder + slash + quote(done.target.name) if done.target != done.file else link

    return written


def _own(lines: Sequence[str], done: Renaming) -> Sequence[str]:
    """The lines of its file in which it has its new name, and the old address as an alias.

    What stands last is changed first, so that the places of the others are still true.
    """
    for _, step in sorted(_steps(done), key=lambda step: step[0], reverse=True):
        lines = step(lines)
    return lines


def _steps(done: Renaming) -> Iterator[Step]:
    """A change of its lines for each thing to change, with the place of it."""
    entry, places = done.entry, done.entry.source.places
    at = places.get(("aliases",), _anchor(entry))
    yield at, lambda lines: with_aliases(lines, entry, done.aliases)
    if isinstance(entry, Document):
        if slug_at := places.get(("slug",)):
            yield slug_at, lambda lines: without(lines, field_span(lines, entry, "slug"))
    elif isinstance(entry, Event):
        yield places.get(("slug",), _anchor(entry)), lambda lines: _slugged(lines, entry, done.slug)
    elif done.target == done.file:
        yield entry.source.place(()), lambda lines: with_key(lines, entry, done.slug)


def _anchor(entry: Entry) -> Place:
    return entry.source.place((anchor(entry),))


def _slugged(lines: Sequence[str], event: Event, slug: str) -> list[str]:
    if not event.slug:
        return inserted(lines, event, f"slug: {slug}")
    return with_value(lines, event.source, ("slug",), event.slug, slug)
