"""Finding the entry that people mean by a file, an id, a key or an address."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from newsroom.commands.outcome import Refused
from newsroom.commands.words import command, quoted
from newsroom.contract.catalog import Catalog, owner_of
from newsroom.contract.entry import Document, Entry, aliases_of
from newsroom.reading.spelling import nearest
from newsroom.wording.texts import our_texts

ENTRY_NAMES = (
    "filen til en nyhet, en side eller et årsbrev, id-en til et arrangement, "
    "nøkkelen til en person, et sted eller et nettverk, eller adressen"
)
# How many choices are shown at most.
FEW = 5


def find_entry(name: str, content: Path, catalog: Catalog) -> Entry:
    """The entry of a file, an id, a key or an address. Raises Refused for none or several."""
    path, by_name = content_path(name, content), entries_by_name(catalog)
    entries = by_name.get(path, [])
    # Many entries could be meant by a year.
    if len(entries) == 1 and not (path.isdigit() and entries[0].short_name != path):
        return entries[0]
    if entries:
        choices = _choices(entries, by_name)
        raise Refused(f"«{name}» kan være flere. Skriv den du mener: {choices}.")
    if in_file := [entry for entry in catalog.entries() if entry.source.path == path]:
        raise Refused(f"{path} har flere. Skriv den du mener: {_choices(in_file, by_name)}.")
    hint = _titled(name, catalog, by_name) or suggestion(path, by_name)
    raise not_found(name, hint, ENTRY_NAMES, catalog)


def not_found(name: str, hint: str, allowed: str, catalog: Catalog) -> Refused:
    """Why no entry has the name: it is an alias, a file has faults, or nothing is known of it.

    `hint` suggests what was meant, `allowed` says what can be written.
    """
    for entry in catalog.entries():
        if {name, f"{name}/"} & {*aliases_of(entry)}:
            leads = f"«{name}» er en gammel adresse, og fører nå til {entry.short_name}."
            return Refused(f"{leads} Skriv det i stedet.")
    if unread := sorted(ref for ref in catalog.broken if not ref.startswith("event:")):
        faults = f"Finner ikke «{name}», men det er feil i {', '.join(_few(unread))}."
        return Refused(f"{faults} {check_first()}")
    return Refused(f"Finner ikke «{name}».{hint} Skriv {allowed}.")


def check_first(lang: str = "nb") -> str:
    return our_texts(lang)("Rett det først: {}.").format(command("check"))


def entries_by_name(catalog: Catalog) -> Mapping[str, list[Entry]]:
    """The entries by each name that may be written for them; a name may be that of several."""
    in_file = Counter(entry.source.path for entry in catalog.entries())
    by_name: dict[str, list[Entry]] = defaultdict(list)
    for entry in catalog.entries():
        for name in {*_names(entry, is_alone=in_file[entry.source.path] == 1)}:
            by_name[name].append(entry)
    return by_name


def _names(entry: Entry, *, is_alone: bool) -> Iterator[str]:
    """Its address; its file if no other entry is in it; its id or key, alone and with the file.

    A file in a folder may be called by its stem.
    """
    yield from entry.addresses
    if isinstance(entry, Document) or is_alone:
        yield entry.source.path
        if "/" in entry.source.path:
            yield PurePosixPath(entry.source.path).stem
    if not isinstance(entry, Document):
        yield from (entry.short_name, entry.ref, str(owner_of(entry)))


def _titled(name: str, catalog: Catalog, by_name: Mapping[str, Sequence[Entry]]) -> str:
    """` Mente du «…»?` with the entries that have the title or name; "" when none has."""
    titles = ((e, getattr(e, "title", "") or getattr(e, "name", "")) for e in catalog.entries())
    entries = [entry for entry, title in titles if title == name]
    return f" Mente du «{_choices(entries, by_name)}»?" if entries else ""


def suggestion(name: str, known: Collection[str]) -> str:
    """` Mente du «…»?` with a known file of that name, else the nearest name; "" without one."""
    files_first = sorted(known, key=lambda path: (path.startswith("/"), path))
    of_name = (path for path in files_first if path.endswith(f"/{name}"))
    meant = next(of_name, "") or nearest(name, known)
    return f" Mente du «{meant}»?" if meant else ""


def _choices(entries: Sequence[Entry], by_name: Mapping[str, Sequence[Entry]]) -> str:
    """The first few entries by short name, or with their files when a short name is shared."""
    is_shared = any(len(by_name[entry.short_name]) > 1 for entry in entries)
    names = [str(owner_of(entry)) if is_shared else entry.short_name for entry in entries]
    return ", ".join(_few(quoted(names)))


def _few(names: Sequence[str]) -> list[str]:
    return [*names[:FEW], *["…"] * (len(names) > FEW)]


def content_path(name: str, content: Path) -> str:
    """A path relative to content/, however it was written; any other name stays as it is."""
    file = Path(name)
    if file.is_relative_to(content.resolve()):
        return file.relative_to(content.resolve()).as_posix()
    return name if name.endswith("/") else file.as_posix().removeprefix(f"{content.name}/")
