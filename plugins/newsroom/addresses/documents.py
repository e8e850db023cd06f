"""The downloads: documents, and the PDFs of annual letters."""

from collections.abc import Iterator, Mapping

from newsroom.addresses.plan import Plan
from newsroom.addresses.urls import pdf_address
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.event_parts import Attachment
from newsroom.contract.review import Review


def documents(catalog: Catalog, plan: Plan) -> Iterator[str]:
    """The paths in content/ of the documents that pages link to, each once, sorted."""
    shown = (entry for entry in catalog.entries() if entry.ref in plan.by_ref)
    paths = {path for entry in shown for path, _ in offers(entry, catalog)}
    yield from sorted(paths & catalog.media.keys())


def pdf_letters(catalog: Catalog, plan: Plan) -> Mapping[str, Review]:
    """The annual letters that are also PDFs, by the address of the PDF."""
    letters = (review for review in catalog.reviews if review.pdf and review.ref in plan.by_ref)
    return {pdf_address(review): review for review in letters}


def offers(entry: Entry, catalog: Catalog) -> Iterator[tuple[str, int]]:
    """The path of each document that an entry links to, and the line of the link in its file.

    The document may be missing.
    """
    if isinstance(entry, Event):
        for where, attachment in entry.parts(Attachment):
            yield attachment.src, entry.source.place(where)[0]
    for link in catalog.body_with_translations(entry).of_kind("document"):
        yield link.name, link.line
