"""Finds the persons, venues and networks that only unpublished entries refer to."""

from collections.abc import Iterable, Iterator, Mapping

from newsroom.contract.body import Body
from newsroom.contract.catalog import Catalog, Ledger, owner_of
from newsroom.contract.clock import Mark
from newsroom.contract.entry import Entry, aliases_of

# The kinds whose visibility depends on who refers to them, by the folder of their pages (a test
# compares it with the models). Articles and events have a status of their own.
KINDS = {"/personer/": "person", "/steder/": "venue", "/nettverk/": "network"}
REF_PREFIXES = tuple(f"{kind}:" for kind in KINDS.values())


def only_withheld(catalog: Catalog, hidden: Mapping[str, Mark]) -> dict[str, Mark]:
    """The persons, venues and networks that hidden entries refer to, and no public entry does.

    By ref, with the mark of a hidden entry. A speaker stays hidden until the event is announced.
    Those that nobody refers to are public (people.yaml may list the staff), and so are those that
    have had a page before, and the leaders of public networks.
    """
    if not hidden:
        return {}
    writers = tuple(entry for entry in catalog.entries() if not entry.files.is_keyed)
    from_hidden = {
        ref: hidden[entry.ref]
        for entry in writers
        if entry.ref in hidden
        for ref in _referred((entry,), catalog)
    }
    if not from_hidden:
        return {}
    public = set(_referred((entry for entry in writers if entry.ref not in hidden), catalog))
    public.update(_ref_at(item.link) for item in catalog.site.menu)
    by_key = (catalog.people, catalog.venues, catalog.networks)
    keyed = (entry for entries in by_key for entry in entries.values())
    public.update(_published(keyed, catalog.ledger))
    networks = catalog.networks.values()
    shown = (n for n in networks if n.ref in public or n.ref not in from_hidden)
    public |= set(_referred(shown, catalog))
    return {ref: mark for ref, mark in from_hidden.items() if ref not in public}


def _published(entries: Iterable[Entry], ledger: Ledger) -> Iterator[str]:
    """The refs of the entries that have had a page, at their address or at an alias."""
    owners = set(ledger.owners.values())
    for entry in entries:
        if owner_of(entry) in owners or any(alias in ledger.owners for alias in aliases_of(entry)):
            yield entry.ref


def _referred(entries: Iterable[Entry], catalog: Catalog) -> Iterator[str]:
    """The refs of persons, venues and networks in the fields and links of entries."""
    for entry in entries:
        for reference in entry.references():
            if reference.is_shown and reference.kind in KINDS.values():
                yield f"{reference.kind}:{reference.name}"
        yield from linked(catalog.body_with_translations(entry))
        yield from (_ref_at(link) for _, link in entry.field_links())


def linked(body: Body) -> tuple[str, ...]:
    """The refs of the persons, venues and networks that a body links to."""
    by_name = (link.name for link in body.of_kind("entry") if link.name.startswith(REF_PREFIXES))
    by_address = filter(None, (_ref_at(link.name) for link in body.of_kind("address")))
    return (*by_name, *by_address)


def _ref_at(address: str) -> str:
    """The ref of the person, venue or network with its page at or above an address; else ""."""
    for folder, kind in KINDS.items():
        if address.startswith(folder):
            return f"{kind}:{address.removeprefix(folder).partition('/')[0]}"
    return ""
