"""The documents that entries offer for download."""

from collections.abc import Iterable, Iterator

from plugins.addresses.plan import Plan
from plugins.contract.catalog import Catalog
from plugins.contract.entry import Entry
from plugins.contract.event import Attachment, Event


def documents(catalog: Catalog, plan: Plan) -> Iterator[str]:
    """The paths in content/ of the documents that a page offers, each once, sorted."""
    shown = (entry for entry in catalog.entries() if entry.ref in plan.by_ref)
    yield from sorted({path for path in _offered(shown, catalog) if path in catalog.media})


def _offered(entries: Iterable[Entry], catalog: Catalog) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, Event):
            yield from (paper.src for _, paper in entry.parts(Attachment))
        body = catalog.bodies.get(entry.ref)
        yield from (target.name for target in (body.of_kind("document") if body else ()))
