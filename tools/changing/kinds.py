"""What can be taken off the site, by what names, and what is done then."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.contract.catalog import Catalog
from plugins.contract.people import Person
from tools.changing.entries import WHAT, names
from tools.changing.listing import listed_person, listed_picture, persons, pictures
from tools.changing.removals import Removal, deleted_document, deleted_entry, documents_by_name


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
