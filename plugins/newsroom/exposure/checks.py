"""Checks what everybody can read: the site's pages and documents, and an open repository."""

import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Container, Mapping
from datetime import datetime
from pathlib import Path

from newsroom.addresses.documents import offers
from newsroom.addresses.plan import Plan
from newsroom.contract.catalog import Catalog
from newsroom.contract.clock import mark
from newsroom.contract.edition import Edition
from newsroom.contract.entry import Entry
from newsroom.contract.identity_numbers import identity_numbers
from newsroom.contract.image import SUFFIXES
from newsroom.contract.problems import Report, Source
from newsroom.inspection.markup import is_markup, script_in
from newsroom.pictures.inspect import check_privacy, inspected

BEGINNING = 1024  # bytes
# An expired entry is not listed any more, but its page remains.
PUBLIC_MARKS = {"", "expired"}
# Binary files, though their first bytes may look like text.
BINARY = SUFFIXES | {".pdf"}
# These contain fingerprints, which can look like numbers, and nobody edits them.
GENERATED = {"record/calendar.txt", "record/addresses.txt"}
MOST_BYTES = 10_000_000
SPREADSHEETS = {".xls", ".xlsx", ".xlsm", ".xlsb", ".xlt", ".xltx", ".ods", ".fods", ".numbers"}
WORD_PROCESSING = {".doc", ".docx", ".docm", ".odt", ".fodt", ".pages"}
# Files that often are lists of participants.
TABLES = {".csv", ".tsv"} | SPREADSHEETS | WORD_PROCESSING
# The field that keeps an entry unpublished, by the entry's mark.
FIELDS = {"draft": ("status",), "future": ("publish",)}


def public_documents(edition: Edition, plan: Plan) -> dict[str, Path]:
    """The documents that public pages offer, by their paths in content/, sorted."""
    catalog = edition.catalog
    public = [e for e in catalog.entries() if e.ref in plan.by_ref and _is_public(e, edition)]
    offered = {path for entry in public for path, _ in offers(entry, catalog)}
    return {path: catalog.media[path] for path in sorted(offered & catalog.media.keys())}


def _is_public(entry: Entry, edition: Edition) -> bool:
    return edition.mark(entry) in PUBLIC_MARKS


def check_documents(public_documents: Mapping[str, Path], report: Report) -> None:
    """Report each document with a script: browsers run it with the rights of the site's origin."""
    for path, file in public_documents.items():
        if script := script_in(_markup(file), file.suffix.lower()):
            line, name = script
            report.add(Source(path).at_line(line), (), "document-script", {"value": name})


def _markup(file: Path) -> bytes:
    """The bytes of a file of markup; of any other file only its beginning is read: b""."""
    with file.open("rb") as opened:
        beginning = opened.read(BEGINNING)
        return beginning + opened.read() if is_markup(beginning, file.suffix.lower()) else b""


def check_numbers(edition: Edition, public_documents: Mapping[str, Path], report: Report) -> None:
    """Report each identity number (fødselsnummer or D-number) in public entries and documents."""
    for entry in (edition.catalog.site, *edition.catalog.entries()):
        if _is_public(entry, edition):
            source = entry.source
            _report_numbers_in_path(source.path, report)
            for where, number in entry.identity_numbers:
                report.add(source, where, "identity-number", {"value": number})
            for line, number in source.numbers:
                report.add(source.at_line(line), (), "identity-number", {"value": number})
    for path, file in public_documents.items():
        _report_numbers_in_file(path, file, report)


def _report_numbers_in_path(path: str, report: Report) -> None:
    for _, number in identity_numbers(path):
        report.add(Source(path).at_line(0), (), "identity-number", {"value": number})


def _report_numbers_by_line(text: str, path: str, first_line: int, report: Report) -> None:
    for position, masked in identity_numbers(text):
        source = Source(path).at_line(first_line + text.count("\n", 0, position))
        report.add(source, (), "identity-number", {"value": masked})


def _report_numbers_in_file(path: str, file: Path, report: Report) -> None:
    """Report each number in a file at its line, and in its path from content/ at line 0."""
    _report_numbers_in_path(path, report)
    _report_numbers_by_line("" if path in GENERATED else _text(file), path, 1, report)


def _text(file: Path) -> str:
    """The text of a file; "" when it is binary, which Git too concludes from a zero byte."""
    if file.suffix.lower() in BINARY or file.stat().st_size > MOST_BYTES:
        return ""
    data = file.read_bytes()
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):  # Excel's "Unicode text"
        return data.decode("utf-16", "replace")
    return "" if b"\0" in data else data.decode("utf-8", "replace")


def check_entries(catalog: Catalog, now: datetime, report: Report) -> None:
    """Advise for each draft and future entry that everybody can read it in the repository."""
    for entry in catalog.entries():
        if field := FIELDS.get(mark(entry, now)):
            where = field if field in entry.source.places else ("date",)
            report.add(entry.source, where, "repository-open", severity="advice")


def check_files(content: Path, checked: Container[str], report: Report) -> None:
    """Report tables, identity numbers, and personal data in pictures that are not `checked` yet."""
    for file in sorted(path for path in content.rglob("*") if path.is_file()):
        path = unicodedata.normalize("NFC", file.relative_to(content).as_posix())
        suffix = file.suffix.lower()
        if suffix in TABLES:
            report.add(Source(path), (), "repository-table", {"suffix": suffix})
        if suffix in SUFFIXES and path not in checked:
            check_privacy(path, inspected(file), report, is_public=True)
        _report_numbers_in_file(path, file, report)
