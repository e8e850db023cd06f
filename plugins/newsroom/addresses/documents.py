"""What is offered for download: documents, and letters that are printed."""

from collections.abc import Iterator, Mapping

from newsroom.addresses.plan import Plan
from newsroom.addresses.urls import pdf_address
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.event_parts import Attachment
from newsroom.contract.review import Review


def documents(catalog: Catalog, plan: Plan) -> Iterator[str]:
    """The paths in content/ of the documents that a page offers, each once, sorted."""
    shown = (entry for entry in catalog.entries() if entry.ref in plan.by_ref)
    found = {path for entry in shown for path, _ in offers(entry, catalog)}
    yield from sorted(found & catalog.media.keys())


def printed(catalog: Catalog, plan: Plan) -> Mapping[str, Review]:
    """The letters that are printed beside their pages, by where they are downloaded from."""
    asked = (one for one in catalog.reviews if one.pdf and one.ref in plan.by_ref)
    return {pdf_address(one): one for one in asked}


def offers(entry: Entry, catalog: Catalog) -> Iterator[tuple[str, int]]:
    """The path of each document that an entry names, there or not, and the line that does."""
    if isinstance(entry, Event):
        for where, paper in entry.parts(Attachment):
            yield paper.src, entry.source.place(where)[0]
    body = catalog.bodies.get(entry.ref)
    yield from ((said.name, said.line) for said in (body.of_kind("document") if body else ()))
