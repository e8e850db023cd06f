"""What one file of content/ says, of itself alone: the same bytes always say the same."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from newsroom.contract.compressed_text import packed
from newsroom.contract.entry import Entry
from newsroom.contract.event_parts import Attachment
from newsroom.contract.fields import KEY
from newsroom.contract.image import Image
from newsroom.contract.problems import Problem, Report
from newsroom.contract.site import Site
from newsroom.contract.source import Source
from newsroom.reading import validate
from newsroom.reading.files import File, text_in
from newsroom.reading.frontmatter import split
from newsroom.reading.plain_text import check_plain_texts
from newsroom.reading.texts import Converter, Text
from newsroom.reading.weekdays import check_weekdays
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import Data, parse

# The parts that are asked for of every entry in every run.
ASKED = (Image, Attachment)
Models = Iterable[type[Entry]]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a file, whole or what is left of it, with its text and its problems.

    `claim` is the kind and the key that no other may have, None when it has none; `broken` the
    names of what could not be read.
    """

    source: Source
    entry: Entry | None = None
    left: Entry | None = None
    text: Text | None = None
    problems: tuple[Problem, ...] = ()
    broken: tuple[str, ...] = ()
    claim: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's items, and what is wrong with the file; `refs` are what a link to it may mean."""

    items: tuple[Item, ...] = ()
    refs: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    broken: tuple[str, ...] = ()


def kind_of(file: File) -> str:
    """What the place of a file says of it: `news`, `events`, `site` …"""
    return file.folder.removesuffix(file.suffix) if file.folder == file.path else file.folder


def folders_of(models: Models) -> dict[str, type[Entry]]:
    """The model of the entries in each folder of content/."""
    return {model.files.folder: model for model in models}


def is_entries(file: File, folders: Mapping[str, type[Entry]]) -> bool:
    """Whether the file has entries, as its place and its suffix say."""
    if file.path == "site.yaml":
        return True
    model = folders.get(kind_of(file))
    if model and model.files.form == "documents":
        return file.folder != file.path and file.suffix == ".md"
    return bool(model) and file.suffix == ".yaml"


class FileReader:
    """Reads files one after another, each by the model of its folder."""

    def __init__(self, models: Models) -> None:
        self.folders = folders_of(models)
        self.converter = Converter()

    def read(self, file: File, data: bytes) -> Reading:
        """What the bytes of a file say."""
        report = Report()
        try:
            text = text_in(file, data, report)
            if text is None:
                found = Reading((), self._refs(file), tuple(report.problems), (file.path,))
            elif model := self._document_model(file):
                found = self._document(file, text, model)
            else:
                found = self._yaml(file, text)
            said = tuple(report.problems) if text is not None else ()
            found = replace(found, problems=(*said, *found.problems))
        except YamlFault as fault:
            at = Source(file.path, {(): (fault.line, fault.column)})
            report.add(at, (), fault.code, fault.values)
            found = Reading((), self._refs(file), tuple(report.problems), (file.path,))
        return found

    def _refs(self, file: File) -> tuple[str, ...]:
        return (file.path,) if self._document_model(file) else ()

    def _document_model(self, file: File) -> type[Entry] | None:
        """The model of a Markdown file; None of any other."""
        model = self.folders.get(file.folder)
        return model if model and model.files.form == "documents" else None

    def _document(self, file: File, text: str, model: type[Entry]) -> Reading:
        """The one entry of a Markdown file."""
        head, body, line = split(text)
        data, places = parse(head)
        source = Source(file.path, places, packed(body), line)
        item = self._item(model, data or {}, source, file.path)
        return Reading((item,), (file.path,))

    def _yaml(self, file: File, text: str) -> Reading:
        data, places = parse(text)
        source, kind = Source(file.path, places), kind_of(file)
        if data is None:
            return Reading()
        if kind == "site":
            return Reading((self._item(Site, data, source, file.path),))
        model = self.folders[kind]
        read = self._keyed if model.files.is_keyed else self._listed
        return read(file, data, source, model)

    def _listed(self, file: File, data: Data, source: Source, model: type[Entry]) -> Reading:
        """A list of entries with an id each, or one."""
        items, refs = [], []
        for one, where in _each(data, source):
            said = one.get("id") if isinstance(one, dict) else None
            refs.append(f"{model.kind_name()}:{said}" if isinstance(said, str) else file.path)
            items.append(self._item(model, one, where, refs[-1], file.path))
        return Reading(tuple(items), tuple(refs))

    def _keyed(self, file: File, data: Data, source: Source, model: type[Entry]) -> Reading:
        """A mapping of entries by key, or in a folder one entry with its file's name as key."""
        report = Report()
        if file.folder == file.path and not isinstance(data, dict):
            report.add(source, (), "field-mapping", {"field": file.path})
            return Reading(problems=tuple(report.problems), broken=(file.path,))
        if file.folder != file.path:
            entries = [(PurePosixPath(file.path).stem, data, source)]
        else:
            entries = [(key, one, source.under(key)) for key, one in data.items()]
        items = []
        for key, one, where in entries:
            if KEY.fullmatch(key):
                items.append(self._item(model, one, where, file.path, key=key))
            else:
                report.add(where, (), "key-invalid", {"value": key})
        broken = (file.path,) if report.problems else ()
        return Reading(tuple(items), (), tuple(report.problems), broken)

    def _item(
        self, kind: type[Entry], data: Data, source: Source, *broken: str, key: str = ""
    ) -> Item:
        """The entry in `data`; of a faulty one, what is left, and the names of what broke."""
        report = Report()
        entry = validate.entry(kind, data, source, report, key)
        left = None if entry else validate.remains(kind, data, source, key)
        found = entry or left
        text = self.converter.text(found) if found else None
        if found:
            check_weekdays(found, report)
            check_plain_texts(found, report)
        return Item(
            source=source,
            entry=entry and entry.sealed(*ASKED),
            left=left and left.sealed(*ASKED),
            text=text,
            problems=tuple(report.problems),
            broken=() if entry else broken,
            claim=(kind.__name__, key) if kind is not Site and kind.files.is_keyed else None,
        )


def _each(data: Data, source: Source) -> Iterator[tuple[Data, Source]]:
    """Each entry of a file with its own places: of a list, or the one mapping."""
    if isinstance(data, list):
        yield from ((one, source.under(index)) for index, one in enumerate(data))
    else:
        yield data, source
