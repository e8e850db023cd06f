"""Where pictures and documents are used: in the fields and the texts of entries."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.reading.references import references_of


def media_uses(catalog: Catalog) -> Mapping[str, list[Entry]]:
    """The entries that use each picture and document, each once, by its path in content/."""
    uses: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in catalog.everything():
        for path in _named_by(entry, catalog):
            uses[path].setdefault(entry.ref, entry)
    return {path: [*entries.values()] for path, entries in uses.items()}


def _named_by(entry: Entry, catalog: Catalog) -> Iterator[str]:
    """The path of each file that an entry names, in its fields and then in its text."""
    for reference in references_of(entry):
        if reference.kind in ("image", "document"):
            yield reference.name
    body = catalog.body_with_translations(entry)
    for target in (*body.of_kind("picture"), *body.of_kind("document")):
        yield target.name
