"""Faults in what is said of old addresses: aliases that are in use, and what is not gone."""

import unicodedata
from collections.abc import Iterator, Mapping

from newsroom.addresses.documents import offers
from newsroom.addresses.plan import ENTRY_KINDS, Plan
from newsroom.addresses.urls import document_address, entry_address
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Entry, aliases_of
from newsroom.contract.event import Occurrence
from newsroom.contract.ledger import GONE, LIST, SITE, Ledger
from newsroom.contract.problems import Report
from newsroom.contract.source import Source, Where
from newsroom.ledger.resolve_redirects import Now

# What makes what no entry does: lists, files for all, and what nobody keeps an address of.
OWN = (LIST, SITE, None)
SLUG: Where = ("slug",)
# Whoever has an address, by what it looks like to all, and where that is written; None is the site.
Taken = dict[str, tuple[str, Entry | None, Where]]
Fault = tuple[str, Mapping[str, str]]


def check_aliases(catalog: Catalog, preview_plan: Plan, ledger: Ledger, report: Report) -> None:
    """An old address leads to one entry, and to one that has another address of its own.

    So none collides, none leads back to itself, and none leads to another that leads on.
    """
    aliases = [
        (entry, ("aliases", index), alias)
        for entry in catalog.entries()
        for index, alias in enumerate(aliases_of(entry))
    ]
    taken = _taken(catalog, preview_plan) if aliases else {}
    for entry, where, alias in aliases:
        if fault := _alias_fault(alias, entry, taken, ledger):
            code, values = fault
            report.add(entry.source, where, code, {"address": alias, **values})
        taken.setdefault(_alike(alias), (alias, entry, where))


def _taken(catalog: Catalog, preview_plan: Plan) -> Taken:
    papers = (path for path in catalog.media if path.startswith("documents/"))
    found: Taken = {_alike(one): (one, None, ()) for one in map(document_address, papers)}
    for spot in preview_plan.spots.values():
        entry = spot.items[0] if spot.kind in ENTRY_KINDS else None
        found[_alike(spot.address)] = (spot.address, entry, SLUG)
    for entry in catalog.entries():
        if entry.ref not in preview_plan.by_ref:
            found[_alike(entry_address(entry))] = (entry_address(entry), entry, SLUG)
    return found


def _alike(address: str) -> str:
    """The form in which addresses are one on a Mac, on Windows, and at some hosts."""
    plain = address if address.isascii() else unicodedata.normalize("NFC", address)
    return plain.casefold()


def _alias_fault(alias: str, entry: Entry, taken: Taken, ledger: Ledger) -> Fault | None:
    """What is wrong with an alias, and whom it collides with."""
    plain = _alike(alias)
    held = next((taken[one] for one in (plain, *_above(plain)) if one in taken), None)
    if not held:
        line = ledger.gone.get(alias)
        return ("alias-gone", {"line": f"{GONE}:{line}"}) if line else None
    address, other, where = held
    if not other or _alike(address) != plain:
        return "alias-made", {"other": address}
    if address != alias:
        return "alias-case", {"other": address}
    if other is not entry:
        code = "alias-taken" if where == SLUG else "alias-twice"
        return code, {"other": _place(other, where)}
    return ("alias-own", {}) if alias == entry_address(entry) else None


def _above(alias: str) -> Iterator[str]:
    """The files that would have to be folders for a page to stand at an alias."""
    steps = alias.strip("/").split("/")
    for end in range(1, len(steps) + 1):
        yield f"/{'/'.join(steps[:end])}".removesuffix("index.html")


def check_gone(now: Now, ledger: Ledger, report: Report) -> None:
    """What is given up is not made all the same, nor kept for a draft, nor written amiss."""
    published = (*ledger.owners, *now.kept) if ledger.gone else ()
    known = {_bare(address): address for address in published}
    for address, line in ledger.gone.items():
        source = Source(GONE).at_line(line)
        made = address.removesuffix("index.html")
        if maker := _maker(made, now):
            code = "gone-list" if maker == made else "gone-made"
            report.add(source, (), code, {"address": address, "other": maker})
        elif address not in ledger.owners and _bare(address) in known:
            values = {"address": address, "suggestion": known[_bare(address)]}
            report.add(source, (), "gone-unknown", values)


def _bare(address: str) -> str:
    """What is left when neither the last slash nor capitals count."""
    return _alike(address.rstrip("/"))


def _maker(address: str, now: Now) -> str:
    """Where it is written what makes an address; itself when the site does, "" when nothing."""
    if address in now.preview_plan.spots and now.kept.get(address) in OWN:
        return address
    if address not in now.kept:
        return ""
    maker = now.kept[address]
    if entry := now.by_owner.get(maker.whole):
        return _place(entry)
    return next(
        f"{entry.source.path}:{line}"
        for entry in now.whole.entries()
        for paper, line in offers(entry, now.whole)
        if paper == maker.file
    )


def _place(entry: Entry, where: Where = SLUG) -> str:
    """The file of an entry, and the line of a field in it: mostly of what it is called."""
    whole = entry.series if isinstance(entry, Occurrence) else entry
    line = whole.source.place(where)[0]
    return f"{whole.source.path}:{line}" if line else whole.ref
