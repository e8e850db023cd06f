"""Published addresses that nothing makes any more: each told by what it was, with its mend."""

from collections.abc import Iterator

from newsroom.contract.entry import Document, Entry, aliases_of
from newsroom.contract.ledger import ADDRESSES, SITE, Ledger, UrlOwner
from newsroom.contract.problems import Report, Severity
from newsroom.contract.review import Review
from newsroom.contract.source import Source, Where
from newsroom.ledger.resolve_redirects import Now

# The fields that an address has its year from.
DAYS = ("date", "start", "year")


def check_missing_urls(
    lost: list[str], ledger: Ledger, now: Now, report: Report, severity: Severity
) -> None:
    """Each published address that nothing makes, and nobody has given up.

    At the file that made it, there or not: nobody is to mend the record.
    """
    for address in _told(lost, ledger):
        maker = ledger.owners[address]
        entry = now.by_owner.get(maker)
        if entry and address.endswith("/") and entry.ref in now.preview_plan.by_ref:
            new = now.preview_plan.by_ref[entry.ref]
            listed = ", ".join(f'"{one}"' for one in (*aliases_of(entry), address))
            values = {"address": address, "new": new, "file": _home(entry), "aliases": listed}
            where = _changed(entry, address, new)
            report.add(entry.source, where, "address-changed", values, severity)
        else:
            values = {"address": address, "file": maker.file, "key": maker.key, "maker": maker}
            source = Source(ADDRESSES if maker == SITE else maker.file)
            report.add(source, (), _code(address, maker, now), values, severity)


def _told(lost: list[str], ledger: Ledger) -> Iterator[str]:
    """Pages; of an entry's files and dates only those whose page is not lost with them."""
    pages = {ledger.owners[one] for one in lost if one.endswith("/")}
    for address in lost:
        maker = ledger.owners[address]
        is_date = maker.day and maker.whole in pages
        is_file = not address.endswith("/") and maker in pages
        if not (is_date or is_file):
            yield address


def _home(entry: Entry) -> str:
    """The file of an entry, and in a file of several the line where it begins."""
    path, line = entry.source.path, entry.source.place(())[0]
    return path if isinstance(entry, Document) or not line else f"{path}:{line}"


def _changed(entry: Entry, old: str, new: str) -> Where:
    """The field that gave an entry another address: its slug, its language, or its day."""
    steps, now_steps = (address.strip("/").split("/") for address in (old, new))
    was, is_now = steps[-1], now_steps[-1]
    if was == is_now and steps[0] != now_steps[0]:
        return ("lang",)
    day = next(((field,) for field in DAYS if (field,) in entry.source.places), ("slug",))
    return day if was == is_now or isinstance(entry, Review) else ("slug",)


def _code(address: str, maker: UrlOwner, now: Now) -> str:
    """What has vanished: a document, a file, an event, what has a key, or what has a file."""
    if maker.file in now.whole.media:
        return "document-unlinked"
    if maker.file.startswith("documents/"):
        return "document-vanished"
    if not address.endswith("/"):
        return "pdf-vanished" if maker.file.startswith("reviews/") else "file-vanished"
    if maker.kind == "events":
        return "event-vanished"
    return "key-vanished" if maker.kind else "address-vanished"
