"""Taking off an entry or a document: it is deleted, and its addresses are given up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.addresses.documents import documents
from newsroom.addresses.urls import document_address
from newsroom.commands.changing.deleting import delete, given_up, list_as_gone, own_documents
from newsroom.commands.changing.entries import Refused, found, short
from newsroom.commands.changing.lines import change_text
from newsroom.commands.changing.links import Goal, document_goal, entry_goal, unlinked
from newsroom.commands.changing.revealing import refuse_revealing
from newsroom.commands.changing.trial import texts
from newsroom.commands.words import command
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Document, Entry
from newsroom.contract.ledger import GONE
from newsroom.contract.people import Person
from newsroom.contract.problems import Problem, Report
from newsroom.run import Run


@dataclass(frozen=True, slots=True)
class Removal:
    """A change to be made, the files it touches beside the texts, and what to say of it.

    `beside` is what would be wrong then, though no build tells.
    """

    change: Callable[[], None]
    files: tuple[Path, ...]
    done: tuple[str, ...]
    beside: tuple[Problem, ...] = ()


def deleted_entry(name: str, content: Path, run: Run) -> Removal:
    """The entry deleted, links to it plain words, its addresses in gone.txt. Raises Refused."""
    catalog = run.catalog
    entry = found(name, content, catalog)
    _refuse_person(name, entry)
    _refuse_beside_faults(entry, run.report)
    refuse_revealing(entry, run)
    goal = entry_goal(entry, run)
    gone = given_up(entry, catalog, run.site_data.plan)

    def change() -> None:
        list_as_gone(gone, content)
        delete(entry, content, catalog)
        _unlink(goal, content)

    left = _left(own_documents(entry, catalog))
    done = (f"Slettet: {short(entry)}", *told_gone(gone), *left)
    return Removal(change, (content / GONE,), done, _in_fields(goal, catalog))


def _refuse_person(name: str, entry: Entry) -> None:
    """The name of a person is to leave the texts too. Raises Refused."""
    if isinstance(entry, Person):
        instead = command("remove", "person", entry.key)
        raise Refused(f"«{name}» er en person. Skriv: {instead}.")


def _refuse_beside_faults(entry: Entry, report: Report) -> None:
    """In a file with faults nobody knows where the next entry begins. Raises Refused."""
    path = entry.source.path
    if not isinstance(entry, Document) and any(one.path == path for one in report.errors()):
        raise Refused(f"Det er feil i {path}. Rett det først: {command('check')}.")


def _in_fields(goal: Goal, catalog: Catalog) -> tuple[Problem, ...]:
    """The fields of others with a full address, which no check of links looks at."""
    report = Report()
    for entry in catalog.everything():
        for where, link in entry.field_links() if entry.ref != goal.name else ():
            if link.startswith(goal.homes) and goal.is_led_to(link, entry.ref):
                report.add(entry.source, where, "link-broken", {"link": link})
    return tuple(report)


def deleted_document(name: str, content: Path, run: Run) -> Removal:
    """The file deleted, links to it plain words, its address in gone.txt. Raises Refused."""
    catalog, ledger = run.catalog, run.catalog.ledger
    path = documents_by_name(catalog)[name]
    file, address = catalog.media[path], document_address(path)
    goal = document_goal(path, run)
    is_public = path in documents(catalog, run.site_data.plan) or address in ledger.owners
    gone = [address] if is_public and address not in ledger.gone else []

    def change() -> None:
        list_as_gone(gone, content)
        file.unlink()
        _unlink(goal, content)

    done = (f"Slettet: {path}", *told_gone(gone))
    return Removal(change, (content / GONE, file), done, _in_fields(goal, catalog))


def documents_by_name(catalog: Catalog) -> Mapping[str, str]:
    """The path of each document, by itself and by its address."""
    paths = [path for path in catalog.media if path.startswith("documents/")]
    return {name: path for path in paths for name in (path, document_address(path))}


def told_gone(gone: list[str]) -> list[str]:
    """Which addresses were given up, in words."""
    return [f"Borte for godt: {', '.join(gone)}"] if gone else []


def _left(papers: list[str]) -> list[str]:
    words = "Ligger igjen: {}. Skal den slettes, skriver du: {}"
    return [words.format(path, command("remove", "document", path)) for path in papers]


def _unlink(goal: Goal, content: Path) -> None:
    """Leave the words of links: taking down is not to wait for a tidy text."""
    for file in texts(content):
        here = file.relative_to(content).as_posix()
        change_text(file, lambda text, here=here: unlinked(text, here, goal))
