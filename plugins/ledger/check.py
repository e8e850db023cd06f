"""Faults that only what was published shows: addresses that vanish, and old ones in use."""

from collections.abc import Iterator

from plugins.addresses.plan import Plan
from plugins.addresses.urls import document_address, entry_address
from plugins.contract.catalog import Catalog
from plugins.contract.entry import Entry
from plugins.contract.event import Occurrence
from plugins.contract.ledger import ADDRESSES, GONE, LIST, Ledger
from plugins.contract.problems import Report, Severity
from plugins.contract.source import Source
from plugins.ledger.fates import Now, aliases_of


def check_aliases(catalog: Catalog, wide: Plan, ledger: Ledger, report: Report) -> None:
    """An old address leads to one entry, and to one that has another address of its own.

    So none collides, none leads back to itself, and none leads to another that leads on.
    """
    taken: dict[str, Entry] = {}
    papers = (path for path in catalog.media if path.startswith("documents/"))
    files = wide.spots.keys() | {document_address(path) for path in papers}
    for entry in catalog.entries():
        for index, alias in enumerate(aliases_of(entry)):
            where, values = ("aliases", index), {"address": alias}
            other = taken.setdefault(alias, entry)
            if alias == entry_address(entry):
                report.add(entry.source, where, "alias-own", values)
            elif file := next((above for above in _above(alias) if above in files), ""):
                report.add(entry.source, where, "alias-taken", {**values, "other": file})
            elif alias in wide.spots or (other.ref != entry.ref):
                values["other"] = _holder(alias, wide, other)
                report.add(entry.source, where, "alias-taken", values)
            elif alias in ledger.gone:
                values["line"] = f"{GONE}:{ledger.gone[alias]}"
                report.add(entry.source, where, "alias-gone", values)


def _above(alias: str) -> Iterator[str]:
    """The files that would have to be folders for a page to stand at an alias."""
    steps = alias.strip("/").split("/")
    for end in range(1, len(steps) + 1):
        yield f"/{'/'.join(steps[:end])}".removesuffix("index.html")


def check_gone(wide: Plan, ledger: Ledger, report: Report) -> None:
    """What is given up is not made all the same."""
    for address, line in ledger.gone.items():
        if address in wide.spots:
            values = {"address": address, "other": _holder(address, wide, None)}
            report.add(Source(GONE).at_line(line), (), "gone-made", values)


def check_lost(
    lost: list[str], ledger: Ledger, now: Now, report: Report, severity: Severity
) -> None:
    """Each published address that nothing makes, and nobody has given up."""
    for address in _told(lost, ledger):
        made_by = ledger.made_by[address]
        entry = now.by_origin.get(made_by)
        values = {"address": address, "file": made_by}
        if entry and address.endswith("/") and entry.ref in now.wide.by_ref:
            values["new"] = now.wide.by_ref[entry.ref]
            report.add(entry.source, ("slug",), "address-changed", values, severity)
        else:
            code = "address-vanished" if address.endswith("/") else "file-vanished"
            source = Source(ADDRESSES).at_line(ledger.lines[address])
            report.add(source, (), code, values, severity)


def _told(lost: list[str], ledger: Ledger) -> Iterator[str]:
    """Pages; of an entry's files and dates only those whose page is not lost with them."""
    pages = {ledger.made_by[one] for one in lost if one.endswith("/")}
    for address in lost:
        made_by = ledger.made_by[address]
        whole = made_by.rpartition("/")[0] if "#" in made_by else ""
        is_file = not address.endswith("/")
        if not (whole in pages or (is_file and made_by in pages)):
            yield address


def _holder(address: str, wide: Plan, other: Entry | None) -> str:
    """Who has an address: a file and its line, or the list that stands there."""
    spot = wide.spots.get(address)
    entry = spot.items[0] if spot and len(spot.items) == 1 and address in _pages(wide) else other
    if spot and address not in _pages(wide):
        return spot.name or LIST
    if isinstance(entry, Occurrence):
        entry = entry.series
    line = entry.source.place(("slug",))[0] if entry else 0
    return f"{entry.source.path}:{line}" if entry and line else getattr(entry, "ref", address)


def _pages(wide: Plan) -> set[str]:
    return set(wide.by_ref.values())
