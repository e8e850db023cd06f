"""An edit of texts alone: only the pages that show them are made again.

Most edits change the text of an article, and none of its fields, links, headings or pictures. Then
every address, list and link is as it was, and so is each page that does not show the text. So the
cost is that of these pages, however large the site is (docs/performance.md). Whatever else may have
changed is MoreThanTexts, and an ordinary run follows.
"""

import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsroom.addresses.outputs import path_of
from newsroom.content_kinds import content_kinds, models_of
from newsroom.contract.body import Body
from newsroom.contract.entry import Document
from newsroom.contract.identity_numbers import identity_numbers
from newsroom.contract.problems import unpacked
from newsroom.contract.reserved import BOKMAL_ALONE
from newsroom.disk.stats import FileStat
from newsroom.reading.file_reader import FileReader
from newsroom.reading.files import ContentFile
from newsroom.site.generator import template_folders, translations_in
from newsroom.site.output_folders import OutputRefused
from newsroom.site.page_records import PageRecords
from newsroom.site.published_site import MANIFEST, manifest_of
from newsroom.site.recorded_pages import SHOWN, NotRecorded, RecordedPage, RecordedText
from newsroom.site.templates import Renderer, environment
from newsroom.site.text_records import RunRecord, concerns_text, file_of, recorded_text, records_of
from newsroom.wording.texts import texts

if TYPE_CHECKING:
    from newsroom.site.engine import Engine


class MoreThanTexts(Exception):
    """Something else than texts may have changed."""


class EditedText(NamedTuple):
    """A new text: the ref of its entry, its body, and which of the fields SHOWN are new."""

    ref: str
    body: Body
    fields: Sequence[str]


class TextsMade(NamedTuple):
    """The number of pages and files that an edit made again, and the stat of the records then."""

    outputs: int
    records: FileStat


def make_texts(
    engine: "Engine", documents: Iterable[str], last: FileStat | None
) -> TextsMade | None:
    """Make again what shows the texts of these documents, by absolute path, and nothing else.

    None when that takes an ordinary run: OUTPUT is as it was. `last` is the stat of the records of
    the last run.
    """
    try:
        if not last or last != FileStat.of(file_of(engine).stat()):
            return None
        with records_of(engine) as records:
            made = TextEdit(engine, records).made(documents)
        return TextsMade(made, FileStat.of(file_of(engine).stat()))
    except (MoreThanTexts, NotRecorded, OutputRefused, OSError, sqlite3.Error):
        return None
    finally:
        engine.folders.close()


class TextEdit:
    """One edit, with what is on record of the last run."""

    def __init__(self, engine: "Engine", records: PageRecords) -> None:
        self.engine, self.records = engine, records
        self.settings, self.folders = engine.settings, engine.folders
        self.kinds = content_kinds(engine.plugins)
        run: RunRecord | None = records.value("run")
        if self.settings["PRECOMPRESSED"] or not run:
            raise MoreThanTexts
        self.run = run

    def made(self, documents: Iterable[str]) -> int:
        """Read the documents, make their pages, and exchange OUTPUT; the number of pages."""
        edits = [self._read(document) for document in documents]
        bodies = {edit.ref: edit.body for edit in edits}
        shown = [(edit.ref, field) for edit in edits for field in edit.fields]
        pages = list(self.records.pages_with(shown))
        made = dict(self._rendered(pages))
        self.folders.open(empty=False)
        self._publish(self._write(made, bodies))
        self.engine.caches.templates.save()
        self.records.put_values({"edited": self.records.value("edited") | bodies.keys()})
        return len(made)

    def _read(self, document: str) -> EditedText:
        """Record the new text of a document, if nothing else in the file has changed."""
        place = Path(document).relative_to(self.settings["PATH"]).as_posix()
        file = ContentFile(unicodedata.normalize("NFC", place), Path(document))
        known = self.records.text(file.path)
        if not known:
            raise MoreThanTexts(document)
        data = file.read()
        read = FileReader(models_of(self.kinds)).read(file, data)
        first = read.entries[0] if read.entries else None
        if not first or not isinstance(first.entry, Document) or not first.text:
            raise MoreThanTexts(document)
        entry, body = first.entry, first.text
        problems = *self.run.problems, *read.problems, *first.problems
        is_told_of = any(concerns_text(problem, entry) for problem in problems)
        if is_told_of or [*identity_numbers(data.decode())]:
            raise MoreThanTexts(document)
        if self.run.languages != BOKMAL_ALONE:
            entry = entry.placed(self.run.languages)
        text = recorded_text(entry, body)
        if not text.rest or text.rest != known.rest or not self._has_same_words(known, text):
            raise MoreThanTexts(document)
        self.records.put_text(entry.ref, text)
        fields = [field for field in SHOWN if getattr(known, field) != getattr(text, field)]
        return EditedText(entry.ref, body, fields)

    def _has_same_words(self, before: RecordedText, now: RecordedText) -> bool:
        """Whether no word of a draft has come into the public text, or gone from it."""
        scan, texts = self.run.scan, (unpacked(before.source), unpacked(now.source))
        return not scan or scan.has_same_words(*texts)

    def _rendered(self, pages: Iterable[RecordedPage | None]) -> Iterator[tuple[str, bytes]]:
        """The path and the bytes of each page."""
        folders = template_folders(self.kinds, self.settings)
        templates = environment(*folders, self.engine.caches.templates)
        words = {lang: texts(lang, *translations_in(folders[0])) for lang in self.run.layouts}
        for page in pages:
            if not page:
                raise MoreThanTexts
            known = {ref: text for ref in page.texts if (text := self.records.text(ref))}
            renderer = Renderer(page.site_data(known), self.run.layouts, templates, words)
            yield path_of(page.output.address), next(renderer.render([page.output]))[0]

    def _write(self, made: Mapping[str, bytes], bodies: Mapping[str, Body]) -> set[str]:
        """Write what was made, and keep every other file of OUTPUT; the paths of all."""
        kept, tree = self.folders.here.records, self.folders.next
        for path, record in kept.items():
            if path not in made and not self.folders.keep(path, record.sha256):
                raise MoreThanTexts(path)
        self.folders.unpublished = made.keys()
        for path, data in made.items():
            self.folders.make(path, data)
        paths = set(kept)
        for make in self.run.after:
            after = make(bodies, made.keys(), tree.folder, self.engine.caches.store)
            if after is None:
                raise MoreThanTexts
            files, gone = after
            for address, data in files.items():
                tree.write(path_of(address), data)
            paths = (paths | set(map(path_of, files))) - set(map(path_of, gone))
        return paths

    def _publish(self, paths: set[str]) -> None:
        """List and scan what is new, and exchange OUTPUT."""
        kept, tree = self.folders.here.records, self.folders.next
        tree.remove(tree.records.keys() - paths)
        if scan := self.run.scan:
            manifest = path_of(MANIFEST)
            listed = {path: r for path, r in tree.records.items() if path != manifest}
            tree.write(manifest, manifest_of(listed))
            for path, record in tree.records.items():
                is_new = path not in kept or kept[path].sha256 != record.sha256
                if is_new and scan.finds(path, (tree.folder / path).read_bytes()):
                    raise MoreThanTexts(path)  # an ordinary run tells of it
        self.folders.exchange()
