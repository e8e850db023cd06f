"""Reads content/ into a Catalog of entries and a Report of problems."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from newsroom.contract.body import Body
from newsroom.contract.catalog import ADDRESSES, BUILT_IN, GONE, Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.image import SUFFIXES
from newsroom.contract.problems import Report, Source
from newsroom.contract.site import Site
from newsroom.reading import plausibility, references, series
from newsroom.reading.file_reader import (
    FileReader,
    FileResult,
    Models,
    ReadEntry,
    folder_of,
    folders_of,
    has_entries,
)
from newsroom.reading.files import NOTHING, ContentFile, text_of, walk
from newsroom.reading.records import CALENDAR, parse_calendar, parse_ledger
from newsroom.reading.removal import without_removed
from newsroom.reading.spelling import nearest
from newsroom.reading.texts import LinkResolver, ResolvedTexts
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import parse

MEDIA = {"images", "documents"}
PICTURES = {*SUFFIXES, ".svg"}
REMOVED = "removed.yaml"
IGNORED = {"README.md", "record"}
RECORDS = {CALENDAR, ADDRESSES, GONE}
RECORD_NAMES = {PurePosixPath(path).stem: path for path in sorted(RECORDS)}
TEXT_SUFFIXES = {".md", ".markdown", ".yaml", ".yml", ".txt"}
Read = Callable[[Sequence[ContentFile], Models], Iterable[FileResult]]


def read_all(files: Sequence[ContentFile], models: Models) -> Iterable[FileResult]:
    """The result for each file, in the same order."""
    reader = FileReader(models)
    return (reader.read(file, file.read()) for file in files)


def load(
    content: Path, read: Read = read_all, models: tuple[type[Entry], ...] = BUILT_IN
) -> tuple[Catalog, Report]:
    """All valid entries in `content`, the others in `faulty` and `broken`, and all problems."""
    catalog, report = gather(content, read, ResolvedTexts(), models)
    references.check(catalog, report)
    series.check(catalog, report)
    plausibility.check(catalog, report)
    return catalog, report


def gather(
    content: Path,
    read: Read,
    texts: ResolvedTexts,
    models: tuple[type[Entry], ...],
    unsaved: Mapping[str, bytes] = NOTHING,
) -> tuple[Catalog, Report]:
    """The same without checks across entries; `texts` is a cache of resolved texts, and updated.

    The bytes of files in `unsaved`, by path, are read instead of those on the disk.
    """
    builder = _CatalogBuilder(models)
    folders = folders_of(models)
    with_entries, others = list[ContentFile](), list[ContentFile]()
    for file in walk(content, builder.report, unsaved):
        (with_entries if has_entries(file, folders) else others).append(file)
    for file, result in zip(with_entries, read(with_entries, models), strict=True):
        builder.add_result(file, result)
    for file in others:
        builder.add_other(file)
    catalog = without_removed(builder.catalog(texts), builder.removed, builder.report)
    return catalog, builder.report


@dataclass(slots=True)
class _CatalogBuilder:
    """Collects the parts of the Catalog while files are read.

    `records` has the texts of record/, `removed` the lines of removed.yaml.
    """

    models: tuple[type[Entry], ...]
    report: Report = field(default_factory=Report)
    entries: dict[type[Entry], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    texts: list[tuple[Entry, Body]] = field(default_factory=list)
    refs_by_file: dict[str, tuple[str, ...]] = field(default_factory=dict)
    media: dict[str, Path] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    records: dict[str, str] = field(default_factory=lambda: defaultdict(str))
    faulty: list[Entry] = field(default_factory=list)
    keys: set[tuple[str, str]] = field(default_factory=set)
    removed: list[tuple[str, Source]] = field(default_factory=list)

    def add_result(self, file: ContentFile, result: FileResult) -> None:
        """Add the entries of a file; reports a key that an earlier entry has."""
        self.report.extend(result.problems)
        self.broken.update(result.broken)
        if result.refs:
            self.refs_by_file[file.path] = result.refs
        for read_entry in result.entries:
            if read_entry.unique and read_entry.unique in self.keys:
                values = {"value": read_entry.unique[1]}
                self.report.add(read_entry.source, (), "key-taken", values)
            else:
                self._add_entry(read_entry)

    def _add_entry(self, read_entry: ReadEntry) -> None:
        if read_entry.unique:
            self.keys.add(read_entry.unique)
        self.report.extend(read_entry.problems)
        self.broken.update(read_entry.broken)
        if entry := read_entry.entry:
            (self.faulty if read_entry.broken else self.entries[type(entry)]).append(entry)
            self.texts += [(entry, read_entry.text)] if read_entry.text else []
            self.texts += read_entry.translations

    def add_other(self, file: ContentFile) -> None:
        """Add a file without entries: a record, a picture … Reports one in the wrong place."""
        if file.path in RECORDS:
            self.records[file.path] = text_of(file, self.report) or ""
        elif suggestion := _misplaced_record(file):
            values = {"suggestion": suggestion, "names": ", ".join(RECORD_NAMES.values())}
            self.report.add(Source(file.path), (), "record-unplaced", values)
        elif file.folder in IGNORED:
            return
        elif file.path == REMOVED:
            self._add_removed(file)
        elif file.path == "licenses.txt":  # earlier versions published it, and init wrote it
            self.report.add(Source(file.path), (), "licences-unread", severity="advice")
        elif file.folder in MEDIA or file.suffix in PICTURES:
            self.media[file.path] = file.where
        elif file.suffix in TEXT_SUFFIXES or file.folder in folders_of(self.models):
            folders = {*folders_of(self.models), "site.yaml"}
            folder = folder_of(file)
            suggestion = "" if folder in folders else nearest(folder, folders)
            values = {"suggestion": suggestion, "folders": ", ".join(sorted(folders))}
            self.report.add(Source(file.path), (), "file-unplaced", values)

    def _add_removed(self, file: ContentFile) -> None:
        """Add the lines of removed.yaml."""
        text = text_of(file, self.report)
        try:
            data, places = parse(text or "")
        except YamlFault as fault:
            self.report.add(fault.source(file.path), (), fault.code, fault.values)
            return
        source = Source(file.path, places)
        if data and not isinstance(data, list):
            self.report.add(source, (), "removed-line")
            return
        for index, line in enumerate(data or ()):
            if isinstance(line, str):
                self.removed.append((line.strip(), source.under(index)))
            else:
                self.report.add(source, (index,), "removed-line")

    def catalog(self, texts: ResolvedTexts) -> Catalog:
        """The Catalog of everything added, with the links in texts resolved."""
        # The file of a removed picture may be deleted too; links to it are then no fault.
        removed = frozenset(line for line, _ in self.removed)
        resolver = LinkResolver(self.refs_by_file, removed.union(self.media), self.report, removed)
        bodies = resolver.bodies(self.texts, texts)
        site = next((entry for entry in self.entries[Site] if isinstance(entry, Site)), Site())
        catalog = Catalog(
            site=site,
            models=self.models,
            bodies=bodies,
            media=self.media,
            broken=frozenset(self.broken),
            faulty=tuple(self.faulty),
            record=parse_calendar(self.records[CALENDAR], site.since, self.report),
            ledger=parse_ledger(self.records.get(ADDRESSES), self.records[GONE], self.report),
        )
        catalog = catalog.with_entries({model: self.entries[model] for model in self.models})
        return catalog.placed(site.languages)


def _misplaced_record(file: ContentFile) -> str:
    """The record that a file such as `record/Gone.md` or `gone.txt` was meant to be; else ""."""
    path = PurePosixPath(file.path)
    is_near = str(path.parent) in (".", "record")
    return RECORD_NAMES.get(path.stem.lower(), "") if is_near else ""
