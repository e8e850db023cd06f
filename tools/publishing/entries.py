"""Finding an entry by what people call it, and changing the lines of its file."""

import posixpath
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from plugins.contract.catalog import Catalog
from plugins.contract.entry import Document, Entry
from plugins.contract.event import Event
from plugins.contract.problems import Problem
from plugins.reading.load import load
from plugins.reading.spelling import nearest

TEXTS = (".md", ".yaml")
FILENAME = re.compile(r"^(\{filename\}|\|filename\|)/?")


class Refused(Exception):
    """What cannot be done, and what to do instead."""


def found(name: str, content: Path, catalog: Catalog) -> Entry:
    """The entry of a file, or the event of an id. Raises Refused."""
    path = _within(name, content)
    documents = {e.ref: e for e in catalog.entries() if isinstance(e, Document)}
    events = {event.id: event for event in catalog.events}
    there = [event for event in catalog.events if event.source.path == path]
    if entry := documents.get(path) or events.get(name.removeprefix("event:")):
        return entry
    if len(there) == 1:
        return there[0]
    if there:
        ids = ", ".join(event.id for event in there)
        raise Refused(f"{path} har flere arrangementer. Skriv id-en i stedet: {ids}.")
    meant = nearest(path, [*documents, *events])
    hint = f" Mente du «{meant}»?" if meant else ""
    raise Refused(
        f"Finner ikke «{name}».{hint} Skriv filen til en nyhet, en side eller et årsbrev, "
        "eller id-en til et arrangement."
    )


def texts(content: Path) -> list[Path]:
    """The files in which people write."""
    return [path for path in content.rglob("*") if path.suffix in TEXTS and path.is_file()]


def names_file(goal: str, folder: str, entry: Entry) -> bool:
    """Whether a link in a file of that folder of content/ leads to an entry by its file."""
    path = FILENAME.sub("", goal)
    ways = {path, posixpath.normpath(posixpath.join(folder, path))}
    return isinstance(entry, Document) and entry.source.path in ways


def _within(name: str, content: Path) -> str:
    """A path from content/, however it was written."""
    file = Path(name)
    if file.is_absolute() and file.is_relative_to(content.resolve()):
        return file.relative_to(content.resolve()).as_posix()
    return file.as_posix().removeprefix(f"{content.name}/")


def with_alias(lines: Sequence[str], entry: Entry, alias: str) -> list[str]:
    """The lines of a file in which an entry has one more old address. Raises Refused."""
    line, _ = entry.source.places.get(("aliases",), (0, 0))
    if not line:
        return inserted(lines, entry, [f'aliases: ["{alias}"]'])
    at, written = line - 1, lines[line - 1]
    if re.search(r"aliases:\s*\[.*\]\s*$", written):
        joined = re.sub(r"\s*\]\s*$", f', "{alias}"]', written).replace("[, ", "[")
        return [*lines[:at], joined, *lines[at + 1 :]]
    if found := re.match(r"\s*-\s", lines[at + 1] if at + 1 < len(lines) else ""):
        return [*lines[: at + 1], f"{found[0]}{alias}", *lines[at + 1 :]]
    raise Refused(f"Skriv selv «{alias}» inn under aliases i {entry.source.path}, linje {line}.")


def inserted(lines: Sequence[str], entry: Entry, new: Sequence[str]) -> list[str]:
    """The lines with new fields under the one that the entry cannot be without. Raises Refused."""
    field = "id" if isinstance(entry, Event) else "title"
    line, column = entry.source.place((field,))
    written = lines[line - 1]
    begun = re.match(rf"(\s*(?:-\s+)?){field}:", written)
    if not begun or len(begun[1]) != column - 1:
        said = " og ".join(f"`{one}`" for one in new)
        raise Refused(f"Skriv selv {said} inn i {entry.source.path}, linje {line}.")
    return [*lines[:line], *(" " * len(begun[1]) + one for one in new), *lines[line:]]


def changed_or_restored(
    content: Path, files: Sequence[Path], change: Callable[[], None]
) -> list[Problem]:
    """The errors a change brought. Where it fails, or what is there cannot be read, all is as was.

    `files` are those it may touch; one that is not there before is removed again.
    """
    before = {file: file.read_bytes() if file.is_file() else None for file in files}
    known = {_told(problem) for problem in load(content)[1].errors()}
    try:
        change()
        return [one for one in load(content)[1].errors() if _told(one) not in known]
    except BaseException:
        for file, data in before.items():
            if data is None:
                file.unlink(missing_ok=True)
            else:
                file.write_bytes(data)
        raise


def _told(problem: Problem) -> tuple:
    """A problem wherever its line has moved to."""
    return problem.path, problem.code, problem.values
