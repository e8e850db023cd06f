"""What does not belong in a repository that everybody can read."""

import unicodedata
from collections.abc import Container, Iterator
from datetime import datetime
from pathlib import Path

from plugins.contract.catalog import Catalog
from plugins.contract.clock import mark
from plugins.contract.identitynumbers import identity_numbers
from plugins.contract.problems import Report
from plugins.contract.source import Source
from plugins.pictures.inspect import SUFFIXES, inspected
from plugins.pictures.privacy import check_privacy

TABLES = {".csv", ".tsv", ".xls", ".xlsx", ".ods", ".doc", ".docx"}
PLAIN = {"", ".txt", ".md", ".markdown", ".yaml", ".yml", ".ics", ".vcf", ".eml"}
MARKED_UP = {".html", ".htm", ".svg", ".xml", ".json", ".geojson", ".rtf"}
TEXTS = PLAIN | MARKED_UP | TABLES
# Fingerprints only look like numbers, and nobody could mend one.
OURS = "record/"
MOST_BYTES = 10_000_000
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
        for line, shown in _numbers(path, file):
            report.add(Source(path).at_line(line), (), "identity-number", {"value": shown})


def _numbers(path: str, file: Path) -> Iterator[tuple[int, str]]:
    """The numbers in a file, with their lines; those in its name at line 0."""
    yield from ((0, shown) for _, shown in identity_numbers(path))
    is_text = file.suffix.lower() in TEXTS and not path.startswith(OURS)
    if is_text and file.stat().st_size <= MOST_BYTES:
        text = file.read_text(encoding="utf-8", errors="replace")
        for position, shown in identity_numbers(text):
            yield text.count("\n", 0, position) + 1, shown
