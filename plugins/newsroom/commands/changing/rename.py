"""`run.py rename`: gives an entry another address; the old one, links and fields follow."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

from newsroom.commands.changing.checked_change import CheckedChange, strict_run, texts
from newsroom.commands.changing.find_entry import content_path, find_entry
from newsroom.commands.changing.links import pasted, site_urls
from newsroom.commands.changing.new_name import Renaming, new_aliases, refuse_slug, refuse_taken
from newsroom.commands.changing.removals import documents_by_name
from newsroom.commands.changing.rename_edits import rename_entry
from newsroom.commands.changing.result import Refused, print_result
from newsroom.commands.words import command
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.review import Review
from newsroom.run import Run

NEVER_SEEN = "Den gamle er aldri notert som publisert, og fører ingen steder"


def main(name: str, slug: str, content: Path) -> int:
    """Rename an entry and print what changed; returns the exit code."""
    return print_result(lambda: _rename(name, slug, content))


def _rename(name: str, slug: str, content: Path) -> tuple[str, ...]:
    if not (name and slug):
        example = command("rename", "news/2024/saken.md", "nytt-navn")
        raise Refused(f"Skriv filen og det nye navnet: {example}.")
    run = strict_run(content)
    renaming = _planned(name, slug, content, run)
    files, errors = [*texts(content), renaming.target], run.report.errors()
    change = CheckedChange(content, files, lambda: rename_entry(renaming, run), errors)
    changed = change.make()
    is_moved = renaming.target != renaming.file
    file = (f"Filen heter nå: {renaming.path}",) if is_moved else ()
    leads = "Den gamle fører dit" if renaming.old in renaming.aliases else NEVER_SEEN
    return (f"Ny adresse: {renaming.new}", f"{leads}: {renaming.old}", *file, *changed)


def _planned(name: str, slug: str, content: Path, run: Run) -> Renaming:
    """The renaming that the words ask for. Raises Refused."""
    catalog, name = run.catalog, pasted(name, site_urls(run))
    _refuse_media(content_path(name, content), catalog)
    entry = find_entry(name, content, catalog)
    if isinstance(entry, Review):
        raise Refused("Et årsbrev har adressen sin av året, og kan ikke få en annen.")
    refuse_slug(slug, PurePosixPath(entry.page_address).name)
    file = content / entry.source.path
    renaming = Renaming(entry, slug, file, _target(entry, file, slug), content)
    if renaming.new == renaming.old:
        raise Refused(f"{renaming.old} er adressen allerede.")
    refuse_taken(renaming, run)
    return replace(renaming, aliases=new_aliases(renaming, catalog.ledger, run.site_data.plan))


def _refuse_media(name: str, catalog: Catalog) -> None:
    """Raise Refused for a document or a picture, which can have no alias."""
    if name in catalog.media or name in documents_by_name(catalog):
        raise Refused(
            f"{name} kan ikke få en ny adresse som den gamle fører til. Legg filen inn én gang "
            "til, med det nye navnet, bruk den, og ta bort den gamle."
        )


def _target(entry: Entry, file: Path, slug: str) -> Path:
    """The file after; that of an event stays, since calendars know the event by its id."""
    is_named_by_file = "/" in entry.source.path and not isinstance(entry, Event)
    return file.with_stem(slug) if is_named_by_file else file
