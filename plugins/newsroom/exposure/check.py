"""What does not belong in a repository that everybody can read."""

import unicodedata
from collections.abc import Container
from datetime import datetime
from pathlib import Path

from newsroom.contract.catalog import Catalog
from newsroom.contract.clock import mark
from newsroom.contract.problems import Report
from newsroom.contract.source import Source
from newsroom.exposure.texts import numbers_in
from newsroom.pictures.inspect import SUFFIXES, inspected
from newsroom.pictures.privacy import check_privacy

SHEETS = {".xls", ".xlsx", ".xlsm", ".xlsb", ".xlt", ".xltx", ".ods", ".fods", ".numbers"}
WRITTEN = {".doc", ".docx", ".docm", ".odt", ".fodt", ".pages"}
TABLES = {".csv", ".tsv"} | SHEETS | WRITTEN
FIELDS = {"draft": ("status",), "future": ("publish",)}


def check_entries(catalog: Catalog, now: datetime, report: Report) -> None:
    """Whoever waits to publish is told that nobody else has to wait."""
    for entry in catalog.entries():
        if (said := mark(entry, now)) in FIELDS:
            where = FIELDS[said] if FIELDS[said] in entry.source.places else ("date",)
            report.add(entry.source, where, "repository-open", {}, severity="advice")


def check_files(content: Path, known: Container[str], report: Report) -> None:
    """Lists of participants, numbers that name a person for life, and what pictures tell.

    The `known` pictures, by their paths, have been asked already.
    """
    for file in sorted(path for path in content.rglob("*") if path.is_file()):
        path = unicodedata.normalize("NFC", file.relative_to(content).as_posix())
        suffix = file.suffix.lower()
        if suffix in TABLES:
            report.add(Source(path), (), "repository-table", {"suffix": suffix})
        if suffix in SUFFIXES and path not in known:
            check_privacy(path, inspected(file), report, is_public=True)
        for line, shown in numbers_in(path, file):
            report.add(Source(path).at_line(line), (), "identity-number", {"value": shown})
