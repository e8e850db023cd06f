"""Who and where is named by what is public, and by what is not."""

from collections.abc import Iterable, Iterator, Mapping

from plugins.contract.body import Body
from plugins.contract.catalog import Catalog
from plugins.contract.clock import Mark
from plugins.contract.entry import Entry
from plugins.contract.event import Event
from plugins.contract.ledger import origin
from plugins.contract.people import Network, Person, Venue
from plugins.contract.review import Review

# An article, a page or an event that a draft links to is as public as it says itself.
NAMED = ("person:", "venue:", "network:")
KINDS = (Person, Venue, Network)
# As their pages are addressed (addresses/urls); a test holds the two together.
PAGES = {"/personer/": "person", "/steder/": "venue", "/nettverk/": "network"}


def only_withheld(catalog: Catalog, hidden: Mapping[str, Mark]) -> dict[str, Mark]:
    """The refs of persons and venues that hidden entries name and no public one does.

    Somebody who is to be announced is as unpublished as the announcement. Whoever nobody names
    is public: people.yaml may list the staff. So is whoever has had a page already.
    """
    if not hidden:
        return {}
    writers = (*catalog.articles, *catalog.pages, *catalog.events, *catalog.reviews)
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
    published = set(catalog.ledger.made_by.values())
    for entry in (*catalog.people.values(), *catalog.venues.values(), *catalog.networks.values()):
        if origin(entry) in published:
            public.add(entry.ref)
    return {ref: said for ref, said in secret.items() if ref not in public}


def _named(entries: Iterable[Entry], catalog: Catalog) -> Iterator[str]:
    """The refs of the persons and venues that entries name in their fields or link to."""
    for entry in entries:
        for key in _keys(entry):
            yield from (f"{kind.__name__.lower()}:{key}" for kind in KINDS)
        yield from linked(catalog.bodies.get(entry.ref))
        if isinstance(entry, Review):
            yield from (_at(highlight.link or "") for highlight in entry.highlights)


def linked(body: Body | None) -> tuple[str, ...]:
    """The refs of the persons and venues that a text links to."""
    if not body:
        return ()
    by_name = (link.name for link in body.of_kind("entry") if link.name.startswith(NAMED))
    by_address = filter(None, (_at(link.name) for link in body.of_kind("address")))
    return (*by_name, *by_address)


def _at(address: str) -> str:
    """The ref of the person or the venue that has its page at an address, or below it."""
    for folder, kind in PAGES.items():
        if address.startswith(folder):
            return f"{kind}:{address.removeprefix(folder).partition('/')[0]}"
    return ""


def _keys(entry: Entry) -> Iterator[str]:
    """What may be the key of a person or a venue, in the fields that name one."""
    if author := getattr(entry, "author", None):
        yield author
    for one in (entry, *entry.instances.values()) if isinstance(entry, Event) else ():
        yield from one.speakers
        yield from (item.speaker for item in one.programme if item.speaker)
        if isinstance(one.venue, str):
            yield one.venue
        if network := getattr(one, "network", None):
            yield network
