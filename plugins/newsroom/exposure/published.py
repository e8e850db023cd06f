"""Checks what the site publishes: scripts in documents, and identity numbers anywhere."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from newsroom.addresses.documents import offers
from newsroom.addresses.plan import Plan
from newsroom.contract.edition import Edition
from newsroom.contract.entry import Entry
from newsroom.contract.identity_numbers import identity_numbers
from newsroom.contract.problems import Report
from newsroom.contract.source import Source, Where
from newsroom.exposure.identity_numbers import report_numbers
from newsroom.inspection.markup import is_markup
from newsroom.inspection.scripts import script_in

BEGINNING = 1024  # bytes
# An expired entry is not listed any more, but its page remains.
PUBLIC_MARKS = {"", "expired"}


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
    """Report each identity number in public entries and documents."""
    for entry in (edition.catalog.site, *edition.catalog.entries()):
        if _is_public(entry, edition):
            for source, where, masked in _numbers_of(entry):
                report.add(source, where, "identity-number", {"value": masked})
    for path, file in public_documents.items():
        report_numbers(path, file, report)


def _numbers_of(entry: Entry) -> Iterator[tuple[Source, Where, str]]:
    source = entry.source
    yield from ((source.at_line(0), (), masked) for _, masked in identity_numbers(source.path))
    for where, text in entry.parts(str):
        yield from ((source, where, masked) for _, masked in identity_numbers(text))
    for position, masked in identity_numbers(source.text):
        line = source.text_line + source.text.count("\n", 0, position)
        yield source.at_line(line), (), masked
