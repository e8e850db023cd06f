"""`run.py remove`: takes a picture, a person, a document or an entry off the site, for good.

A picture or a person gets a line in removed.yaml; a document or an entry is deleted, links to it
become plain words, and its address is given up.
"""

from pathlib import Path

from newsroom.commands.changing.already_done import taken_off
from newsroom.commands.changing.entries import Refused, likeliest, not_found, within
from newsroom.commands.changing.homes import homes, pasted
from newsroom.commands.changing.kinds import KINDS, WORDS, all_names, kind_named
from newsroom.commands.changing.listing import is_whole_name
from newsroom.commands.changing.outcome import finish
from newsroom.commands.changing.removals import Removal
from newsroom.commands.changing.trial import Trial, strict, texts
from newsroom.commands.words import command, quoted
from newsroom.contract.catalog import Catalog
from newsroom.run import Run

IN_THE_WAY = "Ta bort det som fortsatt viser hit, eller rett det, og kjør kommandoen på nytt:"
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
    trial = Trial(content, files, removal.change, mend=IN_THE_WAY, beside=removal.beside)
    return (*removal.done, *trial.make(), REST)


def _removal(kind: str, name: str, content: Path) -> Removal:
    """What is to be done. Raises Refused when nothing of that kind has that name."""
    _refuse_words(kind, name)
    run = strict(content)
    if kind not in KINDS:
        raise _without_kind(kind, name, content, run)
    name = pasted(name, homes(run))
    said = name if kind == "person" else within(name, content)
    _refuse_unknown(kind, said, content, run.catalog)
    return KINDS[kind].removal(said, content, run)


def _refuse_words(kind: str, name: str) -> None:
    """Too few of them, or a kind in words that are not ours. Raises Refused."""
    if word := WORDS.get(kind.lower()):
        instead = command("remove", word, name or KINDS[word].example)
        raise Refused(f"«{kind}» heter «{word}» her. Skriv: {instead}.")
    if kind in ("", *KINDS) and not (kind and name):
        wanted = kind or "entry"
        example = command("remove", wanted, KINDS[wanted].example)
        raise Refused(f"Skriv hva som skal bort, for eksempel: {example}.")


def _without_kind(kind: str, name: str, content: Path, run: Run) -> Refused:
    """What to say of a kind that there is none of: it may be the name, written first."""
    for said in (f"{kind} {name}".strip(), kind):
        named = within(pasted(said, homes(run)), content)
        if meant := kind_named(named, run.catalog):
            instead = command("remove", meant, named)
            return Refused(f"Skriv også hva det er: {instead}.")
    choices = ", ".join(KINDS)
    known = KINDS if name else {*KINDS, *all_names(run.catalog)}
    hint = likeliest(kind, known)
    return Refused(f"«{kind}» kan ikke tas bort.{hint} Skriv først en av: {choices}.")


def _refuse_unknown(kind: str, name: str, content: Path, catalog: Catalog) -> None:
    """What is of another kind, or is not there, with what was probably meant. Raises Refused."""
    known = KINDS[kind].names(catalog)
    if name in known:
        return
    if where := taken_off(name, content, catalog.ledger):
        raise Refused(f"«{name}» er tatt bort allerede ({where}).")
    if kind == "person" and is_whole_name(name, catalog):
        return
    if other := kind_named(name, catalog):
        instead = command("remove", other, name)
        raise Refused(f"«{name}» er {KINDS[other].word}. Skriv: {instead}.")
    # Finding an entry says more of what is not there.
    if kind != "entry":
        (example,) = quoted([KINDS[kind].example])
        what = f"{KINDS[kind].what}, for eksempel {example}"
        raise not_found(name, likeliest(name, known), what, catalog)
