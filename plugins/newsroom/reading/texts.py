"""The text of every entry, converted, with each thing it points at understood."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from newsroom.contract.body import Body, Target
from newsroom.contract.entry import Document, Entry
from newsroom.contract.event import Event
from newsroom.contract.people import Person
from newsroom.contract.problems import Problem, Report
from newsroom.contract.review import Review
from newsroom.contract.source import TEXT, Source
from newsroom.reading.links import SCHEME, meant, picture_path
from newsroom.reading.markdown_rules import Dialect
from newsroom.reading.masking import Lines, located
from newsroom.reading.spelling import nearest
from newsroom.reading.yaml_file import MOST_NESTED, too_nested

FIELDS = {Event: "description", Person: "bio"}


@dataclass(frozen=True, slots=True)
class Text:
    """A text as HTML, its targets as they are written; None when it cannot be converted.

    `faults` are what is wrong with it: line, code and value.
    """

    body: Body | None
    faults: tuple[tuple[int, str, str], ...] = ()


class Converter:
    """Converts texts one after another, each for itself."""

    @cached_property
    def dialect(self) -> Dialect:
        """Built for the first text: a run that finds all of them converted needs none."""
        return Dialect()

    def text(self, entry: Entry) -> Text | None:
        """The entry's text as HTML with slots; None when it has none."""
        written, line = markdown_of(entry)
        if not written.strip():
            return None
        if (deep := too_nested(written)) is not None:
            return Text(None, ((line + deep - 1, "file-too-deep", str(MOST_NESTED)),))
        body, found = self.dialect.convert(written)
        if not body.targets and not found.faults:
            return Text(body)
        lines = Lines(written, line)
        body = located(body, lines)
        faults = tuple((lines.of(value), code, value) for code, value in found.faults)
        return Text(body, faults)


@dataclass(slots=True)
class Understood:
    """Texts as they were understood, while `files` stood."""

    files: tuple = ()
    texts: dict[int, "UnderstoodText"] = field(default_factory=dict)


class UnderstoodText(NamedTuple):
    """A text of the entry `ref`, its body, and what is wrong with it."""

    text: Text
    ref: str
    body: Body | None
    problems: list[Problem]


class Texts:
    """Understands what texts point at; `owners` are the refs each file of content/ holds."""

    def __init__(
        self, owners: Mapping[str, tuple[str, ...]], media: Mapping[str, object], report: Report
    ) -> None:
        self.owners = owners
        self.media = media
        self.report = report

    def bodies(self, texts: Iterable[tuple[Entry, Text]], known: Understood) -> dict[str, Body]:
        """The body of each entry by its ref; `known` has those of the last run, and then these."""
        files = (self.owners, frozenset(self.media))
        before = known.texts if files == known.files else {}
        known.files, known.texts = files, {}
        for entry, text in texts:
            was = before.get(id(text))
            is_known = was and was.text is text and was.ref == entry.ref
            known.texts[id(text)] = was if is_known else self._understood_text(entry, text)
        found = known.texts.values()
        for one in found:
            self.report.extend(one.problems)
        return {one.ref: one.body for one in found if one.body}

    def _understood_text(self, entry: Entry, text: Text) -> UnderstoodText:
        report = Report()
        body = Texts(self.owners, self.media, report).body(entry, text)
        return UnderstoodText(text, entry.ref, body, report.problems)

    def body(self, entry: Entry, text: Text | None) -> Body | None:
        """The entry's body, with each target understood; None when it has none."""
        if not text:
            return None
        for line, code, value in text.faults:
            name = "most" if code == "file-too-deep" else "value"
            self._tell(entry.source, line, code, **{name: value})
        if not text.body or not text.body.targets:
            return text.body
        targets = tuple(self._understood(target, entry) for target in text.body.targets)
        return replace(text.body, targets=targets)

    def _understood(self, target: Target, entry: Entry) -> Target:
        if target.kind == "figure":
            if not isinstance(entry, Review):
                self._tell(entry.source, target.line, "figure-elsewhere", value=target.written)
            return target
        if target.kind == "picture":
            return self._picture(target, entry)
        here = entry.ref if isinstance(entry, Document) else entry.source.path
        found, code = meant(target, here, self.owners)
        if not isinstance(entry, Document) and found.kind == "entry" and found.name == here:
            found = replace(found, name=entry.ref)
        if code:
            self._tell(entry.source, target.line, code, value=target.written)
        if found.kind == "document" and found.name not in self.media:
            self._missing(found, entry.source, "document-missing")
        return found

    def _picture(self, target: Target, entry: Entry) -> Target:
        found = replace(target, name=picture_path(target, entry.source.path))
        if found.name.startswith("../") or SCHEME.match(target.name):
            self._tell(entry.source, target.line, "path-outside-content", value=target.written)
        elif found.name not in self.media:
            self._missing(found, entry.source, "image-missing")
        if not target.alt:
            self._tell(entry.source, target.line, "image-alt-missing", src=target.written)
        return found

    def _missing(self, target: Target, source: Source, code: str) -> None:
        suggestion = nearest(target.name, self.media)
        self._tell(source, target.line, code, src=target.written, suggestion=suggestion)

    def _tell(self, source: Source, line: int, code: str, **values: object) -> None:
        self.report.add(source.at_line(line), (), code, values)


def markdown_of(entry: Entry) -> tuple[str, int]:
    """The Markdown of an entry, and the line of its file where it begins."""
    if isinstance(entry, Document):
        return entry.source.text, entry.source.text_line
    field = FIELDS.get(type(entry))
    if not field:
        return "", 0
    return getattr(entry, field), entry.source.place((field, TEXT))[0]
