"""Whom a removal would publish: somebody whom only what is removed has kept secret."""

from collections.abc import Iterator
from dataclasses import replace

from newsroom.commands.changing.entries import Refused
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.ledger import owner_of
from newsroom.contract.visibility import only_withheld
from newsroom.run import Run

WRITERS = ("articles", "pages", "events", "reviews")
INSTEAD = "Uten den får de egen side på nettstedet. Slett alt sammen for hånd, samtidig."


def refuse_revealing(entry: Entry, run: Run) -> None:
    """Whoever nobody names is public; a draft takes its secrets with it. Raises Refused."""
    if shown := ", ".join(_shown(entry, run)):
        raise Refused(f"Bare {entry.source.path} nevner {shown}. {INSTEAD}")


def _shown(entry: Entry, run: Run) -> Iterator[str]:
    """Where those stand whom only this entry names, of what is not published."""
    catalog, withheld = run.catalog, run.site_data.edition.withheld
    before = only_withheld(catalog, withheld)
    after = only_withheld(_without(entry, catalog), withheld)
    shown = before.keys() - after.keys() - {entry.ref}
    yield from (str(owner_of(one)) for one in catalog.entries() if one.ref in shown)


def _without(entry: Entry, catalog: Catalog) -> Catalog:
    kept = {name: tuple(e for e in getattr(catalog, name) if e is not entry) for name in WRITERS}
    return replace(catalog, **kept)
