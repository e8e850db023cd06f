"""Converts the Markdown of entries to HTML, and resolves the links and pictures in it."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import NamedTuple

from newsroom.contract.body import NO_BODY, Body, Target
from newsroom.contract.entry import Document, Entry
from newsroom.contract.event import Event
from newsroom.contract.fields import ELSEWHERE, InlineText, written_path
from newsroom.contract.member import Member
from newsroom.contract.people import Network, Person
from newsroom.contract.problems import Mend, Problem, Report, Source, Where
from newsroom.contract.review import Review
from newsroom.reading.links import SCHEME, picture_path, resolved
from newsroom.reading.markdown_converter import MarkdownConverter
from newsroom.reading.markdown_slips import html_mend, mends_by_line
from newsroom.reading.masking import StringFinder, located
from newsroom.reading.spelling import nearest
from newsroom.reading.tracked_links import add_tracked
from newsroom.reading.yaml_file import MOST_NESTED, too_nested

# The field of Markdown in an entry that is not a document.
MARKDOWN_FIELDS: Mapping[type[Entry], str] = {
    Event: "description",
    Person: "bio",
    Network: "about",
    Member: "about",
}
# HTML that a person must write again as a whole, and the tags in it, which need no message then.
WHOLE = re.compile(r"<(?:table|ul|ol)\b", re.IGNORECASE)
PART = re.compile(r"<(?:thead|tbody|tfoot|tr|th|td|col|colgroup|caption|li)\b", re.IGNORECASE)
RefsByFile = Mapping[str, tuple[str, ...]]


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

    def body(self, entry: Entry, report: Report) -> Body | None:
        """The entry's text and text fields as HTML with slots; None when it has none."""
        written, where = markdown_of(entry)
        body = self._whole(written, entry.source, where, report) if written.strip() else None
        for path, text in entry.parts(InlineText):
            if not text.is_plain:
                finder, place_at = StringFinder(text), partial(entry.source.position, path, text)
                inline, faults = self.inline_markdown.convert(text)
                body = (body or NO_BODY).with_inline(text, located(inline, finder, place_at))
                for code, value in faults:
                    source = entry.source.at_line(*place_at(finder.position(value)))
                    report.add(source, (), code, {"value": value})
        return body

    def _whole(self, written: str, source: Source, where: Where, report: Report) -> Body | None:
        """The text as HTML; None, and a problem, when it cannot be converted."""
        if (deep := too_nested(written)) is not None:
            at = sum(map(len, written.splitlines(keepends=True)[: deep - 1]))
            place = source.at_position(where, written, at)
            report.add(place, (), "file-too-deep", {"most": MOST_NESTED})
            return None
        body, faults = self.markdown.convert(written)
        if not body.targets and not faults:
            return body
        finder = StringFinder(written)
        place_at = partial(source.position, where, written)
        body = located(body, finder, place_at)
        by_line = mends_by_line(written, place_at(0)) if faults else {}
        is_whole = any(WHOLE.match(value) for _, value in faults)
        shown: set[Mend | None] = set()
        for code, value in faults:
            if is_whole and PART.match(value):
                continue
            at = finder.position(value)
            mend = html_mend(written, at, value, by_line)
            # The finished line of the first tag is that of the others.
            if not mend or mend not in shown:
                place = source.at_position(where, written, at)
                report.add(place, (), code, {"value": value}, mend=mend)
            shown.add(mend)
        return body


@dataclass(slots=True)
class ResolvedTexts:
    """The resolved texts of the last run by ref; they hold while `files` are the same."""

    files: tuple[object, ...] = ()
    texts: dict[str, "ResolvedText"] = field(default_factory=dict)


class ResolvedText(NamedTuple):
    """The text of an entry as it was read, with its links resolved, and the problems of those."""

    text: Body
    body: Body
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

    def bodies(self, texts: Iterable[tuple[Entry, Body]], cache: ResolvedTexts) -> dict[str, Body]:
        """The body of each entry by its ref; `cache` is used, and then has these texts."""
        files = (self.refs_by_file, frozenset(self.media), self.removed)
        previous = cache.texts if files == cache.files else {}
        cache.files, cache.texts = files, {}
        for entry, text in texts:
            last = previous.get(entry.body_ref)
            if not last or last.text is not text:
                report = Report()
                body = replace(self, report=report).body(entry, text)
                last = ResolvedText(text, body, report.problems)
            cache.texts[entry.body_ref] = last
            self.report.extend(last.problems)
        return {ref: one.body for ref, one in cache.texts.items()}

    def body(self, entry: Entry, text: Body) -> Body:
        """The entry's body with each target resolved."""
        if not text.targets:
            return text
        targets = tuple(self._resolved(target, entry) for target in text.targets)
        return replace(text, targets=targets)

    def _resolved(self, target: Target, entry: Entry) -> Target:
        if target.kind == "figure":
            if not isinstance(entry, Review):
                self._add(entry.source, target, "figure-elsewhere", value=target.written)
            return target
        if target.kind == "picture":
            return self._picture(target, entry)
        here = entry.ref if isinstance(entry, Document) else entry.source.path
        new, code = resolved(target, here, self.refs_by_file)
        if not isinstance(entry, Document) and new.kind == "entry" and new.name == here:
            new = replace(new, name=entry.ref)
        if code:
            self._add(entry.source, target, code, value=target.written)
        add_tracked(target.written, entry.source.at_line(target.line, target.column), self.report)
        if new.kind == "document" and new.name not in self.media:
            self._add_missing(new, entry.source, "document-missing")
        return new

    def _picture(self, target: Target, entry: Entry) -> Target:
        picture = replace(target, name=picture_path(target, entry.source.path))
        if ELSEWHERE.match(target.name):
            self._add(entry.source, target, "image-external", value=target.written)
        elif picture.name.startswith("../") or SCHEME.match(target.name):
            self._add(entry.source, target, "path-outside-content", value=target.written)
        elif picture.name not in self.media:
            self._add_missing(picture, entry.source, "image-missing")
        if not target.alt:
            self._add(entry.source, target, "image-alt-missing", src=target.written)
        return picture

    def _add_missing(self, target: Target, source: Source, code: str) -> None:
        meant = replace(target, name=target.written.replace("\\", "/"))
        # Windows writes paths with backslashes.
        name = picture_path(meant, source.path) if "\\" in target.written else target.name
        near = nearest(name, {*self.media} - self.removed)
        suggestion = near and written_path(near, source.path)
        self._add(source, target, code, src=target.written, suggestion=suggestion)

    def _add(self, source: Source, target: Target, code: str, **values: str) -> None:
        self.report.add(source.at_line(target.line, target.column), (), code, values)


def markdown_of(entry: Entry) -> tuple[str, Where]:
    """The Markdown of an entry, and its field; () for a document, or an entry without any."""
    if isinstance(entry, Document):
        return entry.source.text, ()
    field = MARKDOWN_FIELDS.get(type(entry))
    return (getattr(entry, field), (field,)) if field else ("", ())
