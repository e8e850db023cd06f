"""Records after a good run what `text_edit` needs to make the pages with texts again."""

import hashlib
import os
import sqlite3
from collections.abc import Mapping
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsroom.addresses.outputs import Output
from newsroom.contract.body import NO_BODY, Body
from newsroom.contract.entry import Document
from newsroom.contract.problems import Problem
from newsroom.contract.review import Review
from newsroom.disk.stats import FileStat
from newsroom.inspection.scan import EditScan
from newsroom.run import AfterTexts, run_of
from newsroom.site.layout_context import LayoutContext
from newsroom.site.page_records import PageRecords, opened
from newsroom.site.recorded_pages import RecordedPage, RecordedText, text_of

if TYPE_CHECKING:
    from newsroom.site.engine import Engine

FILE = "texts.sqlite"
# What holds the stat of the records, and the records with SQLite's journal of them.
OTHERS = ("unchanged", FILE)


class RunRecord(NamedTuple):
    """What is known of the last run besides its pages.

    `problems` are those of the site, `caches` the stats of the cache files of its OUTPUT, `layouts`
    what is around each page by language, and `languages` those of the site. The preview has no
    `scan`.
    """

    problems: frozenset[Problem]
    caches: Mapping[str, FileStat]
    layouts: Mapping[str, LayoutContext]
    languages: tuple[str, ...]
    scan: EditScan | None
    after: tuple[AfterTexts, ...]


def records_of(engine: "Engine") -> AbstractContextManager[PageRecords]:
    """The records of an OUTPUT, which hold for the code and the settings that the run has."""
    return opened(file_of(engine), engine.caches.pages.store.key)


def file_of(engine: "Engine") -> Path:
    """The file of these records."""
    return engine.caches.pages.store.folder / FILE


def cache_stats(engine: "Engine") -> Mapping[str, FileStat]:
    """The stats of the cache files that runs with this OUTPUT write; another run changes some."""
    files = engine.caches.pages.store.folder.iterdir()
    own = (file for file in files if file.is_file() and not file.name.startswith(OTHERS))
    return {file.name: FileStat.of(file.stat()) for file in own}


def recorded_text(entry: Document, body: Body) -> RecordedText:
    """The text of a document, whose links are resolved or not."""
    # The numbers in the text of an annual letter are compared with its figures.
    rest = "" if isinstance(entry, Review) else _rest_of(entry, body)
    return RecordedText(body.packed, body.plain, rest, entry.source.packed)


def _rest_of(entry: Document, body: Body) -> str:
    """A hash of all that an edit of a text must leave as it is; links count as written."""
    targets = [(t.written, t.alt, t.title, t.is_block) for t in body.targets]
    rest = entry.digest, sorted(body.anchors), sorted(body.inline.items()), targets
    return hashlib.blake2b(repr(rest).encode(), digest_size=16).hexdigest()


def keep_records(engine: "Engine") -> FileStat | None:
    """Record a good run; the stat of the file, by which the next run knows that it is of this one.

    None, and nothing is recorded, for a site in several languages, for one with removed.yaml, and
    on GitHub, where each run has a fresh checkout, whose files all count as changed.
    """
    run = run_of(engine.settings)
    if run.site_data.editions or run.catalog.removed or os.environ.get("GITHUB_ACTIONS"):
        return None
    for _ in range(2):  # a damaged file is removed at the first try
        with suppress(sqlite3.Error, OSError):
            _record_run(engine)
            return FileStat.of(file_of(engine).stat())
    return None


def _record_run(engine: "Engine") -> None:
    run, pages = run_of(engine.settings), engine.caches.pages
    outputs: dict[str, Output] = {
        **{page.address: page for page in run.pages},
        **{file.address: file for file in run.files},
    }
    with records_of(engine) as records:
        # The others are on record, if the last run that stored its pages recorded them too.
        is_next = bool(pages.before) and records.value("pages") == pages.before
        new = outputs.keys() & engine.writer.made if is_next else outputs.keys()
        records.forget({*new, *(records.addresses - outputs.keys())})
        _record_pages({address: outputs[address] for address in new}, engine, records)
        values = {"pages": pages.version, "run": _run_record(engine), "edited": frozenset()}
        records.put_values(values)


def _run_record(engine: "Engine") -> RunRecord:
    run, scan = run_of(engine.settings), engine.scan
    return RunRecord(
        problems=frozenset(run.report.problems),
        caches=cache_stats(engine),
        layouts=engine.writer.layouts,
        languages=run.catalog.site.languages,
        scan=EditScan(scan.rules, scan.word_index.counts()) if scan else None,
        after=tuple(run.after_texts),
    )


def _record_pages(new: Mapping[str, Output], engine: "Engine", records: PageRecords) -> None:
    """Record each of these pages that shows a text, and each text on it.

    Also the texts that were edited alone since the last such run: the page of one that is as it was
    in that run counts as unchanged, though the records have the edit.
    """
    run, cache = run_of(engine.settings), engine.caches.pages
    of_texts = {number for number, (lookup, _) in cache.lookups.items() if text_of(lookup)}
    documents = {e.ref: e for e in run.catalog.entries() if isinstance(e, Document)}
    texts: set[str] = {*(records.value("edited") or ())}
    for address, output in new.items():
        if not of_texts.isdisjoint(cache.pages[address].lookups):
            page = RecordedPage.of(output, cache.lookups_of(address), run.site_data)
            records.put_page(page)
            texts.update(page.texts)
    for ref in texts & documents.keys():
        entry, body = documents[ref], run.catalog.bodies.get(ref, NO_BODY)
        records.put_text(ref, recorded_text(entry, body))
    records.forget_texts_not_shown()
