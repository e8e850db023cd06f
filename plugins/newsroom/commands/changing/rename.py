"""`run.py rename`: another address, with the old one leading to it, and all that follows it."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

from newsroom.addresses.urls import entry_address
from newsroom.commands.changing.entries import Refused, found, within
from newsroom.commands.changing.homes import homes, pasted
from newsroom.commands.changing.moving import move
from newsroom.commands.changing.new_name import Renaming, old_addresses, refuse_slug
from newsroom.commands.changing.outcome import finish
from newsroom.commands.changing.removals import documents_by_name
from newsroom.commands.changing.taken import refuse_taken
from newsroom.commands.changing.trial import Trial, strict, texts
from newsroom.commands.words import command
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.page import Page
from newsroom.contract.reserved import RESERVED
from newsroom.contract.review import Review
from newsroom.run import Run

NEVER_SEEN = "Den gamle er aldri notert som publisert, og fører ingen steder"


def main(name: str, slug: str, content: Path) -> int:
    """Rename, and say what came of it; the exit code."""
    return finish(content, lambda: _renamed(name, slug, content))


def _renamed(name: str, slug: str, content: Path) -> tuple[str, ...]:
    if not (name and slug):
        example = command("rename", "news/2024/saken.md", "nytt-navn")
        raise Refused(f"Skriv filen og det nye navnet: {example}.")
    run = strict(content)
    done = renaming(name, slug, content, run)
    refuse_taken(done, run)
    files = [*texts(content), done.target]
    trial = Trial(content, files, lambda: move(done, run), {done.target: done.file})
    changed = trial.make()
    moved = (f"Filen heter nå: {done.path}",) if done.target != done.file else ()
    leads = "Den gamle fører dit" if done.old in done.aliases else NEVER_SEEN
    return (f"Ny adresse: {done.new}", f"{leads}: {done.old}", *moved, *changed)


def renaming(name: str, slug: str, content: Path, run: Run) -> Renaming:
    """What is to be done. Raises Refused."""
    catalog, name = run.catalog, pasted(name, homes(run))
    _refuse_file(within(name, content), catalog)
    entry = found(name, content, catalog)
    if isinstance(entry, Review):
        raise Refused("Et årsbrev har adressen sin av året, og kan ikke få en annen.")
    refuse_slug(slug, PurePosixPath(entry_address(entry)).name)
    if isinstance(entry, Page) and slug in RESERVED:
        raise Refused(f"«{slug}» er et ord nettstedet bruker selv. Velg et annet navn.")
    file = content / entry.source.path
    done = Renaming(entry, slug, file, _target(entry, file, slug), content)
    if done.new == done.old:
        raise Refused(f"{done.old} er adressen allerede.")
    _refuse_taken(done, run)
    return replace(done, aliases=old_addresses(done, catalog.ledger, run.site_data.plan))


def _refuse_taken(done: Renaming, run: Run) -> None:
    """An address or a file that is there already. Raises Refused."""
    if done.new in run.preview_plan.spots:
        raise Refused(f"{done.new} finnes allerede. Velg et annet navn.")
    if done.target != done.file and done.target.exists():
        entries = run.catalog.entries()
        others = (entry_address(entry) for entry in entries if entry.source.path == done.path)
        at = "".join(f", med adressen {address}" for address in others)
        raise Refused(f"Filen {done.path} finnes allerede{at}. Velg et annet navn.")


def _refuse_file(name: str, catalog: Catalog) -> None:
    """A page cannot lead on from a file, and nobody knows a picture by its. Raises Refused."""
    if path := documents_by_name(catalog).get(name):
        done = command("remove", "document", path)
        raise Refused(
            "Et dokument kan ikke få en ny adresse som den gamle fører til. Legg filen inn én gang "
            f"til, med det nye navnet, la lenkene føre dit, og skriv: {done}."
        )
    if name in catalog.media:
        raise Refused(f"Gi bildet {name} et nytt navn i mappen, og rett det der bildet er brukt.")


def _target(entry: Entry, file: Path, slug: str) -> Path:
    """An event keeps its id, which calendars know it by, and so its file."""
    is_named_by_file = "/" in entry.source.path and not isinstance(entry, Event)
    return file.with_stem(slug) if is_named_by_file else file
