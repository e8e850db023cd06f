"""Which pictures and documents entries use, and where they say so."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from plugins.addresses.plan import Plan
from plugins.addresses.urls import document_address
from plugins.contract.catalog import Catalog
from plugins.contract.entry import Entry, parts
from plugins.contract.event import Attachment
from plugins.contract.image import Image
from plugins.contract.problems import Report
from plugins.contract.source import Source, Where
from plugins.pictures.variants import Variant, prepare

Uses = Iterator[tuple[str, Source, Where]]


def pictures_in(entries: Iterable[Entry], catalog: Catalog) -> Uses:
    """Each use of a picture: its path, and the field or the line that names it."""
    for entry in entries:
        for where, image in parts(entry, Image):
            yield image.src, entry.source, (*where, "src")
        body = catalog.bodies.get(entry.ref)
        for target in body.of_kind("picture") if body else ():
            yield target.name, entry.source.at_line(target.line), ()


def variants(catalog: Catalog, cache: Path, report: Report) -> dict[str, Variant]:
    """The copies of all pictures that any entry uses; one that cannot be read is a problem."""
    uses: dict[str, list[tuple[Source, Where]]] = defaultdict(list)
    for path, source, where in pictures_in(catalog.everything(), catalog):
        uses[path].append((source, where))
    made, faults = prepare(uses, catalog.media, cache)
    for path, code in faults.items():
        for source, where in uses[path]:
            report.add(source, where, code, {"src": path})
    return made


def published(
    catalog: Catalog, plan: Plan, made: Mapping[str, Variant]
) -> Iterator[tuple[str, Path]]:
    """The address and the file of every picture and document that a page uses."""
    shown = [entry for entry in catalog.entries() if entry.ref in plan.by_ref]
    pictures = {made[path] for path, *_ in pictures_in(shown, catalog) if path in made}
    yield from ((variant.address, variant.file) for variant in pictures)
    documents = {path for entry in shown for path in _documents(entry, catalog)}
    for path in documents & catalog.media.keys():
        yield document_address(path), catalog.media[path]


def _documents(entry: Entry, catalog: Catalog) -> Iterator[str]:
    yield from (paper.src for _, paper in parts(entry, Attachment))
    body = catalog.bodies.get(entry.ref)
    yield from (target.name for target in (body.of_kind("document") if body else ()))
