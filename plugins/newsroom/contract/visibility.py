"""Who and where is named by what is public, and by what is not."""

from collections.abc import Iterable, Iterator, Mapping

from newsroom.contract.body import Body
from newsroom.contract.catalog import Catalog
from newsroom.contract.clock import Mark
from newsroom.contract.entry import Entry, aliases_of
from newsroom.contract.ledger import Ledger, owner_of

# Who and what is as unpublished as those that name it, by where its pages stand (addresses/urls; a
# test holds the two together). An article or an event that a draft links to says itself what it is.
KINDS = {"/personer/": "person", "/steder/": "venue", "/nettverk/": "network"}
NAMED = tuple(f"{kind}:" for kind in KINDS.values())


def only_withheld(catalog: Catalog, hidden: Mapping[str, Mark]) -> dict[str, Mark]:
    """The refs of persons, venues and networks that hidden entries name and no public one does.

    Somebody who is to be announced is as unpublished as the announcement. Whoever nobody names
    is public: people.yaml may list the staff. So is whoever has had a page already.
    """
    if not hidden:
        return {}
    writers = tuple(catalog.writers())
    secret = {
        ref: hidden[entry.ref]
        for entry in writers
        if entry.ref in hidden
        for ref in _named((entry,), catalog)
    }
    if not secret:
        return {}
    public = set(_named((entry for entry in writers if entry.ref not in hidden), catalog))
    public.update(_at(item.link) for item in catalog.site.menu)
    held = (catalog.people, catalog.venues, catalog.networks)
    keyed = (entry for entries in held for entry in entries.values())
    public.update(_published(keyed, catalog.ledger))
    return {ref: said for ref, said in secret.items() if ref not in public}


def _published(entries: Iterable[Entry], ledger: Ledger) -> Iterator[str]:
    """The refs of those that have had a page, under the key they have or another."""
    makers = set(ledger.owners.values())
    for entry in entries:
        if owner_of(entry) in makers or any(alias in ledger.owners for alias in aliases_of(entry)):
            yield entry.ref


def _named(entries: Iterable[Entry], catalog: Catalog) -> Iterator[str]:
    """The refs of whom and what entries name in their fields or link to."""
    for entry in entries:
        for reference in entry.references():
            if reference.kind in KINDS.values():
                yield f"{reference.kind}:{reference.name}"
        yield from linked(catalog.bodies.get(entry.ref))
        yield from (_at(link) for _, link in entry.field_links())


def linked(body: Body | None) -> tuple[str, ...]:
    """The refs of the persons, venues and networks that a text links to."""
    if not body:
        return ()
    by_name = (link.name for link in body.of_kind("entry") if link.name.startswith(NAMED))
    by_address = filter(None, (_at(link.name) for link in body.of_kind("address")))
    return (*by_name, *by_address)


def _at(address: str) -> str:
    """The ref of whoever or whatever has its page at an address, or above it; "" when nobody."""
    for folder, kind in KINDS.items():
        if address.startswith(folder):
            return f"{kind}:{address.removeprefix(folder).partition('/')[0]}"
    return ""
