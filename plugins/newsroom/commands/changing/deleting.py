"""What is deleted with an entry, and which addresses it gives up."""

import re
from collections.abc import Iterable
from pathlib import Path

from newsroom.addresses.documents import offers
from newsroom.addresses.plan import Plan
from newsroom.addresses.urls import document_address, entry_address
from newsroom.commands.changing.lines import change_lines, change_text, cut
from newsroom.commands.changing.spans import Span, entry_span
from newsroom.contract.catalog import Catalog
from newsroom.contract.entry import Document, Entry, aliases_of
from newsroom.contract.ledger import GONE, owner_of

GONE_HEAD = "# Adresser som er borte for godt: én på hver linje. Leserne får vite det (410).\n"


def given_up(entry: Entry, catalog: Catalog, plan: Plan) -> list[str]:
    """The addresses that vanish with an entry: of what was ever public, nothing of a draft.

    A page's line is one for all that stood below it; files elsewhere, under any of the names that
    the entry has had, have lines of their own.
    """
    ledger = catalog.ledger
    pages = (entry_address(entry), *aliases_of(entry))
    is_public = entry.ref in plan.by_ref
    found = [page for page in pages if is_public or page in ledger.owners]
    origins = {owner_of(entry), *(ledger.owners[page] for page in found if page in ledger.owners)}
    mine = (address for address, by in ledger.owners.items() if by in origins)
    found += [address for address in mine if not address.startswith(pages)]
    papers = map(document_address, own_documents(entry, catalog))
    found += [paper for paper in papers if is_public or paper in ledger.owners]
    return [address for address in found if address not in ledger.gone]


def own_documents(entry: Entry, catalog: Catalog) -> list[str]:
    """The documents that an entry alone offers."""
    others = (other for other in catalog.entries() if other.ref != entry.ref)
    kept = {path for other in others for path, _ in offers(other, catalog)}
    own = {path for path, _ in offers(entry, catalog)} & catalog.media.keys()
    return sorted(own - kept)


def list_as_gone(addresses: Iterable[str], content: Path) -> None:
    """Put addresses into gone.txt."""
    lines = "".join(f"{address}\n" for address in addresses)
    (content / GONE).parent.mkdir(exist_ok=True)
    if lines:
        change_text(content / GONE, lambda text: ended(text or GONE_HEAD) + lines)


def ended(text: str) -> str:
    """A text to which lines can be added."""
    return text if not text or text.endswith("\n") else f"{text}\n"


def delete(entry: Entry, content: Path, catalog: Catalog) -> None:
    """Delete an entry: its file, or its lines in a file of several."""
    file = content / entry.source.path
    if isinstance(entry, Document) or not _has_others(entry, catalog):
        file.unlink()
    else:
        change_lines(file, lambda lines: _without(lines, entry))


def _has_others(entry: Entry, catalog: Catalog) -> bool:
    """Whether its file has other entries."""
    entries = catalog.entries()
    return any(one.source.path == entry.source.path and one.ref != entry.ref for one in entries)


def _without(lines: list[str], entry: Entry) -> list[str]:
    span = entry_span(lines, entry)
    if span.is_inline:
        return cut(lines, span)
    begin, end = _beginning(lines, span), _ending(lines, span)
    return [*lines[: begin - 1], *lines[end:]]


def _beginning(lines: list[str], span: Span) -> int:
    """The line where what is said of an entry begins: what heads the file is about all of it."""
    line, margin = span.begin[0], span.margin - 1
    # The dash of an item may stand above it, and as another sign (see reading/word_paste.py).
    while not lines[line - 1][margin : margin + 1].strip(" \t#"):
        line -= 1
    begin = line
    while begin > span.above + 1 and re.match(rf"\s{{,{margin}}}#", lines[begin - 2]):
        begin -= 1
    return begin if begin > 1 else line


def _ending(lines: list[str], span: Span) -> int:
    """The line where it ends, with all that stands further in: above it that could be text."""
    end, _ = span.end
    for number, text in enumerate(lines[end:], end + 1):
        if text.strip() and not text[: span.margin].isspace():
            break
        end = number if text.strip() else end
    return end
