"""`run.py remove`: removes a picture, a person, a document or an entry from the run, for good.

A picture or a person gets a line in removed.yaml. A document or an entry is deleted, links to it
become plain words, and its addresses become gone (410).
"""

from pathlib import Path

from newsroom.commands.changing.checked_change import CheckedChange, strict_run, texts
from newsroom.commands.changing.earlier_removals import earlier_removal
from newsroom.commands.changing.find_entry import content_path, not_found, suggestion
from newsroom.commands.changing.removable import REMOVABLE, WORDS, all_names, kind_named
from newsroom.commands.changing.removals import Removal
from newsroom.commands.changing.removed_list import is_whole_name
from newsroom.commands.changing.result import Refused, print_result
from newsroom.commands.changing.site_urls import pasted, site_urls
from newsroom.commands.words import command, quoted
from newsroom.contract.catalog import Catalog
from newsroom.run import Run

MEND = "Ta bort det som fortsatt viser hit, eller rett det, og kjør kommandoen på nytt:"
REST = (
    "Publiser nå: legg endringen inn i repositoriet. Det gamle ligger fortsatt i historikken der, "
    "og i det som er bygget før: docs/undo.md sier hvordan det tas bort."
)


def main(kind: str, name: str, content: Path) -> int:
    """Remove something and print what is left to do; returns the exit code."""
    return print_result(content, lambda: _remove(kind, name, content))


def _remove(kind: str, name: str, content: Path) -> tuple[str, ...]:
    removal = _planned(kind, name, content)
    files = [*texts(content), *removal.files]
    change = CheckedChange(content, files, removal.change, mend=MEND, unseen=removal.unseen)
    return (*removal.printed, *change.make(), REST)


def _planned(kind: str, name: str, content: Path) -> Removal:
    """The removal that the words ask for. Raises Refused."""
    _refuse_words(kind, name)
    run = strict_run(content)
    if kind not in REMOVABLE:
        raise _unknown_kind(kind, name, content, run)
    name = pasted(name, site_urls(run))
    name = name if kind == "person" else content_path(name, content)
    _refuse_name(kind, name, content, run.catalog)
    return REMOVABLE[kind].removal(name, content, run)


def _refuse_words(kind: str, name: str) -> None:
    """Raise Refused when a word is missing, or the kind is in words that are not the command's."""
    if word := WORDS.get(kind.lower()):
        instead = command("remove", word, name or REMOVABLE[word].example)
        raise Refused(f"«{kind}» heter «{word}» her. Skriv: {instead}.")
    if kind in ("", *REMOVABLE) and not (kind and name):
        wanted = kind or "entry"
        example = command("remove", wanted, REMOVABLE[wanted].example)
        raise Refused(f"Skriv hva som skal bort, for eksempel: {example}.")


def _unknown_kind(kind: str, name: str, content: Path, run: Run) -> Refused:
    """What to say when the first word is no kind; it may be the name, or begin the name."""
    for words in (f"{kind} {name}".strip(), kind):
        path = content_path(pasted(words, site_urls(run)), content)
        if meant := kind_named(path, run.catalog):
            instead = command("remove", meant, path)
            return Refused(f"Skriv også hva det er: {instead}.")
    choices = ", ".join(REMOVABLE)
    hint = suggestion(kind, REMOVABLE if name else {*REMOVABLE, *all_names(run.catalog)})
    return Refused(f"«{kind}» kan ikke tas bort.{hint} Skriv først en av: {choices}.")


def _refuse_name(kind: str, name: str, content: Path, catalog: Catalog) -> None:
    """Raise Refused for what is of another kind or unknown, with what was probably meant."""
    thing = REMOVABLE[kind]
    names = thing.names(catalog)
    if name in names:
        return
    if place := earlier_removal(name, content, catalog.ledger):
        raise Refused(f"«{name}» er tatt bort allerede ({place}).")
    if kind == "person" and is_whole_name(name, catalog):
        return
    if other := kind_named(name, catalog):
        instead = command("remove", other, name)
        raise Refused(f"«{name}» er {REMOVABLE[other].word}. Skriv: {instead}.")
    # For an entry, find_entry says more.
    if kind != "entry":
        (example,) = quoted([thing.example])
        allowed = f"{thing.allowed}, for eksempel {example}"
        raise not_found(name, suggestion(name, names), allowed, catalog)
