"""`run.py remove`: removes a picture, a person, a document or an entry from the site, for good.

A picture or a person gets a line in removed.yaml. A document or an entry is deleted, links to it
become plain words, and its addresses become gone (410).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from newsroom.commands.changing import find_entry, removals, removed_list
from newsroom.commands.changing.checked_change import make_change, strict_run, texts
from newsroom.commands.changing.links import pasted, site_urls
from newsroom.commands.outcome import Refused, printed
from newsroom.commands.words import command, quoted
from newsroom.contract.catalog import Catalog
from newsroom.contract.people import Person
from newsroom.run import Run

MEND = "Ta bort det som fortsatt viser hit, eller rett det, og kjør kommandoen på nytt:"
REST = (
    "Publiser nå: velg Commit og så Sync Changes. Det gamle ligger fortsatt i historikken, "
    "og i det som er bygget før: docs/undo.md sier hvordan det tas bort."
)


@dataclass(frozen=True, slots=True)
class Removable:
    """A kind of thing: its Norwegian word, which names are allowed, and an example of one.

    `names` gives every name in use, `removal` how the thing of a name is removed.
    """

    word: str
    allowed: str
    example: str
    names: Callable[[Catalog], Collection[str]]
    removal: Callable[[str, Path, Run, str], removals.Removal]


def _entries(catalog: Catalog) -> set[str]:
    """The names of all entries but persons: `remove person` also finds their names in texts."""
    by_name = find_entry.entries_by_name(catalog).items()
    return {name for name, of in by_name if not all(isinstance(entry, Person) for entry in of)}


REMOVABLE: Mapping[str, Removable] = {
    "picture": Removable(
        "et bilde",
        "stien til et bilde",
        "images/2024/gruppe.jpg",
        removed_list.pictures,
        removed_list.picture_removal,
    ),
    "person": Removable(
        "en person",
        "nøkkelen i people.yaml, eller fornavn og etternavn",
        "Kari Nordmann",
        removed_list.persons,
        removed_list.person_removal,
    ),
    "document": Removable(
        "et dokument",
        "stien til et dokument",
        "documents/plan.pdf",
        removals.documents_by_name,
        removals.document_removal,
    ),
    "entry": Removable(
        "et innlegg", find_entry.ENTRY_NAMES, "news/2024/saken.md", _entries, removals.entry_removal
    ),
}


@printed
def main(kind: str, name: str, content: Path) -> tuple[str, ...]:
    """Remove something; returns what was done, and what is left to do."""
    return (*remove(kind, name, content), REST)


def remove(
    kind: str, name: str, content: Path, lang: str = "nb", *, is_rehearsal: bool = False
) -> tuple[str, ...]:
    """Remove something; returns what was done. Raises Refused and Unbuildable, without a change.

    A rehearsal returns the same, and changes nothing.
    """
    _refuse_words(kind, name)
    run = strict_run(content)
    name = pasted(name, site_urls(run))
    name = name if kind == "person" else find_entry.content_path(name, content)
    _refuse_name(kind, name, run.catalog)
    removal = REMOVABLE[kind].removal(name, content, run, lang)
    files = [*texts(content), *removal.files]
    errors = run.report.errors()
    changed = make_change(
        content, files, removal.change, errors, mend=MEND, unseen=removal.unseen, lang=lang,
        is_rehearsal=is_rehearsal,
    )  # fmt: skip
    return (*removal.printed, *changed)


def _refuse_words(kind: str, name: str) -> None:
    if kind in ("", *REMOVABLE) and not (kind and name):
        wanted = kind or "entry"
        example = command("remove", wanted, REMOVABLE[wanted].example)
        raise Refused(f"Skriv hva som skal bort, for eksempel: {example}.")
    if kind not in REMOVABLE:
        hint = find_entry.suggestion(kind, REMOVABLE)
        raise Refused(
            f"«{kind}» kan ikke tas bort.{hint} Skriv først en av: {', '.join(REMOVABLE)}."
        )


def _refuse_name(kind: str, name: str, catalog: Catalog) -> None:
    """Raise Refused for what is of another kind or unknown, with what was probably meant."""
    thing = REMOVABLE[kind]
    names = thing.names(catalog)
    if name in names:
        return
    if _is_removed(name, catalog):
        raise Refused(f"«{name}» er tatt bort allerede.")
    if kind == "person" and removed_list.is_whole_name(name, catalog):
        return
    others = (other for other, thing in REMOVABLE.items() if name in thing.names(catalog))
    if other := next(others, ""):
        instead = command("remove", other, name)
        raise Refused(f"«{name}» er {REMOVABLE[other].word}. Skriv: {instead}.")
    # For an entry, find_entry says more.
    if kind != "entry":
        (example,) = quoted([thing.example])
        allowed = f"{thing.allowed}, for eksempel {example}"
        raise find_entry.not_found(name, find_entry.suggestion(name, names), allowed, catalog)


def _is_removed(name: str, catalog: Catalog) -> bool:
    """Whether removed.yaml or gone.txt lists an entry with this key, file or address."""
    ledger = catalog.ledger
    gone = ((address, ledger.owners.get(address)) for address in ledger.gone)
    names = {n for address, owner in gone for n in (address, owner and (owner.key or owner.file))}
    return name in names or f"person:{name}" in catalog.removed
