"""Taking off a picture or a person: a line in removed.yaml."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from newsroom.addresses.urls import entry_address
from newsroom.commands.changing.deleting import given_up, list_as_gone
from newsroom.commands.changing.entries import Refused
from newsroom.commands.changing.lines import change_text
from newsroom.commands.changing.removals import Removal, told_gone
from newsroom.commands.changing.removed_file import item, with_item
from newsroom.contract.catalog import Catalog
from newsroom.contract.image import Image
from newsroom.contract.ledger import GONE, owner_of
from newsroom.contract.people import Person
from newsroom.reading.load import REMOVED
from newsroom.reading.removal import is_named
from newsroom.run import Run

# The fields that name somebody's business, and a place, a network, a partner or the site itself.
NO_PERSON = {"name", "company"}
BYLINES_ONLY = "Ingen i people.yaml heter «{}»: navnet blir borte som forfatter og foredragsholder"


def pictures(catalog: Catalog) -> set[str]:
    """The pictures there are, and those that are used."""
    used = {image.src for entry in catalog.everything() for _, image in entry.parts(Image)}
    return used | {path for path in catalog.media if path.startswith("images/")}


def persons(catalog: Catalog) -> Mapping[str, Person]:
    """Everybody in people.yaml, by key, by address and by name."""
    known = catalog.people.values()
    names = ((person, (person.key, entry_address(person), person.name)) for person in known)
    return {name: person for person, all_of_them in names for name in all_of_them}


def is_whole_name(name: str, catalog: Catalog) -> bool:
    """Whether somebody may be named so, in full, in a text or a byline. Raises Refused.

    A word alone could be the byline of an office.
    """
    if len(name.split()) < 2 or not is_named(name, catalog):
        return False
    if place := next(_named_otherwise(name, catalog), ""):
        raise Refused(f"«{name}» er navnet på noe annet enn en person: {place}.")
    return True


def _named_otherwise(name: str, catalog: Catalog) -> Iterator[str]:
    """Where it is written that something else has a name."""
    for entry in catalog.everything():
        for where, said in entry.parts(str):
            if where[-1] in NO_PERSON and said == name:
                yield f"{entry.source.path}, linje {entry.source.place(where)[0]}"


def listed_picture(path: str, content: Path, run: Run) -> Removal:
    """A line with its path."""
    return _listed(path, content, [])


def listed_person(name: str, content: Path, run: Run) -> Removal:
    """A line with the key or the name, and the addresses they had under other keys in gone.txt."""
    person = persons(run.catalog).get(name)
    if not person:
        return _listed(name, content, [], BYLINES_ONLY.format(name))
    line = name if name == person.name else person.key
    return _listed(line, content, _earlier(person, run))


def _listed(name: str, content: Path, gone: list[str], *said: str) -> Removal:
    file = content / REMOVED

    def change() -> None:
        list_as_gone(gone, content)
        change_text(file, lambda text: with_item(text, name))

    wrote = f"Skrev i {content.name}/{REMOVED}: {item(name)}"
    return Removal(change, (file, content / GONE), (wrote, *said, *told_gone(gone)))


def _earlier(person: Person, run: Run) -> list[str]:
    """The addresses of a person under other keys; removed.yaml gives up those of this one."""
    catalog, ledger = run.catalog, run.catalog.ledger
    mine = {address for address, by in ledger.owners.items() if by == owner_of(person)}
    gone = given_up(person, catalog, run.site_data.plan)
    return [address for address in gone if address not in {entry_address(person), *mine}]
