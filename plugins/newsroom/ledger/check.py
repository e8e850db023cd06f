"""Checks the `aliases` of entries, gone.txt, and that no published address leads nowhere."""

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsroom.addresses.documents import offers
from newsroom.addresses.plan import Plan, grouped
from newsroom.addresses.urls import document_address
from newsroom.contract.catalog import ADDRESSES, GONE, LIST, SITE, Catalog, Ledger, UrlOwner
from newsroom.contract.entry import Document, Entry, aliases_of
from newsroom.contract.event import Occurrence
from newsroom.contract.problems import Report, Severity, Source, Where
from newsroom.contract.review import Review
from newsroom.ledger.current_site import CurrentSite

# Owners of addresses that belong to no entry; None: the address is not recorded.
NO_ENTRY = (LIST, SITE, None)
SLUG: Where = ("slug",)
# The fields that an address can have its year from.
DATE_FIELDS = ("date", "start", "year")
# The last commit that wrote the file.
# With --full-history, git follows a merge to the parent that still has the file.
COMMAND = ("log", "-1", "--full-history", "--diff-filter=AM", "--format=%h", "--", ADDRESSES)
TIMEOUT = 20  # seconds
# By comparison key: the address, its entry (None: the site's own), and the field it comes from.
UsedAddresses = dict[str, tuple[str, Entry | None, Where]]


def check_aliases(site: CurrentSite, report: Report) -> None:
    """Report each alias that another address uses, and each that equals its entry's own address.

    So no redirect loops, and none leads to another redirect.
    """
    used = _used_addresses(site.catalog, site.preview_plan) if site.by_alias else {}
    for entry in site.catalog.entries():
        for index, alias in enumerate(aliases_of(entry)):
            where = ("aliases", index)
            if fault := _alias_fault(alias, entry, used, site.ledger):
                code, values = fault
                report.add(entry.source, where, code, {"address": alias, **values})
            used.setdefault(_comparison_key(alias), (alias, entry, where))


def _used_addresses(catalog: Catalog, preview_plan: Plan) -> UsedAddresses:
    paths = (path for path in catalog.media if path.startswith("documents/"))
    used: UsedAddresses = {
        _comparison_key(address): (address, None, ()) for address in map(document_address, paths)
    }
    for spot in preview_plan.spots.values():
        used[_comparison_key(spot.address)] = (spot.address, spot.page_of, SLUG)
    for entry in catalog.entries():
        used[_comparison_key(entry.page_address)] = (entry.page_address, entry, SLUG)
    return used


def _comparison_key(address: str) -> str:
    """The same for two addresses that are one file on macOS, on Windows or at some hosts."""
    return address.casefold()


def _alias_fault(
    alias: str, entry: Entry, used: UsedAddresses, ledger: Ledger
) -> tuple[str, Mapping[str, str]] | None:
    """The problem code of an alias and its values; None when the alias is free."""
    key = _comparison_key(alias)
    conflict = next((used[path] for path in (key, *_parent_files(key)) if path in used), None)
    if not conflict:
        line = ledger.gone.get(alias)
        return ("alias-gone", {"line": f"{GONE}:{line}"}) if line else None
    address, other, where = conflict
    if not other or _comparison_key(address) != key:
        return "alias-made", {"other": address}
    if address != alias:
        return "alias-case", {"other": address}
    if other.ref != entry.ref:
        code = "alias-taken" if where == SLUG else "alias-twice"
        return code, {"other": _place(other, where)}
    return ("alias-own", {}) if alias in entry.addresses else None


def _parent_files(alias: str) -> Iterator[str]:
    """The addresses of files that would have to be folders for a page to stand at `alias`."""
    steps = alias.strip("/").split("/")
    for end in range(1, len(steps) + 1):
        yield f"/{'/'.join(steps[:end])}".removesuffix("index.html")


def check_gone(site: CurrentSite, report: Report) -> None:
    """Report each address in gone.txt that is still in use, or only nearly one that was published.

    A draft's address is in use: it may be published again.
    """
    ledger = site.ledger
    published = (*ledger.owners, *site.preview_urls) if ledger.gone else ()
    by_loose_key = {_loose_key(address): address for address in published}
    for address, line in ledger.gone.items():
        source = Source(GONE).at_line(line)
        page = address.removesuffix("index.html")
        if user := _used_by(page, site):
            code = "gone-list" if user == page else "gone-made"
            report.add(source, (), code, {"address": address, "other": user})
        elif address not in ledger.owners and _loose_key(address) in by_loose_key:
            values = {"address": address, "suggestion": by_loose_key[_loose_key(address)]}
            report.add(source, (), "gone-unknown", values)


def _loose_key(address: str) -> str:
    """The same for two addresses that differ only in capitals or the last slash."""
    return _comparison_key(address.rstrip("/"))


def _used_by(address: str, site: CurrentSite) -> str:
    """The file and line that use an address; `address` itself when it is a list; else ""."""
    owner = site.preview_urls.get(address)
    if address in site.preview_plan.spots and owner in NO_ENTRY:
        return address
    if owner is None:
        return ""
    if entry := site.by_owner.get(owner.series_or_self):
        return _place(entry)
    return next(
        f"{entry.source.path}:{line}"
        for entry in site.catalog.entries()
        for path, line in offers(entry, site.catalog)
        if path == owner.file
    )


def _place(entry: Entry, where: Where = SLUG) -> str:
    """The file of an entry and the line of the field `where`."""
    series = entry.series if isinstance(entry, Occurrence) else entry
    line = series.source.place(where)[0]
    return f"{series.source.path}:{line}" if line else series.ref


def check_missing_urls(
    missing: list[str], site: CurrentSite, report: Report, severity: Severity
) -> None:
    """Report each of the `missing` addresses at the file of its owner.

    That file may be deleted. Each names all pages that the owner is to keep, for its one list of
    aliases. A problem points at addresses.txt only when the site itself is the owner, since nobody
    is to edit that file. The files of an edition that is no longer there are told once.
    """
    reported = [*_without_dependents(missing, site.ledger)]
    files = (address for address in reported if not address.endswith("/"))
    lost = grouped(files, lambda address: [*filter(None, [site.lost_home(address)])])
    for home, of_home in lost.items():
        told = {"home": home, "address": of_home[0], "files": len(of_home)}
        report.add(site.catalog.site.source, ("languages",), "edition-vanished", told, severity)
        reported = [address for address in reported if address not in of_home]
    pages = grouped(reported, lambda a: [str(site.ledger.owners[a])] if a.endswith("/") else [])
    for address in reported:
        owner = site.ledger.owners[address]
        entry = site.by_owner.get(owner)
        aliases = (*(aliases_of(entry) if entry else ()), *pages.get(str(owner), ()))
        quoted = ", ".join(f'"{alias}"' for alias in aliases)
        values: dict[str, object] = {"address": address, "aliases": quoted}
        if entry and address.endswith("/") and entry.ref in site.preview_plan.by_ref:
            new = site.preview_plan.page_for(entry, address)
            values |= {"new": new, "file": _start_of(entry)}
            where = _changed_field(entry, address, new)
            report.add(entry.source, where, "address-changed", values, severity)
        else:
            values |= {"file": owner.file, "key": owner.key, "maker": owner}
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


def _start_of(entry: Entry) -> str:
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
