"""An edit of texts alone: only the pages that show them are made again.

Most edits change the text of an article, and none of its fields, links, headings or pictures. Then
every address, list and link is as it was, and so is each page that does not show the text. So the
entries of the site are not read (docs/performance.md). Whatever else may have changed is
MoreThanTexts, and an ordinary run follows.
"""

import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsroom.addresses.outputs import path_of
from newsroom.content_kinds import content_kinds, models_of
from newsroom.contract.body import Body
from newsroom.disk.stats import FileStat
from newsroom.inspection.file_scan import names_of
from newsroom.reading.files import ContentFile
from newsroom.site.edited_text import EditedText, MoreThanTexts, edited_text
from newsroom.site.generator import template_folders, translations_in
from newsroom.site.input_files import hash_of_output
from newsroom.site.page_records import PageRecords
from newsroom.site.published_site import MANIFEST, manifest_of, scanned_folders
from newsroom.site.recorded_pages import NotRecorded, RecordedPage, RecordedText
from newsroom.site.templates import Renderer, environment
from newsroom.site.text_records import RunRecord, cache_stats, file_of, records_of
from newsroom.wording.texts import texts

if TYPE_CHECKING:
    from newsroom.site.engine import Engine


class TextsMade(NamedTuple):
    """The number of pages and files that an edit made again, and the stat of the records then."""

    outputs: int
    records: FileStat


def make_texts(
    engine: "Engine", documents: Iterable[str], output: str, last: FileStat | None
) -> TextsMade | None:
    """Make again what shows the texts of these documents, by absolute path, and nothing else.

    `output` is the hash of OUTPUT after the last run, and `last` the stat of its records. None when
    it takes an ordinary run, which then makes good whatever was done. Raises OutputRefused.
    """
    if not last or engine.settings["PRECOMPRESSED"]:
        return None
    engine.folders.open(empty=False)  # from now on no other build changes OUTPUT
    try:
        is_of_last = hash_of_output(engine.folders.here.records) == output
        if not is_of_last or FileStat.of(file_of(engine).stat()) != last:
            return None
        with records_of(engine) as records:
            made = TextEdit(engine, records).make(documents)
        return TextsMade(made, FileStat.of(file_of(engine).stat()))
    except (MoreThanTexts, NotRecorded, OSError, sqlite3.Error):
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
        if not run or run.caches != cache_stats(engine):
            raise MoreThanTexts
        self.run = run

    def make(self, documents: Iterable[str]) -> int:
        """Make the pages of these documents and exchange OUTPUT; the number of pages."""
        edits = [self._edited(document) for document in documents]
        shown = [(edit.ref, field) for edit in edits for field in edit.fields]
        new = {edit.ref: edit.text for edit in edits}
        made = dict(self._rendered(self.records.pages_with(shown), new))
        self._write(made)
        paths = self._write_after({edit.ref: edit.body for edit in edits}, made)
        self._publish(paths)
        self.engine.caches.templates.save()
        self.records.put_edit(new)
        self.records.put_values({"run": self.run._replace(caches=cache_stats(self.engine))})
        return len(made)

    def _edited(self, document: str) -> EditedText:
        """The edit of a document, which counts from now on."""
        place = Path(document).relative_to(self.settings["PATH"]).as_posix()
        file = ContentFile(unicodedata.normalize("NFC", place), Path(document))
        known = self.records.text(file.path)
        edit = edited_text(file, known, self.run, models_of(self.kinds))
        self.run = self.run._replace(scan=edit.scan)
        return edit

    def _rendered(
        self, pages: Iterable[RecordedPage | None], new: Mapping[str, RecordedText]
    ) -> Iterator[tuple[str, bytes]]:
        """The path and the bytes of each page, with the new texts by ref."""
        folders, layouts = template_folders(self.kinds, self.settings), self.run.layouts
        templates = environment(*folders, self.engine.caches.templates)
        words = {lang: texts(lang, *translations_in(folders[0])) for lang in layouts}
        for page in pages:
            if not page:
                raise MoreThanTexts
            shown = dict(new)
            for ref in page.texts - new.keys():
                if not (text := self.records.text(ref)):
                    raise MoreThanTexts(ref)
                shown[ref] = text
            renderer = Renderer(page.site_data(shown), layouts, templates, words)
            yield path_of(page.output.address), next(renderer.render([page.output]))[0]

    def _write(self, made: Mapping[str, bytes]) -> None:
        """Write what was made, and keep every other file of OUTPUT."""
        for path, record in self.folders.here.records.items():
            if path not in made and not self.folders.keep(path, record.sha256):
                raise MoreThanTexts(path)
        self.folders.unpublished = made.keys()
        for path, data in made.items():
            self.folders.make(path, data)

    def _write_after(self, bodies: Mapping[str, Body], made: Iterable[str]) -> set[str]:
        """Write the files that are made of finished pages; the paths of all files."""
        tree, paths = self.folders.next, set(self.folders.here.records)
        for make in self.run.after:
            after = make(bodies, made, tree.folder, self.engine.caches.pages.store)
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
        tree.prune(paths)
        if scan := self.run.scan:
            folders = names_of([tree.folder, *scanned_folders(self.settings)], scan.rules.siteurl)
            if not {*folders} <= {*scan.rules.folders}:
                raise MoreThanTexts  # the last run was that of another user, or elsewhere
            manifest = path_of(MANIFEST)
            listed = {path: r for path, r in tree.records.items() if path != manifest}
            tree.write(manifest, manifest_of(listed))
            for path, record in tree.records.items():
                is_new = path not in kept or kept[path].sha256 != record.sha256
                if is_new and scan.finds(path, (tree.folder / path).read_bytes()):
                    raise MoreThanTexts(path)  # an ordinary run tells of it
        self.folders.exchange()
