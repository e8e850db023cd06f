"""Checks an open repository: everybody can read all of its files, drafts too."""

import unicodedata
from collections.abc import Container
from datetime import datetime
from pathlib import Path

from newsroom.contract.catalog import Catalog
from newsroom.contract.clock import mark
from newsroom.contract.problems import Report
from newsroom.contract.source import Source
from newsroom.exposure.identity_numbers import report_numbers
from newsroom.pictures.inspect import SUFFIXES, check_privacy, inspected

SPREADSHEETS = {".xls", ".xlsx", ".xlsm", ".xlsb", ".xlt", ".xltx", ".ods", ".fods", ".numbers"}
WORD_PROCESSING = {".doc", ".docx", ".docm", ".odt", ".fodt", ".pages"}
# Files that often are lists of participants.
TABLES = {".csv", ".tsv"} | SPREADSHEETS | WORD_PROCESSING
# The field that keeps an entry unpublished, by the entry's mark.
FIELDS = {"draft": ("status",), "future": ("publish",)}


def check_entries(catalog: Catalog, now: datetime, report: Report) -> None:
    """Advise for each draft and future entry that everybody can read it in the repository."""
    for entry in catalog.entries():
        if field := FIELDS.get(mark(entry, now)):
            where = field if field in entry.source.places else ("date",)
            report.add(entry.source, where, "repository-open", severity="advice")


def check_files(content: Path, checked: Container[str], report: Report) -> None:
    """Report tables, identity numbers, and pictures with personal data, among all files.

    `checked` are the paths of pictures that another check has read.
    """
    for file in sorted(path for path in content.rglob("*") if path.is_file()):
        path = unicodedata.normalize("NFC", file.relative_to(content).as_posix())
        suffix = file.suffix.lower()
        if suffix in TABLES:
            report.add(Source(path), (), "repository-table", {"suffix": suffix})
        if suffix in SUFFIXES and path not in checked:
            check_privacy(path, inspected(file), report, is_public=True)
        report_numbers(path, file, report)
