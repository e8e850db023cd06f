"""Deleting an entry: which addresses become gone, and which lines of its file go."""

import re
from collections.abc import Iterable
from pathlib import Path

from newsroom.addresses.documents import offers
from newsroom.addresses.plan import Plan
from newsroom.addresses.urls import document_address
from newsroom.commands.changing.file_edits import (
    change_lines,
    change_text,
    with_last_line_ended,
    without_inline,
)
from newsroom.commands.changing.yaml_spans import YamlSpan, entry_span
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Document, Entry, aliases_of
from newsroom.contract.ledger import GONE, owner_of

GONE_HEAD = "# Adresser som er borte for godt: én på hver linje. Leserne får vite det (410).\n"


def gone_addresses(entry: Entry, catalog: Catalog, plan: Plan) -> list[str]:
    """The addresses that vanish with an entry, of those that have been public.

    A line in gone.txt for a page covers everything below it; files elsewhere have their own lines,
    under each name that the entry has had.
    """
    owners = catalog.ledger.owners
    pages = (entry.page_address, *aliases_of(entry))
    is_public = entry.ref in plan.by_ref
    gone = [page for page in pages if is_public or page in owners]
    names = {owner_of(entry), *(owners[page] for page in gone if page in owners)}
    gone += [a for a, owner in owners.items() if owner in names and not a.startswith(pages)]
    documents = map(document_address, own_documents(entry, catalog))
    gone += [address for address in documents if is_public or address in owners]
    return [address for address in gone if address not in catalog.ledger.gone]


def own_documents(entry: Entry, catalog: Catalog) -> list[str]:
    """The paths of the documents that this entry offers and no other does."""
    others = (other for other in catalog.entries() if other.ref != entry.ref)
    kept = {path for other in others for path, _ in offers(other, catalog)}
    own = {path for path, _ in offers(entry, catalog)} & catalog.media.keys()
    return sorted(own - kept)


def list_as_gone(addresses: Iterable[str], content: Path) -> None:
    """Add addresses to gone.txt."""
    lines = "".join(f"{address}\n" for address in addresses)
    (content / GONE).parent.mkdir(exist_ok=True)
    if lines:
        change_text(content / GONE, lambda text: with_last_line_ended(text or GONE_HEAD) + lines)


def delete_entry(entry: Entry, content: Path, catalog: Catalog) -> None:
    """Delete the file of an entry, or its lines in a file of several."""
    file = content / entry.source.path
    if isinstance(entry, Document) or not _has_others(entry, catalog):
        file.unlink()
    else:
        change_lines(file, lambda lines: _without_entry(lines, entry))


def _has_others(entry: Entry, catalog: Catalog) -> bool:
    """Whether other entries are in its file."""
    path, ref = entry.source.path, entry.ref
    return any(other.source.path == path and other.ref != ref for other in catalog.entries())


def _without_entry(lines: list[str], entry: Entry) -> list[str]:
    span = entry_span(lines, entry)
    if span.is_inline:
        return without_inline(lines, span)
    return [*lines[: _first_line(lines, span) - 1], *lines[_last_line(lines, span) :]]


def _first_line(lines: list[str], span: YamlSpan) -> int:
    """The line of its dash or key, or of the comment above it; a comment heading the file stays."""
    line, margin = span.begin[0], span.margin - 1
    # The dash may be above its item, and be another sign (see reading/word_paste.py).
    while not lines[line - 1][margin : margin + 1].strip(" \t#"):
        line -= 1
    first = line
    while first > span.above + 1 and re.match(rf"\s{{,{margin}}}#", lines[first - 2]):
        first -= 1
    return first if first > 1 else line


def _last_line(lines: list[str], span: YamlSpan) -> int:
    """The last line further in than its margin; comments at the margin are of the next entry."""
    last, _ = span.end
    for number, text in enumerate(lines[last:], last + 1):
        if text.strip() and not text[: span.margin].isspace():
            break
        last = number if text.strip() else last
    return last
