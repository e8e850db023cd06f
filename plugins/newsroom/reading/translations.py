"""Finds translations of what they cannot be of, and advises of old ones and hidden ones."""

from collections.abc import Mapping
from datetime import UTC, datetime

from newsroom.contract.catalog import Catalog
from newsroom.contract.clock import outdated
from newsroom.contract.entry import Entry
from newsroom.contract.problems import Report
from newsroom.contract.reserved import SITE_LANGUAGES

# Later than any change.
NEVER = datetime.max.replace(tzinfo=UTC)


def check(catalog: Catalog, report: Report) -> None:
    """Report wrong ties, each old translation, and once each language that has no edition."""
    languages = catalog.site.languages
    by_ref = {entry.ref: entry for entry in catalog.entries()}
    _check_ties(by_ref, report)
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


def _check_ties(by_ref: Mapping[str, Entry], report: Report) -> None:
    """Report a tie to the text's own language, to a translation or to another kind of text.

    An original has one translation in each language, besides drafts.
    """
    first: dict[tuple[str, str], str] = {}
    for entry in by_ref.values():
        original = by_ref.get(getattr(entry, "translation_of", None) or "")
        if not original or "lang" in entry.lost | original.lost:
            continue
        lang, own = getattr(entry, "lang", ""), entry.ref
        other = own if entry.is_draft else first.setdefault((original.ref, lang), own)
        faults = {
            "translation-of-other-kind": type(original) is not type(entry),
            "translation-same-language": getattr(original, "lang", "") == lang,
            "translation-of-translation": original.original_ref != original.ref,
            "translation-twice": other != own,
        }
        if code := next((code for code, is_so in faults.items() if is_so), ""):
            values = {"value": original.ref, "original": original.original_ref}
            values |= {"lang": lang, "other": other}
            report.add(entry.source, ("translation_of",), code, values)
