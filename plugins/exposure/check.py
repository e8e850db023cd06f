"""What does not belong in a repository that everybody can read."""

import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from plugins.contract.catalog import Catalog
from plugins.contract.clock import mark
from plugins.contract.identitynumbers import identity_numbers
from plugins.contract.problems import Report
from plugins.contract.source import Source

TABLES = {".csv", ".tsv", ".xls", ".xlsx", ".ods", ".doc", ".docx"}
MARKED_UP = {".html", ".htm", ".svg", ".xml", ".json", ".geojson", ".rtf"}
TEXTS = {"", ".md", ".markdown", ".yaml", ".yml", ".txt", ".ics", ".vcf", ".eml", *MARKED_UP, *TABLES}
MOST_BYTES = 10_000_000
FIELDS = {"draft": ("status",), "future": ("publish",)}


def check_entries(catalog: Catalog, now: datetime, report: Report) -> None:
    """Whoever waits to publish is told that nobody else has to wait."""
    for entry in catalog.entries():
        if (said := mark(entry, now)) in FIELDS:
            where = FIELDS[said] if FIELDS[said] in entry.source.places else ("date",)
            report.add(entry.source, where, "repository-open", {}, severity="advice")


def check_files(content: Path, report: Report) -> None:
    """Lists of participants, and numbers that name a person for life."""
    for file in sorted(path for path in content.rglob("*") if path.is_file()):
        path = unicodedata.normalize("NFC", file.relative_to(content).as_posix())
        suffix = file.suffix.lower()
        if suffix in TABLES:
            report.add(Source(path), (), "repository-table", {"suffix": suffix})
        for _, shown in identity_numbers(path):
            report.add(Source(path), (), "identity-number", {"value": shown})
        if suffix in TEXTS and file.stat().st_size <= MOST_BYTES:
            for line, shown in _numbers(file):
                report.add(Source(path).at_line(line), (), "identity-number", {"value": shown})


def _numbers(file: Path) -> Iterator[tuple[int, str]]:
    text = file.read_text(encoding="utf-8", errors="replace")
    for position, shown in identity_numbers(text):
        yield text.count("\n", 0, position) + 1, shown
