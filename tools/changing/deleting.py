"""What is deleted with an entry, and which addresses it gives up."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.addresses.documents import offers
from plugins.addresses.plan import Plan
from plugins.addresses.urls import document_address, entry_address
from plugins.contract.catalog import Catalog
from plugins.contract.entry import Document, Entry
from plugins.contract.ledger import GONE, origin
from plugins.ledger.fates import aliases_of
from tools.changing.entries import Refused
from tools.changing.lines import change_lines, change_text

GONE_HEAD = "# Adresser som er borte for godt: én på hver linje. Leserne får vite det (410).\n"


def given_up(entry: Entry, catalog: Catalog, plan: Plan) -> list[str]:
    """The addresses that vanish with an entry: of what was ever public, nothing of a draft.

    A page's line is one for all that stood below it; files elsewhere, under any of the names that
    the entry has had, have lines of their own.
    """
    ledger = catalog.ledger
    pages = (entry_address(entry), *aliases_of(entry))
    is_public = entry.ref in plan.by_ref
    found = [page for page in pages if is_public or page in ledger.made_by]
    origins = {origin(entry), *(ledger.made_by[page] for page in found if page in ledger.made_by)}
    mine = (address for address, by in ledger.made_by.items() if by in origins)
    found += [address for address in mine if not address.startswith(pages)]
    papers = map(document_address, own_documents(entry, catalog))
    found += [paper for paper in papers if is_public or paper in ledger.made_by]
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
    """Delete an entry: its file, or its lines in a file of several. Raises Refused."""
    file = content / entry.source.path
    others = list(_lines_of_others(entry, catalog))
    if isinstance(entry, Document) or not others:
        file.unlink()
    else:
        change_lines(file, lambda lines: _without(lines, entry, others))


def _lines_of_others(entry: Entry, catalog: Catalog) -> Iterator[int]:
    """Where the other entries of its file begin."""
    for other in catalog.entries():
        if other.source.path == entry.source.path and other.ref != entry.ref:
            yield other.source.place(())[0]


def _without(lines: list[str], entry: Entry, others: list[int]) -> list[str]:
    first = entry.source.place(())[0]
    if not re.match(r"(-\s|[\w\"'])", lines[first - 1]):
        raise Refused(f"Slett det selv i {entry.source.path}, fra linje {first}.")
    last = min((line for line in others if line > first), default=len(lines) + 1)
    # What stands above the next one belongs to that.
    while last - 1 > first and re.match(r"\s*(#|$)", lines[last - 2]):
        last -= 1
    return [*lines[: _beginning(lines, first) - 1], *lines[last - 1 :]]


def _beginning(lines: list[str], first: int) -> int:
    """The line where what is said of an entry begins: what heads the file is about all of it."""
    begin = first
    while begin > 1 and lines[begin - 2].startswith("#"):
        begin -= 1
    return begin if begin > 1 else first
