"""What must not be published, in whatever repository: scripts in documents, identity numbers."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from newsroom.addresses.documents import offers
from newsroom.addresses.plan import Plan
from newsroom.contract.edition import Edition
from newsroom.contract.entry import Entry
from newsroom.contract.identity_numbers import identity_numbers
from newsroom.contract.problems import Report
from newsroom.contract.source import Source
from newsroom.exposure.texts import numbers_in
from newsroom.inspection.markup import is_markup
from newsroom.inspection.scripts import script_in

BEGINNING = 1024  # bytes
# What is expired is no longer listed, but has its page.
READABLE = {"", "expired"}


def public_documents(edition: Edition, plan: Plan) -> dict[str, Path]:
    """The documents that are offered on a page everybody can read, by their paths, sorted."""
    catalog = edition.catalog
    readable = [e for e in catalog.entries() if e.ref in plan.by_ref and _is_readable(e, edition)]
    offered = {path for entry in readable for path, _ in offers(entry, catalog)}
    return {path: catalog.media[path] for path in sorted(offered & catalog.media.keys())}


def _is_readable(entry: Entry, edition: Edition) -> bool:
    return edition.mark(entry) in READABLE


def check_documents(public_documents: Mapping[str, Path], report: Report) -> None:
    """Documents are handed out as they are: a script in one runs as if it were ours."""
    for path, file in public_documents.items():
        if found := script_in(_markup(file), file.suffix.lower()):
            line, shown = found
            report.add(Source(path).at_line(line), (), "document-script", {"value": shown})


def _markup(file: Path) -> bytes:
    """All of it when it is markup, so that no large paper is read for nothing."""
    with file.open("rb") as opened:
        begun = opened.read(BEGINNING)
        return begun + opened.read() if is_markup(begun, file.suffix.lower()) else b""


def check_numbers(edition: Edition, public_documents: Mapping[str, Path], report: Report) -> None:
    """Numbers that name a person for life, on pages and in documents."""
    for entry in (edition.catalog.site, *edition.catalog.entries()):
        if _is_readable(entry, edition):
            for source, where, shown in _numbers_of(entry):
                report.add(source, where, "identity-number", {"value": shown})
    for path, file in public_documents.items():
        for line, shown in numbers_in(path, file):
            report.add(Source(path).at_line(line), (), "identity-number", {"value": shown})


def _numbers_of(entry: Entry) -> Iterator[tuple[Source, tuple[str | int, ...], str]]:
    source = entry.source
    yield from ((source.at_line(0), (), shown) for _, shown in identity_numbers(source.path))
    for where, text in entry.parts(str):
        yield from ((source, where, shown) for _, shown in identity_numbers(text))
    for position, shown in identity_numbers(source.text):
        line = source.text_line + source.text.count("\n", 0, position)
        yield source.at_line(line), (), shown
