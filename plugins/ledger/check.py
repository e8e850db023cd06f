"""Faults that only what was published shows: addresses that vanish, and old ones in use."""

import unicodedata
from collections.abc import Iterator, Mapping

from plugins.addresses.documents import offers
from plugins.addresses.plan import ENTRY_KINDS, Plan
from plugins.addresses.urls import document_address, entry_address
from plugins.contract.catalog import Catalog
from plugins.contract.entry import Document, Entry
from plugins.contract.event import Occurrence
from plugins.contract.ledger import ADDRESSES, GONE, Ledger
from plugins.contract.problems import Report, Severity
from plugins.contract.source import Source, Where
from plugins.ledger.fates import Now, aliases_of

# Whoever has an address, by what it looks like to all; None is the site itself.
Taken = dict[str, tuple[str, Entry | None]]
Fault = tuple[str, Mapping[str, str]]


def check_aliases(catalog: Catalog, wide: Plan, ledger: Ledger, report: Report) -> None:
    """An old address leads to one entry, and to one that has another address of its own.

    So none collides, none leads back to itself, and none leads to another that leads on.
    """
    aliases = [
        (entry, ("aliases", index), alias)
        for entry in catalog.entries()
        for index, alias in enumerate(aliases_of(entry))
    ]
    taken = _taken(catalog, wide) if aliases else {}
    for entry, where, alias in aliases:
        if fault := _alias_fault(alias, entry, taken, ledger):
            code, values = fault
            report.add(entry.source, where, code, {"address": alias, **values})
        taken.setdefault(_alike(alias), (alias, entry))


def _taken(catalog: Catalog, wide: Plan) -> Taken:
    papers = (path for path in catalog.media if path.startswith("documents/"))
    found: Taken = {_alike(address): (address, None) for address in map(document_address, papers)}
    for spot in wide.spots.values():
        entry = spot.items[0] if spot.kind in ENTRY_KINDS else None
        found[_alike(spot.address)] = (spot.address, entry)
    for entry in catalog.entries():
        if entry.ref not in wide.by_ref:
            found[_alike(entry_address(entry))] = (entry_address(entry), entry)
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
    address, other = held
    if not other or _alike(address) != plain:
        return "alias-made", {"other": address}
    if address != alias:
        return "alias-case", {"other": address}
    if other is not entry:
        return "alias-taken", {"other": _place(other)}
    return ("alias-own", {}) if alias == entry_address(entry) else None


def _above(alias: str) -> Iterator[str]:
    """The files that would have to be folders for a page to stand at an alias."""
    steps = alias.strip("/").split("/")
    for end in range(1, len(steps) + 1):
        yield f"/{'/'.join(steps[:end])}".removesuffix("index.html")


def check_gone(now: Now, ledger: Ledger, report: Report) -> None:
    """What is given up is not made all the same, nor kept for a draft."""
    for address, line in ledger.gone.items():
        if other := _maker(address, now):
            values = {"address": address, "other": other}
            report.add(Source(GONE).at_line(line), (), "gone-made", values)


def _maker(address: str, now: Now) -> str:
    """Where it is written what makes an address, of a list the first on it; "" if nothing does."""
    if spot := now.wide.spots.get(address):
        return _place(spot.items[0]) if spot.items else address
    if address not in now.kept:
        return ""
    path = now.kept[address]
    return next(
        f"{entry.source.path}:{line}"
        for entry in now.whole.entries()
        for paper, line in offers(entry, now.whole)
        if paper == path
    )


def check_lost(
    lost: list[str], ledger: Ledger, now: Now, report: Report, severity: Severity
) -> None:
    """Each published address that nothing makes, and nobody has given up."""
    for address in _told(lost, ledger):
        made_by = ledger.made_by[address]
        entry = now.by_origin.get(made_by)
        if entry and address.endswith("/") and entry.ref in now.wide.by_ref:
            new = now.wide.by_ref[entry.ref]
            values = {"address": address, "file": _home(entry), "new": new}
            report.add(entry.source, ("slug",), "address-changed", values, severity)
        else:
            code = "address-vanished" if address.endswith("/") else "file-vanished"
            values = {"address": address, "file": _called(made_by)}
            report.add(_source(address, ledger, now), (), code, values, severity)


def _home(entry: Entry) -> str:
    """The file of an entry, and in a file of several the line where it begins."""
    return entry.ref if isinstance(entry, Document) else _place(entry, ())


def _called(made_by: str) -> str:
    """The file that an address came from, and which of several in it: `people.yaml (kari)`."""
    file, _, key = made_by.partition("#")
    return f"{file} ({key})" if key else file


def _source(address: str, ledger: Ledger, now: Now) -> Source:
    """The file of several that something is missing in; else the line of the record."""
    file, several, _ = ledger.made_by[address].partition("#")
    is_there = several and any(entry.source.path == file for entry in now.whole.entries())
    return Source(file) if is_there else Source(ADDRESSES).at_line(ledger.lines[address])


def _told(lost: list[str], ledger: Ledger) -> Iterator[str]:
    """Pages; of an entry's files and dates only those whose page is not lost with them."""
    pages = {ledger.made_by[one] for one in lost if one.endswith("/")}
    for address in lost:
        made_by = ledger.made_by[address]
        whole = made_by.rpartition("/")[0] if "#" in made_by else ""
        is_file = not address.endswith("/")
        if not (whole in pages or (is_file and made_by in pages)):
            yield address


def _place(entry: Entry, where: Where = ("slug",)) -> str:
    """The file of an entry, and the line of what it is called there."""
    whole = entry.series if isinstance(entry, Occurrence) else entry
    line = whole.source.place(where)[0]
    return f"{whole.source.path}:{line}" if line else whole.ref
