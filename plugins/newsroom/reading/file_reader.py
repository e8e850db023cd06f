"""Reads one file of content/ at a time; the result depends on the bytes of that file alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from newsroom.contract.body import Body
from newsroom.contract.brand import Logo
from newsroom.contract.entry import Entry
from newsroom.contract.event_parts import Attachment
from newsroom.contract.fields import KEY, WebAddress
from newsroom.contract.image import Image
from newsroom.contract.problems import Problem, Report, Source
from newsroom.contract.reserved import SITE_LANGUAGES
from newsroom.contract.site import Site
from newsroom.contract.slug import slugify
from newsroom.reading import validate
from newsroom.reading.entry_checks import (
    check_html,
    check_offsets,
    check_plain_texts,
    check_written,
)
from newsroom.reading.files import ContentFile, text_in
from newsroom.reading.texts import Converter
from newsroom.reading.weekdays import check_weekdays
from newsroom.reading.yaml_faults import YamlFault
from newsroom.reading.yaml_file import Data, parse, split

# The parts that every run searches each entry for.
SEALED_PARTS = (Image, Logo, Attachment, WebAddress)
Models = Iterable[type[Entry]]


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry of a file, with its text, its translations that have one, and its problems.

    A faulty entry has `broken` names; `entry` is then without its faulty fields, or None. `unique`
    is the model and key that no other entry may have, None for an entry without a key.
    """

    source: Source
    entry: Entry | None = None
    text: Body | None = None
    translations: tuple[tuple[Entry, Body], ...] = ()
    problems: tuple[Problem, ...] = ()
    broken: tuple[str, ...] = ()
    unique: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class FileResult:
    """The entries of a file, and the problems of the file itself.

    `refs` are the entries that a link to the file may mean; `broken` has the path of the file when
    all or a part of it could not be read.
    """

    entries: tuple[ReadEntry, ...] = ()
    refs: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    broken: tuple[str, ...] = ()


def folder_of(file: ContentFile) -> str:
    """The folder that decides the model of a file: `news`; for `people.yaml` it is `people`."""
    return file.folder.removesuffix(file.suffix) if file.folder == file.path else file.folder


def folders_of(models: Models) -> dict[str, type[Entry]]:
    """The model of the entries in each folder of content/."""
    return {model.files.folder: model for model in models}


def has_entries(file: ContentFile, folders: Mapping[str, type[Entry]]) -> bool:
    """Whether a file with this path and suffix has entries."""
    if file.path == "site.yaml":
        return True
    model = folders.get(folder_of(file))
    if model and model.files.form == "documents":
        return file.folder != file.path and file.suffix == ".md"
    return bool(model) and file.suffix == ".yaml"


class FileReader:
    """Reads files one after another, each with the model of its folder."""

    def __init__(self, models: Models) -> None:
        self.folders = folders_of(models)
        self.converter = Converter()

    def read(self, file: ContentFile, data: bytes) -> FileResult:
        """The entries of a file with these bytes, and its problems; `has_entries` must be true."""
        report = Report()
        model = self.folders.get(folder_of(file), Site)
        is_document = file.suffix == ".md"
        try:
            if (text := text_in(file, data, report)) is not None:
                result = (self._document if is_document else self._yaml)(file, text, model)
                return replace(result, problems=(*report.problems, *result.problems))
        except YamlFault as fault:
            report.add(fault.source(file.path), (), fault.code, fault.values)
        refs = (file.path,) if is_document else ()
        return FileResult((), refs, tuple(report.problems), (file.path,))

    def _document(self, file: ContentFile, text: str, model: type[Entry]) -> FileResult:
        """The one entry of a Markdown file."""
        head, body, line = split(text)
        data, places = parse(head)
        source = Source.of_document(file.path, places, body, line)
        entry = self._entry(model, data or {}, source, file.path)
        return FileResult((entry,), (file.path,))

    def _yaml(self, file: ContentFile, text: str, model: type[Entry]) -> FileResult:
        data, places = parse(text)
        source = Source(file.path, places)
        if data is None:
            return FileResult()
        if model is Site:
            return FileResult((self._entry(model, data, source, file.path),))
        read = self._keyed if model.files.is_keyed else self._listed
        return read(file, data, source, model)

    def _listed(
        self, file: ContentFile, data: Data, source: Source, model: type[Entry]
    ) -> FileResult:
        """A list of entries with an id each, or one such entry."""
        entries, refs = [], []
        each = [(data, source)]
        if isinstance(data, list):
            each = [(fields, source.under(index)) for index, fields in enumerate(data)]
        for fields, entry_source in each:
            id = fields.get("id") if isinstance(fields, dict) else None
            refs.append(f"{model.kind_name()}:{id}" if isinstance(id, str) else file.path)
            entries.append(self._entry(model, fields, entry_source, refs[-1], file.path))
        return FileResult(tuple(entries), tuple(refs))

    def _keyed(
        self, file: ContentFile, data: Data, source: Source, model: type[Entry]
    ) -> FileResult:
        """A mapping of entries by key; in a folder one entry, whose key is the file's name."""
        report = Report()
        if file.folder != file.path:
            by_key = [(PurePosixPath(file.path).stem, data, source)]
        elif isinstance(data, dict):
            by_key = [(key, fields, source.under(key)) for key, fields in data.items()]
        else:
            report.add(source, (), "field-mapping", {"field": file.path})
            by_key = []
        entries = []
        for key, fields, entry_source in by_key:
            if group := validate.unindented(model, data, source, (key,)):
                values = {"field": key, "group": group, "indent": "  "}
                report.add(entry_source, (), "field-unindented", values)
            elif KEY.fullmatch(key):
                entries.append(self._entry(model, fields, entry_source, file.path, key=key))
            elif file.folder == file.path:
                # `rename` changes the key in all files that use it.
                report.add(entry_source, (), "key-invalid", {"value": key, "doubt": "used"})
                if isinstance(fields, dict):
                    report.extend(self._entry(model, fields, entry_source, key=key).problems)
            else:
                values = {"value": key + file.suffix, "suggestion": slugify(key) + file.suffix}
                report.add(Source(file.path), (), "file-name-invalid", values)
        broken = (file.path,) if report.problems else ()
        return FileResult(tuple(entries), (), tuple(report.problems), broken)

    def _entry(
        self, model: type[Entry], data: Data, source: Source, *names: str, key: str = ""
    ) -> ReadEntry:
        """The entry in `data`; when it is faulty, `names` are broken."""
        report = Report()
        valid = validate.entry(model, data, source, report, key)
        entry = valid or validate.partial_entry(model, data, source, key)
        if entry:
            check_weekdays(entry, report)
            check_plain_texts(entry, report)
            check_html(entry, report)
            check_offsets(entry, report)
        text = self.converter.body(entry, report) if entry else None
        if valid:
            check_written(valid, report)
        return ReadEntry(
            source=source,
            entry=entry and entry.sealed(*SEALED_PARTS),
            text=text,
            translations=tuple(self._translations(entry, report)) if entry else (),
            problems=tuple(report.problems),
            broken=() if valid else names,
            unique=(model.__name__, key) if model is not Site and model.files.is_keyed else None,
        )

    def _translations(self, entry: Entry, report: Report) -> Iterator[tuple[Entry, Body]]:
        """The entry in each other language in which it has a text, with that text."""
        for translated in filter(None, map(entry.translated, SITE_LANGUAGES)):
            if text := self.converter.body(translated, report):
                yield translated, text
