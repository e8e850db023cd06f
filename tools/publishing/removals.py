"""What can be taken off the site, by what names, and what is done then."""

import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.addresses.documents import documents
from plugins.addresses.urls import document_address, entry_address
from plugins.contract.catalog import Catalog
from plugins.contract.entry import Document, Entry
from plugins.contract.image import Image
from plugins.contract.ledger import GONE, origin
from plugins.contract.people import Person
from plugins.contract.problems import Report
from plugins.reading.load import REMOVED
from tools.publishing.commands import command
from tools.publishing.deleting import (
    delete,
    ended,
    given_up,
    list_as_gone,
    own_documents,
)
from tools.publishing.entries import MEND, WHAT, Refused, found, names
from tools.publishing.lines import change_text
from tools.publishing.links import Goal, document_goal, entry_goal, unlinked
from tools.publishing.trial import texts

PLAIN = re.compile(r"[\w./-]+(?: [\w./-]+)*")


@dataclass(frozen=True, slots=True)
class Removal:
    """A change to be made, the files it touches beside the texts, and what to say of it."""

    change: Callable[[], None]
    files: tuple[Path, ...]
    done: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that can be taken off: its word, what it is called by, and how it is done.

    `names` are all that there is, `removal` what is done to one of them.
    """

    word: str
    what: str
    example: str
    names: Callable[[Catalog], Collection[str]]
    removal: Callable[[str, Path, Mapping], Removal]


def _listed(line: str, content: Path, site: Mapping) -> Removal:
    """A line in removed.yaml, and the addresses that a person had before in gone.txt."""
    file, gone = content / REMOVED, _earlier(line, content, site)
    # Quoted, a number sign or a colon in it is no YAML.
    item = line if PLAIN.fullmatch(line) else json.dumps(line, ensure_ascii=False)

    def change() -> None:
        list_as_gone(gone, content)
        change_text(file, lambda text: f"{ended(text)}- {item}\n")

    said = f"Skrev i {content.name}/{REMOVED}: - {item}"
    return Removal(change, (file, content / GONE), (said, *_told(gone)))


def _earlier(line: str, content: Path, site: Mapping) -> list[str]:
    """The addresses of a person under other keys; removed.yaml gives up those of this one."""
    catalog, ledger = site["catalog"], site["catalog"].ledger
    persons = catalog.people.values()
    person = next((one for one in persons if line in (one.key, one.name)), None)
    if not person:
        return []
    mine = {address for address, by in ledger.made_by.items() if by == origin(person)}
    gone = given_up(person, catalog, site["material"].plan)
    return [address for address in gone if address not in {entry_address(person), *mine}]


def _entry(name: str, content: Path, site: Mapping) -> Removal:
    """The entry deleted, links to it plain words, its addresses in gone.txt."""
    catalog = site["catalog"]
    entry = found(name, content, catalog)
    _refuse_beside_faults(entry, site["report"])
    goal = entry_goal(entry, site)
    gone = given_up(entry, catalog, site["material"].plan)

    def change() -> None:
        list_as_gone(gone, content)
        delete(entry, content, catalog)
        _unlink(goal, content)

    left = _left(own_documents(entry, catalog))
    return Removal(change, (content / GONE,), (f"Slettet: {name}", *_told(gone), *left))


def _refuse_beside_faults(entry: Entry, report: Report) -> None:
    """In a file with faults nobody knows where the next entry begins. Raises Refused."""
    path = entry.source.path
    if not isinstance(entry, Document) and any(one.path == path for one in report.errors()):
        raise Refused(f"Det er feil i {path}. {MEND}")


def _document(path: str, content: Path, site: Mapping) -> Removal:
    """The file deleted, links to it plain words, its address in gone.txt."""
    catalog, ledger = site["catalog"], site["catalog"].ledger
    file, address = catalog.media[path], document_address(path)
    is_public = path in documents(catalog, site["material"].plan) or address in ledger.made_by
    gone = [address] if is_public and address not in ledger.gone else []

    def change() -> None:
        list_as_gone(gone, content)
        file.unlink()
        _unlink(document_goal(path, site), content)

    return Removal(change, (content / GONE, file), (f"Slettet: {path}", *_told(gone)))


def _told(gone: list[str]) -> list[str]:
    return [f"Borte for godt: {', '.join(gone)}"] if gone else []


def _left(papers: list[str]) -> list[str]:
    words = "Ligger igjen: {}. Skal den slettes, skriver du: {}"
    return [words.format(path, command("remove", "document", path)) for path in papers]


def _unlink(goal: Goal, content: Path) -> None:
    """Leave the words of links: taking down is not to wait for a tidy text."""
    for file in texts(content):
        here = file.relative_to(content).as_posix()
        change_text(file, lambda text, here=here: unlinked(text, here, goal))


def _pictures(catalog: Catalog) -> set[str]:
    """The pictures there are, and those that are used."""
    used = {image.src for entry in catalog.everything() for _, image in entry.parts(Image)}
    return used | {path for path in catalog.media if path.startswith("images/")}


def _documents(catalog: Catalog) -> set[str]:
    return {path for path in catalog.media if path.startswith("documents/")}


def _persons(catalog: Catalog) -> set[str]:
    return catalog.people.keys() | {person.name for person in catalog.people.values()}


def _entries(catalog: Catalog) -> set[str]:
    """All but persons: their names are to leave the texts too."""
    known = names(catalog).items()
    return {name for name, of in known if not all(isinstance(one, Person) for one in of)}


PERSON = "nøkkelen i people.yaml, eller fornavn og etternavn"
KINDS: Mapping[str, Kind] = {
    "picture": Kind("et bilde", "stien til et bilde", "images/2024/gruppe.jpg", _pictures, _listed),
    "person": Kind("en person", PERSON, "Kari Nordmann", _persons, _listed),
    "document": Kind(
        "et dokument", "stien til et dokument", "documents/plan.pdf", _documents, _document
    ),
    "entry": Kind("et innlegg", WHAT, "news/2024/saken.md", _entries, _entry),
}
