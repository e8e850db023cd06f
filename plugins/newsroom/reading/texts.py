"""Converts the Markdown of entries to HTML, and resolves the links and pictures in it."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from newsroom.contract.body import NO_BODY, Body, Target
from newsroom.contract.entry import Document, Entry
from newsroom.contract.event import Event
from newsroom.contract.fields import ELSEWHERE, InlineText, written_path
from newsroom.contract.people import Person
from newsroom.contract.problems import TEXT, Mend, Problem, Report, Source
from newsroom.contract.review import Review
from newsroom.reading.links import SCHEME, picture_path, resolved
from newsroom.reading.markdown_converter import MarkdownConverter
from newsroom.reading.markdown_slips import html_mend, mends
from newsroom.reading.masking import LineFinder, located
from newsroom.reading.spelling import nearest
from newsroom.reading.yaml_file import MOST_NESTED, too_nested

# The field of Markdown in an entry that is not a document.
MARKDOWN_FIELDS: Mapping[type[Entry], str] = {Event: "description", Person: "bio"}
# HTML that a person must write again as a whole, and the tags in it, which need no message then.
WHOLE = re.compile(r"<(?:table|ul|ol)\b", re.IGNORECASE)
PART = re.compile(r"<(?:thead|tbody|tfoot|tr|th|td|col|colgroup|caption|li)\b", re.IGNORECASE)
RefsByFile = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ConvertedText:
    """A text as HTML, with its links as written; `body` is None when it cannot be converted.

    Each of `faults` is a line of the file, a problem code, the value for its message, and its mend.
    """

    body: Body | None
    faults: tuple[tuple[int, str, str, Mend | None], ...] = ()


class Converter:
    """Converts one text after another."""

    @cached_property
    def markdown(self) -> MarkdownConverter:
        """Made for the first text, since a run with a full cache converts none."""
        return MarkdownConverter()

    @cached_property
    def inline_markdown(self) -> MarkdownConverter:
        """Converts text fields."""
        return MarkdownConverter(is_inline=True)

    def text(self, entry: Entry) -> ConvertedText | None:
        """The entry's text and text fields as HTML with slots; None when it has none."""
        written, first_line = markdown_of(entry)
        text = self._whole(written, first_line) if written.strip() else None
        for where, field_text in entry.parts(InlineText):
            if not field_text.is_plain:
                lines = LineFinder(field_text, entry.source.place((*where, TEXT))[0])
                text = self._with_field(text or ConvertedText(NO_BODY), field_text, lines)
        return text

    def _with_field(
        self, text: ConvertedText, field: InlineText, lines: LineFinder
    ) -> ConvertedText:
        """The converted text with the HTML, the targets and the faults of a text field."""
        body, faults = self.inline_markdown.convert(field)
        whole = (text.body or NO_BODY).with_inline(field, located(body, lines))
        places = ((lines.of(value), code, value, None) for code, value in faults)
        return ConvertedText(whole, (*text.faults, *places))

    def _whole(self, written: str, first_line: int) -> ConvertedText:
        if (deep := too_nested(written)) is not None:
            fault = (first_line + deep - 1, "file-too-deep", str(MOST_NESTED), None)
            return ConvertedText(None, (fault,))
        body, faults = self.markdown.convert(written)
        if not body.targets and not faults:
            return ConvertedText(body)
        lines = LineFinder(written, first_line)
        body = located(body, lines)
        all_mends = mends(written, first_line) if faults else []
        is_whole = any(WHOLE.match(value) for _, value in faults)
        places = [
            (lines.of(value), code, value)
            for code, value in faults
            if not (is_whole and PART.match(value))
        ]
        return ConvertedText(
            body, tuple((*place, html_mend(*place, all_mends)) for place in places)
        )


@dataclass(slots=True)
class ResolvedTexts:
    """The resolved texts of the last run; they hold while `files` are the same."""

    files: tuple[object, ...] = ()
    texts: dict[int, "ResolvedText"] = field(default_factory=dict)


class ResolvedText(NamedTuple):
    """The text of the entry `ref`, its body with links resolved, and its problems."""

    text: ConvertedText
    ref: str
    body: Body | None
    problems: list[Problem]


@dataclass(frozen=True, slots=True)
class LinkResolver:
    """Resolves the links of texts; `refs_by_file` has the refs of the entries in each file.

    `media` are the paths of pictures and documents; those that are `removed` are no suggestion.
    """

    refs_by_file: RefsByFile
    media: Collection[str]
    report: Report
    removed: frozenset[str] = frozenset()

    def bodies(
        self, texts: Iterable[tuple[Entry, ConvertedText]], cache: ResolvedTexts
    ) -> dict[str, Body]:
        """The body of each entry by its ref; `cache` is used, and then has these texts."""
        files = (self.refs_by_file, frozenset(self.media), self.removed)
        previous = cache.texts if files == cache.files else {}
        cache.files, cache.texts = files, {}
        for entry, text in texts:
            last = previous.get(id(text))
            if not last or last.text is not text or last.ref != entry.ref:
                last = self._resolved_text(entry, text)
            cache.texts[id(text)] = last
        for one in cache.texts.values():
            self.report.extend(one.problems)
        return {one.ref: one.body for one in cache.texts.values() if one.body}

    def _resolved_text(self, entry: Entry, text: ConvertedText) -> ResolvedText:
        report = Report()
        body = replace(self, report=report).body(entry, text)
        return ResolvedText(text, entry.ref, body, report.problems)

    def body(self, entry: Entry, text: ConvertedText | None) -> Body | None:
        """The entry's body with each target resolved; None when it has none."""
        if not text:
            return None
        mended: set[Mend] = set()
        for line, code, value, mend in text.faults:
            if mend in mended:  # the finished line of the first tag is that of the others
                continue
            mended |= {mend} if mend else set()
            name = "most" if code == "file-too-deep" else "value"
            self.report.add(entry.source.at_line(line), (), code, {name: value}, mend=mend)
        if not text.body or not text.body.targets:
            return text.body
        targets = tuple(self._resolved(target, entry) for target in text.body.targets)
        return replace(text.body, targets=targets)

    def _resolved(self, target: Target, entry: Entry) -> Target:
        if target.kind == "figure":
            if not isinstance(entry, Review):
                self._add(entry.source, target.line, "figure-elsewhere", value=target.written)
            return target
        if target.kind == "picture":
            return self._picture(target, entry)
        here = entry.ref if isinstance(entry, Document) else entry.source.path
        new, code = resolved(target, here, self.refs_by_file)
        if not isinstance(entry, Document) and new.kind == "entry" and new.name == here:
            new = replace(new, name=entry.ref)
        if code:
            self._add(entry.source, target.line, code, value=target.written)
        if new.kind == "document" and new.name not in self.media:
            self._add_missing(new, entry.source, "document-missing")
        return new

    def _picture(self, target: Target, entry: Entry) -> Target:
        picture = replace(target, name=picture_path(target, entry.source.path))
        if ELSEWHERE.match(target.name):
            self._add(entry.source, target.line, "image-external", value=target.written)
        elif picture.name.startswith("../") or SCHEME.match(target.name):
            self._add(entry.source, target.line, "path-outside-content", value=target.written)
        elif picture.name not in self.media:
            self._add_missing(picture, entry.source, "image-missing")
        if not target.alt:
            self._add(entry.source, target.line, "image-alt-missing", src=target.written)
        return picture

    def _add_missing(self, target: Target, source: Source, code: str) -> None:
        meant = replace(target, name=target.written.replace("\\", "/"))
        # Windows writes paths with backslashes.
        name = picture_path(meant, source.path) if "\\" in target.written else target.name
        near = nearest(name, {*self.media} - self.removed)
        suggestion = near and written_path(near, source.path)
        self._add(source, target.line, code, src=target.written, suggestion=suggestion)

    def _add(self, source: Source, line: int, code: str, **values: str) -> None:
        self.report.add(source.at_line(line), (), code, values)


def markdown_of(entry: Entry) -> tuple[str, int]:
    """The Markdown of an entry, and the line of its file where it begins; ("", 0) for none."""
    if isinstance(entry, Document):
        return entry.source.text, entry.source.text_line
    field = MARKDOWN_FIELDS.get(type(entry))
    if not field:
        return "", 0
    return getattr(entry, field), entry.source.place((field, TEXT))[0]
