"""The one way in: content/ to a Catalog and a Report."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from newsroom.contract.catalog import BUILT_IN, Catalog
from newsroom.contract.entry import Entry
from newsroom.contract.ledger import ADDRESSES, GONE
from newsroom.contract.problems import Report
from newsroom.contract.site import Site
from newsroom.contract.source import Source
from newsroom.reading import ledger, plausibility, record, references, series
from newsroom.reading.file_reader import (
    FileReader,
    Item,
    Models,
    Reading,
    folders_of,
    is_entries,
    kind_of,
)
from newsroom.reading.files import File, text_of, walk
from newsroom.reading.removal import without_removed
from newsroom.reading.spelling import nearest
from newsroom.reading.texts import Text, Texts, Understood
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import parse

MEDIA = {"images", "documents"}
LICENCES, REMOVED = "licenses.txt", "removed.yaml"
UNREAD = {"README.md", "record"}
RECORDS = {record.PATH, ADDRESSES, GONE}
RECORD_NAMES = {PurePosixPath(path).stem: path for path in sorted(RECORDS)}
TEXTS = {".md", ".markdown", ".yaml", ".yml"}
Read = Callable[[Sequence[File], Models], Iterable[Reading]]


def read_all(files: Sequence[File], models: Models) -> Iterable[Reading]:
    """What each file says, in their order."""
    reader = FileReader(models)
    return (reader.read(file, file.where.read_bytes()) for file in files)


def load(
    content: Path, read: Read = read_all, models: tuple[type[Entry], ...] = BUILT_IN
) -> tuple[Catalog, Report]:
    """Everything in `content`, validated, and everything wrong with it.

    Entries with faults are left out of the Catalog; their refs are in `broken`.
    """
    catalog, report = gather(content, read, Understood(), models)
    references.check(catalog, report)
    series.check(catalog, report)
    plausibility.check(catalog, report)
    return catalog, report


def gather(
    content: Path, read: Read, known: Understood, models: tuple[type[Entry], ...]
) -> tuple[Catalog, Report]:
    """The same before entries are checked against each other.

    `read` reads files one by one; `known` is what an earlier run made of their texts.
    """
    gathering = _Gathering(models)
    folders = folders_of(models)
    files = walk(content, gathering.report)
    entries = [file for file in files if is_entries(file, folders)]
    for file, reading in zip(entries, read(entries, models), strict=True):
        gathering.take(file, reading)
    for file in files:
        if not is_entries(file, folders):
            gathering.place(file)
    catalog = without_removed(gathering.catalog(known), gathering.removed, gathering.report)
    return catalog, gathering.report


@dataclass(slots=True)
class _Gathering:
    """What has been gathered so far."""

    models: tuple[type[Entry], ...]
    report: Report = field(default_factory=Report)
    entries: dict[type[Entry], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    texts: list[tuple[Entry, Text]] = field(default_factory=list)
    owners: dict[str, tuple[str, ...]] = field(default_factory=dict)
    media: dict[str, Path] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    licences: str = ""
    recorded: dict[str, str] = field(default_factory=lambda: defaultdict(str))
    faulty: list[Entry] = field(default_factory=list)
    claims: set[tuple[str, str]] = field(default_factory=set)
    removed: list[tuple[str, Source]] = field(default_factory=list)

    def take(self, file: File, reading: Reading) -> None:
        """Take in what a file says."""
        self.report.extend(reading.problems)
        self.broken.update(reading.broken)
        if reading.refs:
            self.owners[file.path] = reading.refs
        for item in reading.items:
            if item.claim in self.claims:
                self.report.add(item.source, (), "key-taken", {"value": item.claim[1]})
            else:
                self._take(item)

    def _take(self, item: Item) -> None:
        if item.claim:
            self.claims.add(item.claim)
        self.report.extend(item.problems)
        self.broken.update(item.broken)
        if item.entry:
            self.entries[type(item.entry)].append(item.entry)
        elif item.left:
            self.faulty.append(item.left)
        if item.text:
            self.texts.append((item.entry or item.left, item.text))

    def place(self, file: File) -> None:
        """Take in a file without entries, by the place it stands."""
        if file.path in RECORDS:
            self.recorded[file.path] = text_of(file, self.report) or ""
        elif meant := _record_meant(file):
            values = {"suggestion": meant, "names": ", ".join(RECORD_NAMES.values())}
            self.report.add(Source(file.path), (), "record-unplaced", values)
        elif file.folder in UNREAD:
            return
        elif file.path == REMOVED:
            self._removed(file)
        elif file.path == LICENCES:
            self.licences = text_of(file, self.report) or ""
        elif file.folder in MEDIA:
            self.media[file.path] = file.where
        elif file.suffix in TEXTS or file.folder in folders_of(self.models):
            folders = {*folders_of(self.models), "site.yaml"}
            meant = "" if kind_of(file) in folders else nearest(kind_of(file), folders)
            values = {"suggestion": meant, "folders": ", ".join(sorted(folders))}
            self.report.add(Source(file.path), (), "file-unplaced", values)

    def _removed(self, file: File) -> None:
        """A list of paths, keys and names."""
        text = text_of(file, self.report)
        try:
            data, places = parse(text or "")
        except YamlFault as fault:
            at = Source(file.path, {(): (fault.line, fault.column)})
            self.report.add(at, (), fault.code, fault.values)
            return
        source = Source(file.path, places)
        if data and not isinstance(data, list):
            self.report.add(source, (), "field-list", {"field": file.path})
            return
        for at, one in enumerate(data or ()):
            if isinstance(one, str):
                self.removed.append((one.strip(), source.under(at)))
            else:
                self.report.add(source, (at,), "removed-line")

    def catalog(self, known: Understood) -> Catalog:
        """What has been read, with its texts understood."""
        # A picture taken off may be deleted too: what names it is no fault.
        gone = {text: None for text, _ in self.removed}
        texts = Texts(self.owners, {**gone, **self.media}, self.report)
        bodies = texts.bodies(self.texts, known)
        found, recorded = self.entries, self.recorded
        site = found[Site][0] if found[Site] else Site()
        catalog = Catalog(
            site=site,
            models=self.models,
            bodies=bodies,
            media=self.media,
            broken=frozenset(self.broken),
            licences=self.licences,
            faulty=tuple(self.faulty),
            record=record.parse(recorded[record.PATH], site.since, self.report),
            ledger=ledger.parse(recorded.get(ADDRESSES), recorded[GONE], self.report),
        )
        return catalog.with_entries({model: found[model] for model in self.models})


def _record_meant(file: File) -> str:
    """The record that a file beside them, or in no folder, was meant to be: `record/Gone.md`."""
    path = PurePosixPath(file.path)
    stands_there = str(path.parent) in (".", "record")
    return RECORD_NAMES.get(path.stem.lower(), "") if stands_there else ""
