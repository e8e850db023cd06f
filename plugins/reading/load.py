"""The one way in: content/ to a Catalog and a Report."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from plugins.contract.article import Article
from plugins.contract.catalog import Catalog
from plugins.contract.entry import Document, Entry
from plugins.contract.event import Event
from plugins.contract.fields import KEY
from plugins.contract.page import Page
from plugins.contract.people import Network, Person, Venue
from plugins.contract.problems import Report
from plugins.contract.review import Review
from plugins.contract.site import Site
from plugins.contract.source import Source
from plugins.reading import record, references, sense, series, validate
from plugins.reading.files import File, text_of, walk
from plugins.reading.frontmatter import split
from plugins.reading.removal import without_removed
from plugins.reading.spelling import nearest
from plugins.reading.texts import Texts
from plugins.reading.yamlfaults import YamlFault
from plugins.reading.yamlfile import Data, parse

DOCUMENTS: dict[str, type[Document]] = {"news": Article, "pages": Page, "reviews": Review}
KEYED: dict[str, type[Entry]] = {"venues": Venue, "people": Person, "networks": Network}
MEDIA = {"images", "documents"}
LICENCES, REMOVED = "licenses.txt", "removed.yaml"
UNREAD = {"README.md", "record"}
TEXTS = {".md", ".markdown", ".yaml", ".yml"}


def load(content: Path) -> tuple[Catalog, Report]:
    """Everything in `content`, validated, and everything wrong with it.

    Entries with faults are left out of the Catalog; their refs are in `broken`.
    """
    reader = _Reader()
    for file in walk(content, reader.report):
        reader.read(file)
    catalog = without_removed(reader.catalog(), reader.removed, reader.report)
    for check in (references.check, series.check, sense.check):
        check(catalog, reader.report)
    return catalog, reader.report


@dataclass(slots=True)
class _Reader:
    """What has been read so far."""

    report: Report = field(default_factory=Report)
    entries: dict[type[Entry], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    owners: dict[str, tuple[str, ...]] = field(default_factory=dict)
    media: dict[str, Path] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    licences: str = ""
    recorded: str = ""
    faulty: list[Entry] = field(default_factory=list)
    keys: set[tuple[type[Entry], str]] = field(default_factory=set)
    removed: list[tuple[str, Source]] = field(default_factory=list)

    def read(self, file: File) -> None:
        """Take in one file, by the place it stands."""
        kind = file.folder.removesuffix(file.suffix) if file.folder == file.path else file.folder
        if file.folder in UNREAD and file.path != record.PATH:
            return
        if file.path == record.PATH:
            self.recorded = text_of(file, self.report) or ""
        elif file.path == REMOVED:
            self._removed(file)
        elif file.path == LICENCES:
            self.licences = text_of(file, self.report) or ""
        elif file.folder in MEDIA:
            self.media[file.path] = file.where
        elif file.folder in DOCUMENTS and file.suffix == ".md":
            self._document(file, DOCUMENTS[file.folder])
        elif (file.suffix == ".yaml" and kind in {"events", *KEYED}) or file.path == "site.yaml":
            self._yaml(file, kind)
        elif file.suffix in TEXTS or file.folder in {*DOCUMENTS, *KEYED, "events"}:
            folders = {*DOCUMENTS, *KEYED, "events", "site.yaml"}
            meant = "" if kind in folders else nearest(kind, folders)
            values = {"suggestion": meant, "folders": ", ".join(sorted(folders))}
            self.report.add(Source(file.path), (), "file-unplaced", values)

    def _removed(self, file: File) -> None:
        """A list of paths, keys and names."""
        text = text_of(file, self.report)
        try:
            data, places = parse(text or "")
        except YamlFault as fault:
            self._unreadable(file, fault)
            return
        source = Source(file.path, places)
        if data and not (isinstance(data, list) and all(isinstance(one, str) for one in data)):
            self.report.add(source, (), "field-list", {"field": file.path})
            return
        self.removed = [(one.strip(), source.under(at)) for at, one in enumerate(data or ())]

    def _document(self, file: File, kind: type[Document]) -> None:
        self.owners[file.path] = (file.path,)
        text = text_of(file, self.report)
        try:
            head, body, line = split(text) if text is not None else ("", "", 0)
            data, places = parse(head)
        except YamlFault as fault:
            self._unreadable(file, fault)
            return
        source = Source(file.path, places, body, line)
        if text is None:
            self.broken.add(file.path)
        else:
            self._take(kind, data or {}, source, file.path)

    def _yaml(self, file: File, kind: str) -> None:
        text = text_of(file, self.report)
        try:
            data, places = parse(text) if text is not None else (None, {})
        except YamlFault as fault:
            self._unreadable(file, fault)
            return
        if text is None:
            self.broken.add(file.path)
        if data is None:
            return
        source = Source(file.path, places)
        if kind == "site":
            self._take(Site, data, source, file.path)
        elif kind == "events":
            self._events(file, data, source)
        else:
            self._keyed(file, KEYED[kind], data, source)

    def _events(self, file: File, data: Data, source: Source) -> None:
        refs = []
        for one, where in _listed(data, source):
            said = one.get("id") if isinstance(one, dict) else None
            refs.append(f"event:{said}" if isinstance(said, str) else file.path)
            self._take(Event, one, where, refs[-1], file.path)
        self.owners[file.path] = tuple(refs)

    def _keyed(self, file: File, kind: type[Entry], data: Data, source: Source) -> None:
        """A mapping of entries by key, or in a folder one entry with its file's name as key."""
        if file.folder == file.path and not isinstance(data, dict):
            self.report.add(source, (), "field-mapping", {"field": file.path})
            self.broken.add(file.path)
            return
        if file.folder != file.path:
            data, source = {PurePosixPath(file.path).stem: data}, source
        for key, one in data.items():
            where = source.under(key) if file.folder == file.path else source
            if not KEY.fullmatch(key):
                self.report.add(where, (), "key-invalid", {"value": key})
                self.broken.add(file.path)
            elif (kind, key) in self.keys:
                self.report.add(where, (), "key-taken", {"value": key})
            else:
                self.keys.add((kind, key))
                self._take(kind, one, where, file.path, key=key)

    def _take(
        self, kind: type[Entry], data: Data, source: Source, *broken: str, key: str = ""
    ) -> None:
        """Keep the entry in `data`; of a faulty one, what is left, and the names of what broke."""
        if found := validate.entry(kind, data, source, self.report, key):
            self.entries[kind].append(found)
            return
        self.broken |= set(broken)
        if left := validate.remains(kind, data, source, key):
            self.faulty.append(left)

    def _unreadable(self, file: File, fault: YamlFault) -> None:
        at = Source(file.path, {(): (fault.line, fault.column)})
        self.report.add(at, (), fault.code, fault.values)
        self.broken.add(file.path)

    def catalog(self) -> Catalog:
        """What has been read, with its texts converted."""
        # A picture taken off may be deleted too: what names it is no fault.
        gone = {text: None for text, _ in self.removed}
        texts = Texts(self.owners, {**gone, **self.media}, self.report)
        whole = (entry for kind in self.entries.values() for entry in kind)
        everything = (*whole, *self.faulty)
        bodies = {e.ref: body for e in everything if (body := texts.body(e))}
        found = self.entries
        site = found[Site][0] if found[Site] else Site()
        return Catalog(
            site=site,
            articles=tuple(found[Article]),
            pages=tuple(found[Page]),
            events=tuple(found[Event]),
            reviews=tuple(found[Review]),
            venues={entry.key: entry for entry in found[Venue]},
            people={entry.key: entry for entry in found[Person]},
            networks={entry.key: entry for entry in found[Network]},
            bodies=bodies,
            media=self.media,
            broken=frozenset(self.broken),
            licences=self.licences,
            faulty=tuple(self.faulty),
            record=record.parse(self.recorded, site.since, self.report),
        )


def _listed(data: Data, source: Source) -> Iterator[tuple[Data, Source]]:
    """Each event of a file with its own places: of a list, or the one mapping."""
    if isinstance(data, list):
        yield from ((one, source.under(index)) for index, one in enumerate(data))
    else:
        yield data, source
