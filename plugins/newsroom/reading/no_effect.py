"""Advises of fields that are checked and kept, and that no page shows yet."""

from newsroom.contract.catalog import Catalog
from newsroom.contract.problems import Report

FIELDS = ("translation_of", "en")


def check(catalog: Catalog, report: Report) -> None:
    """Advise once of each such field, at the first entry that has it."""
    entries = list(catalog.everything())
    for field in FIELDS:
        written = [entry for entry in entries if getattr(entry, field, None)]
        if written:
            values = {"field": field, "count": len(written)}
            report.add(written[0].source, (field,), "field-no-effect", values, "advice")
