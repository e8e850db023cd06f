"""Finding an entry by what people call it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from newsroom.addresses.urls import entry_address
from newsroom.commands.words import command, quoted
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Document, Entry, aliases_of
from newsroom.contract.event import Event
from newsroom.contract.ledger import owner_of
from newsroom.reading.spelling import nearest

WHAT = (
    "filen til en nyhet, en side eller et årsbrev, id-en til et arrangement, "
    "nøkkelen til en person, et sted eller et nettverk, eller adressen"
)
# So many are named where one of many is to be chosen.
FEW = 5


class Refused(Exception):
    """What cannot be done, and what to do instead."""


def found(name: str, content: Path, catalog: Catalog) -> Entry:
    """The entry of a file, an id, a key or an address. Raises Refused."""
    path, known = within(name, content), names(catalog)
    entries = known.get(path, [])
    if len(entries) == 1 and not _is_bare_number(path, entries[0]):
        return entries[0]
    if entries:
        choices = _choices(entries, known)
        raise Refused(f"«{name}» kan være flere. Skriv den du mener: {choices}.")
    if there := [entry for entry in catalog.entries() if entry.source.path == path]:
        raise Refused(f"{path} har flere. Skriv den du mener: {_choices(there, known)}.")
    raise not_found(name, _titled(name, catalog, known) or likeliest(path, known), WHAT, catalog)


def not_found(name: str, hint: str, what: str, catalog: Catalog) -> Refused:
    """Why nothing is called that: it was, it may stand in a file with faults, or nobody knows.

    `hint` says what was meant, `what` what can be written.
    """
    for entry in catalog.entries():
        if {name, f"{name}/"} & {*aliases_of(entry)}:
            led = f"«{name}» er en gammel adresse, og fører nå til {short(entry)}."
            return Refused(f"{led} Skriv det i stedet.")
    if unread := sorted(one for one in catalog.broken if not one.startswith("event:")):
        said = f"Finner ikke «{name}», men det er feil i {', '.join(_few(unread))}."
        return Refused(f"{said} Rett det først: {command('check')}.")
    return Refused(f"Finner ikke «{name}».{hint} Skriv {what}.")


def names(catalog: Catalog) -> Mapping[str, list[Entry]]:
    """The entries by each of the names they may be called by."""
    in_file: dict[str, int] = defaultdict(int)
    for entry in catalog.entries():
        in_file[entry.source.path] += 1
    known: dict[str, list[Entry]] = defaultdict(list)
    for entry in catalog.entries():
        for name in {*_names(entry, is_alone=in_file[entry.source.path] == 1)}:
            known[name].append(entry)
    return known


def _names(entry: Entry, *, is_alone: bool) -> Iterator[str]:
    """Its address, its file when it has one to itself, its id or key alone or with the file.

    A file may be called by its name alone where it is one of many in a folder.
    """
    yield entry_address(entry)
    if isinstance(entry, Document) or is_alone:
        yield entry.source.path
        if "/" in entry.source.path:
            yield PurePosixPath(entry.source.path).stem
    if not isinstance(entry, Document):
        yield from (short(entry), entry.ref, str(owner_of(entry)))


def short(entry: Entry) -> str:
    """What people call it."""
    if isinstance(entry, Document):
        return entry.source.path
    return entry.id if isinstance(entry, Event) else entry.key


def _is_bare_number(name: str, entry: Entry) -> bool:
    """Whether a name says too little to know that the entry was meant: a year of many things."""
    return name.isdigit() and short(entry) != name


def _titled(name: str, catalog: Catalog, known: Mapping[str, Sequence[Entry]]) -> str:
    """` Mente du «…»?`, with what is called that on its page; "" when nothing is."""
    entries = [one for one in catalog.entries() if _title(one) == name]
    return f" Mente du «{_choices(entries, known)}»?" if entries else ""


def _title(entry: Entry) -> str:
    return getattr(entry, "title", "") or getattr(entry, "name", "")


def likeliest(name: str, known: Collection[str]) -> str:
    """` Mente du «…»?`, with the file of that name, or the likeliest; "" when none is near."""
    inside = (one for one in sorted(known, key=_is_address) if one.endswith(f"/{name}"))
    found = next(inside, "") or nearest(name, known)
    return f" Mente du «{found}»?" if found else ""


def _is_address(name: str) -> tuple[bool, str]:
    """What puts files before addresses."""
    return name.startswith("/"), name


def _choices(entries: Sequence[Entry], known: Mapping[str, Sequence[Entry]]) -> str:
    """What to write for each of the first: the shortest name that is only its own."""
    alike = any(len(known[short(entry)]) > 1 for entry in entries)
    named = [str(owner_of(entry)) if alike else short(entry) for entry in entries]
    return ", ".join(_few(quoted(named)))


def _few(said: Sequence[str]) -> list[str]:
    return [*said[:FEW], *["…"] * (len(said) > FEW)]


def within(name: str, content: Path) -> str:
    """A path from content/, however it was written; what is no path stays as it is."""
    file = Path(name)
    if file.is_relative_to(content.resolve()):
        return file.relative_to(content.resolve()).as_posix()
    return name if name.endswith("/") else file.as_posix().removeprefix(f"{content.name}/")
