"""Removing an entry or a document: it is deleted, and its addresses become gone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from newsroom.addresses.documents import documents, offers
from newsroom.addresses.plan import Plan
from newsroom.addresses.urls import document_address
from newsroom.commands.changing.checked_change import texts
from newsroom.commands.changing.entry_text import place_of, without_entry
from newsroom.commands.changing.file_edits import change_text, with_last_line_ended
from newsroom.commands.changing.find_entry import check_first, find_entry
from newsroom.commands.changing.links import LinkedThing, linked_document, linked_entry, unlinked
from newsroom.commands.outcome import Refused
from newsroom.commands.words import command
from newsroom.contract.catalog import GONE, Catalog, owner_of
from newsroom.contract.entry import Document, Entry, aliases_of
from newsroom.contract.people import Person
from newsroom.contract.problems import Problem, Report
from newsroom.contract.visibility import only_withheld
from newsroom.run import Run
from newsroom.wording.texts import Texts, our_texts

LEFT = "Ligger igjen: {}. Skal den slettes, skriver du: {}"
REVEALS = (
    "Bare {} nevner {}. Uten den får de egen side på nettstedet. Slett alt sammen for hånd, "
    "samtidig."
)
GONE_HEAD = "# Adresser som er borte for godt: én på hver linje. Leserne får vite det (410).\n"


@dataclass(frozen=True, slots=True)
class Removal:
    """A change, the files it touches besides the texts, and the lines to print afterwards.

    `unseen` are problems that the change brings and no build reports.
    """

    change: Callable[[], None]
    files: tuple[Path, ...]
    printed: tuple[str, ...]
    unseen: tuple[Problem, ...] = ()


def entry_removal(name: str, content: Path, run: Run, lang: str) -> Removal:
    """Deletes an entry, unlinks the links to it and lists its addresses as gone. Raises Refused."""
    catalog, t = run.catalog, our_texts(lang)
    entry = find_entry(name, content, catalog)
    path = entry.source.path
    if isinstance(entry, Person):  # whose name is to leave the texts too
        instead = command("remove", "person", entry.key)
        raise Refused(f"«{name}» er en person. Skriv: {instead}.")
    # In a file of several a fault hides where the next entry begins.
    if not isinstance(entry, Document) and any(f.path == path for f in run.report.errors()):
        raise Refused(f"{t('Det er feil i {}.').format(path)} {check_first(lang)}")
    _refuse_revealing(entry, run, t)
    thing = linked_entry(entry, run)
    gone = gone_addresses(entry, catalog, run.site_data.plan)

    def change() -> None:
        list_as_gone(gone, content)
        delete_entry(entry, content, catalog)
        _unlink(thing, content)

    left = (
        t(LEFT).format(path, command("remove", "document", path))
        for path in own_documents(entry, catalog)
    )
    printed = (t("Slettet: {}").format(entry.short_name), *gone_line(gone, t), *left)
    return Removal(change, (content / GONE,), printed, _full_links(thing, catalog))


def _refuse_revealing(entry: Entry, run: Run, t: Texts) -> None:
    """Raise Refused when somebody would become public whom only this draft names."""
    catalog, withheld = run.catalog, run.site_data.edition.withheld
    before = only_withheld(catalog, withheld).keys()
    others = [other for other in catalog.of(type(entry)) if other is not entry]
    after = only_withheld(catalog.with_entries({type(entry): others}), withheld).keys()
    revealed = before - after - {entry.ref}
    shown = ", ".join(str(owner_of(e)) for e in catalog.entries() if e.ref in revealed)
    if shown:
        raise Refused(t(REVEALS).format(entry.source.path, shown))


def _full_links(thing: LinkedThing, catalog: Catalog) -> tuple[Problem, ...]:
    """The fields of other entries that have a full URL of it; the build does not check those."""
    report = Report()
    for entry in catalog.everything():
        for where, link in entry.field_links() if entry.ref != thing.name else ():
            if link.startswith(thing.site_urls) and thing.is_target(link, entry.ref):
                report.add(entry.source, where, "link-broken", {"link": link})
    return tuple(report)


def document_removal(name: str, content: Path, run: Run, lang: str) -> Removal:
    """Deletes a document, unlinks the links to it and lists its address as gone."""
    catalog, ledger, t = run.catalog, run.catalog.ledger, our_texts(lang)
    path = documents_by_name(catalog)[name]
    file, address = catalog.media[path], document_address(path)
    thing = linked_document(path, run)
    is_public = path in documents(catalog, run.site_data.plan) or address in ledger.owners
    gone = [address] if is_public and address not in ledger.gone else []

    def change() -> None:
        list_as_gone(gone, content)
        file.unlink()
        _unlink(thing, content)

    printed = (t("Slettet: {}").format(path), *gone_line(gone, t))
    return Removal(change, (content / GONE, file), printed, _full_links(thing, catalog))


def documents_by_name(catalog: Catalog) -> Mapping[str, str]:
    """The path of each document, by path and by address."""
    paths = [path for path in catalog.media if path.startswith("documents/")]
    return {name: path for path in paths for name in (path, document_address(path))}


def gone_line(gone: list[str], t: Texts) -> list[str]:
    return [t("Borte for godt: {}").format(", ".join(gone))] if gone else []


def _unlink(thing: LinkedThing, content: Path) -> None:
    """Replace links by their words in every text, so that a removal need not wait for an editor."""
    for file in texts(content):
        path = file.relative_to(content).as_posix()
        change_text(file, partial(unlinked, file=path, thing=thing))


def gone_addresses(entry: Entry, catalog: Catalog, plan: Plan) -> list[str]:
    """The addresses that vanish with an entry, of those that have been public.

    A line in gone.txt for a page covers everything below it; files elsewhere have their own lines,
    under each name that the entry has had.
    """
    owners = catalog.ledger.owners
    pages = (*entry.addresses, *aliases_of(entry))
    is_public = entry.ref in plan.by_ref
    gone = [page for page in pages if is_public or page in owners]
    names = {owner_of(entry), *(owners[page] for page in gone if page in owners)}
    gone += [a for a, owner in owners.items() if owner in names and not a.startswith(pages)]
    documents = map(document_address, own_documents(entry, catalog))
    gone += [address for address in documents if is_public or address in owners]
    return [address for address in gone if address not in catalog.ledger.gone]


def own_documents(entry: Entry, catalog: Catalog) -> list[str]:
    """The paths of the documents that this entry offers and no other does."""
    others = (other for other in catalog.entries() if other.ref != entry.ref)
    kept = {path for other in others for path, _ in offers(other, catalog)}
    own = {path for path, _ in offers(entry, catalog)} & catalog.media.keys()
    return sorted(own - kept)


def list_as_gone(addresses: Iterable[str], content: Path) -> None:
    """Add addresses to gone.txt."""
    lines = "".join(f"{address}\n" for address in addresses)
    (content / GONE).parent.mkdir(exist_ok=True)
    if lines:
        change_text(content / GONE, lambda text: with_last_line_ended(text or GONE_HEAD) + lines)


def delete_entry(entry: Entry, content: Path, catalog: Catalog) -> None:
    """Delete the file of an entry, or its lines in a file of several."""
    file = content / entry.source.path
    path, ref = entry.source.path, entry.ref
    has_others = any(o.source.path == path and o.ref != ref for o in catalog.entries())
    if isinstance(entry, Document) or not has_others:
        file.unlink()
    else:
        change_text(file, partial(without_entry, place=place_of(entry)))
