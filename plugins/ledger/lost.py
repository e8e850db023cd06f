"""Published addresses that nothing makes any more: each told by what it was, with its mend."""

from collections.abc import Iterator, Mapping

from plugins.addresses.plan import Plan
from plugins.contract.entry import Document, Entry
from plugins.contract.ledger import ADDRESSES, SITE, Ledger
from plugins.contract.problems import Report, Severity
from plugins.contract.source import Source
from plugins.ledger.fates import Now


def check_lost(
    lost: list[str], ledger: Ledger, now: Now, report: Report, severity: Severity
) -> None:
    """Each published address that nothing makes, and nobody has given up.

    At the file that made it, there or not: nobody is to mend the record.
    """
    for address in _told(lost, ledger):
        made_by = ledger.made_by[address]
        entry = now.by_origin.get(made_by)
        if entry and address.endswith("/") and entry.ref in now.wide.by_ref:
            values = {"address": address, **_moved(entry, now.wide)}
            report.add(entry.source, ("slug",), "address-changed", values, severity)
        else:
            values = {"address": address, **_maker(made_by)}
            source = Source(ADDRESSES if made_by == SITE else values["file"])
            report.add(source, (), _code(address, made_by, now), values, severity)


def _told(lost: list[str], ledger: Ledger) -> Iterator[str]:
    """Pages; of an entry's files and dates only those whose page is not lost with them."""
    pages = {ledger.made_by[one] for one in lost if one.endswith("/")}
    for address in lost:
        made_by = ledger.made_by[address]
        whole = made_by.rpartition("/")[0] if "#" in made_by else ""
        is_file = not address.endswith("/")
        if not (whole in pages or (is_file and made_by in pages)):
            yield address


def _moved(entry: Entry, wide: Plan) -> Mapping[str, str]:
    """Where an entry is now: its address, and its file with the line it begins at."""
    line = 0 if isinstance(entry, Document) else entry.source.place(())[0]
    path = entry.source.path
    return {"new": wide.by_ref[entry.ref], "file": f"{path}:{line}" if line else path}


def _maker(made_by: str) -> Mapping[str, str]:
    """The file that an address came from, and which of several in it: of a date, its series."""
    file, _, one = made_by.partition("#")
    key = one.partition("/")[0]
    return {"file": file, "key": key, "maker": f"{file} ({key})" if key else file}


def _code(address: str, made_by: str, now: Now) -> str:
    """What has vanished: a file, a document, an event, what has a key, or what has a file."""
    if made_by in now.whole.media:
        return "document-unlinked"
    if made_by.startswith("documents/"):
        return "document-vanished"
    if not address.endswith("/"):
        return "file-vanished"
    if made_by.startswith("events"):
        return "event-vanished"
    return "key-vanished" if "#" in made_by else "address-vanished"
