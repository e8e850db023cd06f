"""`run.py remove`: takes a picture, a person, a document or an entry off the site, for good.

A picture or a person gets a line in removed.yaml; a document or an entry is deleted, links to it
become plain words, and its address is given up.
"""

from pathlib import Path

from plugins.contract.catalog import Catalog
from plugins.reading.load import REMOVED
from tools.changing.commands import command, typed
from tools.changing.entries import Refused, meant, within
from tools.changing.homes import homes, pasted
from tools.changing.kinds import KINDS
from tools.changing.listing import is_whole_name
from tools.changing.outcome import finish
from tools.changing.removals import Removal
from tools.changing.trial import Trial, strict, texts

MEND = "Ta bort det som fortsatt viser hit, eller rett det, og kjør kommandoen på nytt:"
REST = (
    "Publiser nå: legg endringen inn i repositoriet. Det gamle ligger fortsatt i historikken der, "
    "og i det som er bygget før: docs/undo.md sier hvordan det tas bort."
)


def main(kind: str, name: str, content: Path) -> int:
    """Take it off, and say what is left to do; the exit code."""
    return finish(content, lambda: _removed(kind, name, content))


def _removed(kind: str, name: str, content: Path) -> tuple[str, ...]:
    removal = _removal(kind, name, content)
    files = [*texts(content), *removal.files]
    changed = Trial(content, files, removal.change, mend=MEND).make()
    return (*removal.done, *changed, REST)


def _removal(kind: str, name: str, content: Path) -> Removal:
    """What is to be done. Raises Refused when nothing of that kind has that name."""
    if kind not in ("", *KINDS):
        choices = ", ".join(KINDS)
        raise Refused(f"«{kind}» kan ikke tas bort.{meant(kind, KINDS)} Skriv en av: {choices}.")
    if not (kind and name):
        wanted = kind or "entry"
        example = command("remove", wanted, KINDS[wanted].example)
        raise Refused(f"Skriv hva som skal bort, for eksempel: {example}.")
    site = strict(content)
    name = pasted(name, homes(site))
    said = name if kind == "person" else within(name, content)
    _refuse_unknown(kind, said, content, site["catalog"])
    return KINDS[kind].removal(said, content, site)


def _refuse_unknown(kind: str, name: str, content: Path, catalog: Catalog) -> None:
    """What is of another kind, or is not there, with what was probably meant. Raises Refused."""
    known = {word: one.names(catalog) for word, one in KINDS.items()}
    if name in known[kind] or (kind == "person" and is_whole_name(name, catalog)):
        return
    if {name, f"person:{name}"} & catalog.removed:
        raise Refused(f"«{name}» er tatt bort allerede, i {content.name}/{REMOVED}.")
    if other := next((word for word in KINDS if name in known[word]), ""):
        instead = command("remove", other, name)
        raise Refused(f"«{name}» er {KINDS[other].word}. Skriv: {instead}.")
    # An entry may be there in a file with faults; finding it says so.
    if kind != "entry":
        hint, wanted = meant(name, known[kind]), KINDS[kind]
        (example,) = typed([wanted.example])
        raise Refused(f"Finner ikke «{name}».{hint} Skriv {wanted.what}, for eksempel {example}.")
