"""What has been taken off already, as the record and removed.yaml say."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from newsroom.addresses.urls import entry_address
from newsroom.commands.changing.removed_file import named
from newsroom.contract.entry import aliases_of
from newsroom.contract.ledger import GONE, Ledger, UrlOwner
from newsroom.contract.people import Person
from newsroom.contract.problems import Report
from newsroom.reading.file_reader import FileReader, folders_of, is_entries
from newsroom.reading.files import walk
from newsroom.reading.load import REMOVED


def taken_off(name: str, content: Path, ledger: Ledger) -> str:
    """The file and the line that took off what has a name; "" when none did."""
    listed = named(content / REMOVED)
    called = {name} | {one for person in _persons(content) for one in _same(name, person)}
    if line := min((listed[one] for one in called & listed.keys()), default=0):
        return f"{content.name}/{REMOVED}, linje {line}"
    addresses = {name, *(a for a, by in ledger.owners.items() if name in _names(by))}
    if line := min((ledger.gone[one] for one in addresses & ledger.gone.keys()), default=0):
        return f"{content.name}/{GONE}, linje {line}"
    return ""


def _same(name: str, person: Person) -> tuple[str, ...]:
    """What a line may call somebody by, when the name is theirs."""
    names = (person.key, person.name)
    known = (*names, person.ref, entry_address(person), *aliases_of(person))
    return names if name in known else ()


def _persons(content: Path) -> Iterator[Person]:
    """Everybody in people.yaml: whoever reads it as a whole leaves out those who are taken off."""
    reader, folders = FileReader((Person,)), folders_of((Person,))
    for file in walk(content, Report()):
        if file.path != "site.yaml" and is_entries(file, folders):
            items = reader.read(file, file.where.read_bytes()).items
            yield from (item.entry for item in items if item.entry)


def _names(maker: UrlOwner) -> set[str]:
    """What somebody may have called what is no longer there."""
    if maker.kind:
        return {maker.key, str(maker)}
    return {maker.file, PurePosixPath(maker.file).stem, PurePosixPath(maker.file).name}
