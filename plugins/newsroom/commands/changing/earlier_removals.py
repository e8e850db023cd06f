"""What has been removed before, according to removed.yaml and gone.txt."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from newsroom.commands.changing.removed_list import lines_by_name
from newsroom.contract.entry import aliases_of
from newsroom.contract.ledger import GONE, Ledger, UrlOwner
from newsroom.contract.people import Person
from newsroom.contract.problems import Report
from newsroom.reading.file_reader import FileReader, folders_of, has_entries
from newsroom.reading.files import walk
from newsroom.reading.load import REMOVED


def earlier_removal(name: str, content: Path, ledger: Ledger) -> str:
    """The file and the line that removed what has the name; "" when none did."""
    listed = lines_by_name(content / REMOVED)
    names = {name} | {other for person in _persons(content) for other in _same(name, person)}
    if line := min((listed[name] for name in names & listed.keys()), default=0):
        return f"{content.name}/{REMOVED}, linje {line}"
    addresses = {name, *(a for a, owner in ledger.owners.items() if name in _names(owner))}
    if line := min((ledger.gone[a] for a in addresses & ledger.gone.keys()), default=0):
        return f"{content.name}/{GONE}, linje {line}"
    return ""


def _same(name: str, person: Person) -> tuple[str, ...]:
    """What removed.yaml may call a person, if `name` is theirs: the key or the name."""
    listed = (person.key, person.name)
    theirs = (*listed, person.ref, person.page_address, *aliases_of(person))
    return listed if name in theirs else ()


def _persons(content: Path) -> Iterator[Person]:
    """Everybody in people.yaml, also the removed ones, whom the catalog does not have."""
    reader, folders = FileReader((Person,)), folders_of((Person,))
    for file in walk(content, Report()):
        if file.path != "site.yaml" and has_entries(file, folders):
            entries = reader.read(file, file.where.read_bytes()).entries
            yield from (read.entry for read in entries if isinstance(read.entry, Person))


def _names(owner: UrlOwner) -> set[str]:
    """What people may have called the owner of an address."""
    if owner.kind:
        return {owner.key, str(owner)}
    return {owner.file, PurePosixPath(owner.file).stem, PurePosixPath(owner.file).name}
