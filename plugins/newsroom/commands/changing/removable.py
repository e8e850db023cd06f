"""The kinds of thing that can be removed: their names, and how each is removed."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.commands.changing.find_entry import ENTRY_NAMES, entries_by_name
from newsroom.commands.changing.removals import (
    Removal,
    document_removal,
    documents_by_name,
    entry_removal,
)
from newsroom.commands.changing.removed_list import (
    person_removal,
    persons,
    picture_removal,
    pictures,
)
from newsroom.contract.catalog import Catalog
from newsroom.contract.people import Person
from newsroom.run import Run


@dataclass(frozen=True, slots=True)
class Removable:
    """A kind of thing: its Norwegian word, which names are allowed, and an example of one.

    `names` gives every name in use, `removal` how the thing of a name is removed.
    """

    word: str
    allowed: str
    example: str
    names: Callable[[Catalog], Collection[str]]
    removal: Callable[[str, Path, Run], Removal]


# Norwegian words, and English words for kinds of entry, to the word of the command.
WORDS = {"bilde": "picture", "foto": "picture", "dokument": "document", "ansatt": "person"}
WORDS |= dict.fromkeys(
    ("innlegg", "side", "nyhet", "artikkel", "arrangement", "sted", "nettverk", "årsbrev",
     "page", "news", "article", "event", "venue", "network", "review"),
    "entry",
)  # fmt: skip


def kind_named(name: str, catalog: Catalog) -> str:
    """The kind of what has a name; "" when nothing has it."""
    return next((kind for kind, thing in REMOVABLE.items() if name in thing.names(catalog)), "")


def all_names(catalog: Catalog) -> set[str]:
    """The names of everything that can be removed."""
    return {name for thing in REMOVABLE.values() for name in thing.names(catalog)}


def _entries(catalog: Catalog) -> set[str]:
    """The names of all entries but persons, whose names are to leave the texts too."""
    by_name = entries_by_name(catalog).items()
    return {name for name, of in by_name if not all(isinstance(entry, Person) for entry in of)}


REMOVABLE: Mapping[str, Removable] = {
    "picture": Removable(
        "et bilde", "stien til et bilde", "images/2024/gruppe.jpg", pictures, picture_removal
    ),
    "person": Removable(
        "en person",
        "nøkkelen i people.yaml, eller fornavn og etternavn",
        "Kari Nordmann",
        persons,
        person_removal,
    ),
    "document": Removable(
        "et dokument",
        "stien til et dokument",
        "documents/plan.pdf",
        documents_by_name,
        document_removal,
    ),
    "entry": Removable("et innlegg", ENTRY_NAMES, "news/2024/saken.md", _entries, entry_removal),
}
