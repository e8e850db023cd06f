"""Reports published addresses that lead nowhere any more, and a deleted record of them."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from newsroom.contract.entry import Document, Entry, aliases_of
from newsroom.contract.ledger import ADDRESSES, SITE, Ledger, UrlOwner
from newsroom.contract.problems import Report, Severity
from newsroom.contract.review import Review
from newsroom.contract.source import Source, Where
from newsroom.ledger.current_site import CurrentSite

# The fields that an address can have its year from.
DATE_FIELDS = ("date", "start", "year")
# The last commit that wrote the file.
# With --full-history, git follows a merge to the parent that still has the file.
COMMAND = ("log", "-1", "--full-history", "--diff-filter=AM", "--format=%h", "--", ADDRESSES)
TIMEOUT = 20  # seconds


def check_missing_urls(
    missing: list[str], site: CurrentSite, report: Report, severity: Severity
) -> None:
    """Report each of the `missing` addresses at the file of its owner.

    That file may be deleted. A problem points at addresses.txt only when the site itself is the
    owner, since nobody is to edit that file.
    """
    for address in _without_dependents(missing, site.ledger):
        owner = site.ledger.owners[address]
        entry = site.by_owner.get(owner)
        values: dict[str, object]
        if entry and address.endswith("/") and entry.ref in site.preview_plan.by_ref:
            new = site.preview_plan.by_ref[entry.ref]
            aliases = ", ".join(f'"{alias}"' for alias in (*aliases_of(entry), address))
            values = {"address": address, "new": new, "file": _place(entry), "aliases": aliases}
            where = _changed_field(entry, address, new)
            report.add(entry.source, where, "address-changed", values, severity)
        else:
            values = {"address": address, "file": owner.file, "key": owner.key, "maker": owner}
            source = Source(ADDRESSES if owner == SITE else owner.file)
            report.add(source, (), _code(address, owner, site), values, severity)


def _without_dependents(missing: list[str], ledger: Ledger) -> Iterator[str]:
    """The missing addresses without the files and dates of an entry whose page is missing too."""
    owners = {ledger.owners[address] for address in missing if address.endswith("/")}
    for address in missing:
        owner = ledger.owners[address]
        is_date = owner.day and owner.series_or_self in owners
        is_file = not address.endswith("/") and owner in owners
        if not (is_date or is_file):
            yield address


def _place(entry: Entry) -> str:
    """The file of an entry; where a file has several entries, also the entry's first line."""
    path, line = entry.source.path, entry.source.place(())[0]
    return path if isinstance(entry, Document) or not line else f"{path}:{line}"


def _changed_field(entry: Entry, old: str, new: str) -> Where:
    """The field whose change gave an entry another address: language, date or slug."""
    old_steps, new_steps = (address.strip("/").split("/") for address in (old, new))
    has_same_slug = old_steps[-1] == new_steps[-1]
    if has_same_slug and old_steps[0] != new_steps[0]:
        return ("lang",)
    date = next(((field,) for field in DATE_FIELDS if (field,) in entry.source.places), ("slug",))
    return date if has_same_slug or isinstance(entry, Review) else ("slug",)


def _code(address: str, owner: UrlOwner, site: CurrentSite) -> str:
    """The code of the problem, by what has vanished: a document, a file, an event or another."""
    if owner.file in site.catalog.media:
        return "document-unlinked"
    if owner.file.startswith("documents/"):
        return "document-vanished"
    if not address.endswith("/"):
        return "pdf-vanished" if owner.file.startswith("reviews/") else "file-vanished"
    if owner.kind == "events":
        return "event-vanished"
    return "key-vanished" if owner.kind else "address-vanished"


def check_deleted_record(content: Path, ledger: Ledger, report: Report, severity: Severity) -> None:
    """Report a missing addresses.txt that git has in an earlier commit; nothing without git."""
    if not ledger.is_written and _is_in_history(content):
        report.add(Source(ADDRESSES), (), "ledger-deleted", severity=severity)


def _is_in_history(content: Path) -> bool:
    """Whether a commit of git wrote the file; False without git."""
    command = ["git", "-C", str(content), *COMMAND]
    try:
        log = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return bool(log.stdout.strip())
