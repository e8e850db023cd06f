"""Finding an entry by what people call it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from plugins.contract.catalog import Catalog
from plugins.contract.entry import Document, Entry
from plugins.contract.event import Event
from plugins.ledger.published import origin
from plugins.reading.spelling import nearest

WHAT = "filen til en nyhet, en side eller et årsbrev, eller id-en eller nøkkelen til det andre"


class Refused(Exception):
    """What cannot be done, and what to do instead."""


def found(name: str, content: Path, catalog: Catalog) -> Entry:
    """The entry of a file, an id or a key. Raises Refused."""
    path, known = within(name, content), names(catalog)
    entries = known.get(path) or known.get(name, [])
    if len(entries) == 1:
        return entries[0]
    if entries:
        raise Refused(f"«{name}» kan være flere. Skriv den du mener: {_choices(entries)}.")
    if there := [entry for entry in catalog.entries() if entry.source.path == path]:
        raise Refused(f"{path} har flere. Skriv den du mener: {_choices(there)}.")
    if {path, f"event:{name}"} & catalog.broken:
        raise Refused(f"Det er feil i {path}. Rett dem først: python3 run.py check.")
    raise Refused(f"Finner ikke «{name}».{meant(path, known)} Skriv {WHAT}.")


def names(catalog: Catalog) -> Mapping[str, list[Entry]]:
    """The entries by each of the names they may be called by."""
    in_file: dict[str, int] = defaultdict(int)
    for entry in catalog.entries():
        in_file[entry.source.path] += 1
    known: dict[str, list[Entry]] = defaultdict(list)
    for entry in catalog.entries():
        for name in _names(entry, is_alone=in_file[entry.source.path] == 1):
            known[name].append(entry)
    return known


def _names(entry: Entry, *, is_alone: bool) -> Iterator[str]:
    """The file of an entry that has one to itself; else its id or key, alone or with the file."""
    if isinstance(entry, Document) or is_alone:
        yield entry.source.path
    if not isinstance(entry, Document):
        yield from (short(entry), entry.ref, origin(entry))


def short(entry: Entry) -> str:
    """What people call it."""
    if isinstance(entry, Document):
        return entry.source.path
    return entry.id if isinstance(entry, Event) else entry.key


def meant(name: str, known: Iterator[str] | Mapping[str, object]) -> str:
    """` Mente du «…»?`, with the likeliest of what is known; "" when none is near."""
    found = nearest(name, known)
    return f" Mente du «{found}»?" if found else ""


def _choices(entries: Sequence[Entry]) -> str:
    """What to write for each: the shortest name that is only its own."""
    alike = len({short(entry) for entry in entries}) < len(entries)
    return ", ".join(origin(entry) if alike else short(entry) for entry in entries)


def within(name: str, content: Path) -> str:
    """A path from content/, however it was written."""
    file = Path(name)
    if file.is_absolute() and file.is_relative_to(content.resolve()):
        return file.relative_to(content.resolve()).as_posix()
    return file.as_posix().removeprefix(f"{content.name}/")
