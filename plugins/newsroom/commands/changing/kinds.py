"""What can be taken off the site, by what names, and what is done then."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.commands.changing.entries import WHAT, names
from newsroom.commands.changing.listing import listed_person, listed_picture, persons, pictures
from newsroom.commands.changing.removals import (
    Removal,
    deleted_document,
    deleted_entry,
    documents_by_name,
)
from newsroom.contract.catalog import Catalog
from newsroom.contract.people import Person


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that can be taken off: its word, what it is called by, and an example of that.

    `names` are all that there is, `removal` what is done to one of them.
    """

    word: str
    what: str
    example: str
    names: Callable[[Catalog], Collection[str]]
    removal: Callable[[str, Path, Mapping], Removal]


# What people call them who have not learnt our words, or write in English what the site has.
WORDS = {"bilde": "picture", "foto": "picture", "dokument": "document", "ansatt": "person"}
WORDS |= dict.fromkeys(
    ("innlegg", "side", "nyhet", "artikkel", "arrangement", "sted", "nettverk", "årsbrev",
     "page", "news", "article", "event", "venue", "network", "review"),
    "entry",
)  # fmt: skip


def kind_named(name: str, catalog: Catalog) -> str:
    """The kind of what has a name; "" when nothing has it."""
    return next((word for word, kind in KINDS.items() if name in kind.names(catalog)), "")


def all_names(catalog: Catalog) -> set[str]:
    """What everything is called that can be taken off."""
    return {name for kind in KINDS.values() for name in kind.names(catalog)}


def _entries(catalog: Catalog) -> set[str]:
    """All but persons: their names are to leave the texts too."""
    known = names(catalog).items()
    return {name for name, of in known if not all(isinstance(one, Person) for one in of)}


KINDS: Mapping[str, Kind] = {
    "picture": Kind(
        "et bilde", "stien til et bilde", "images/2024/gruppe.jpg", pictures, listed_picture
    ),
    "person": Kind(
        "en person",
        "nøkkelen i people.yaml, eller fornavn og etternavn",
        "Kari Nordmann",
        persons,
        listed_person,
    ),
    "document": Kind(
        "et dokument",
        "stien til et dokument",
        "documents/plan.pdf",
        documents_by_name,
        deleted_document,
    ),
    "entry": Kind("et innlegg", WHAT, "news/2024/saken.md", _entries, deleted_entry),
}
