"""Advises of translations that are older than their text, and of those that nobody is led to."""

from datetime import UTC, datetime

from newsroom.contract.catalog import Catalog
from newsroom.contract.clock import outdated
from newsroom.contract.problems import Report
from newsroom.contract.reserved import SITE_LANGUAGES

# Later than any change.
NEVER = datetime.max.replace(tzinfo=UTC)


def check(catalog: Catalog, report: Report) -> None:
    """Advise of each old translation, and once of each language that has no edition."""
    languages = catalog.site.languages
    by_ref = {entry.ref: entry for entry in catalog.entries()}
    for ref, original in outdated(catalog.entries(), NEVER).items():
        entry = by_ref[ref]
        day = max(moment.day for moment in original.revisions)
        values = {"original": original.ref, "day": day.isoformat()}
        report.add(entry.source, ("translation_of",), "translation-outdated", values, "advice")
    for lang in (lang for lang in SITE_LANGUAGES if lang not in languages):
        for entry in catalog.everything():
            is_file = getattr(entry, "translation_of", None) and getattr(entry, "lang", "") == lang
            if is_file or getattr(entry, lang, None):
                field = "translation_of" if is_file else lang
                values = {"field": field, "lang": lang, "languages": ", ".join((*languages, lang))}
                report.add(entry.source, (field,), "translation-without-edition", values, "advice")
                break
