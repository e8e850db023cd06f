"""Changing what an entry says in the lines of its file, and nothing else in it."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from newsroom.commands.changing.spans import Span, field_span
from newsroom.contract.entry import Document, Entry
from newsroom.contract.event import Event
from newsroom.contract.source import TEXT, Place, Source, Where

END = re.compile(r"\r\n|\r|\n")
COMMA = re.compile(r"\A\s*,[ \t]*")


def change_text(file: Path, change: Callable[[str], str]) -> None:
    """Write a file with another text; its lines end as they did, and it begins as it did."""
    data = file.read_bytes() if file.is_file() else b""
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    text = data.removeprefix(mark).decode(errors="surrogateescape")
    plain = END.sub("\n", text)
    changed = change(plain)
    if changed != plain:
        file.write_bytes(mark + _ended_as(text, changed).encode(errors="surrogateescape"))


def _ended_as(text: str, changed: str) -> str:
    """What it was changed to, each line with the end it had; a new one ends as that above it."""
    old, new, ends = END.split(text), changed.split("\n"), END.findall(text) or ["\n"]
    found: list[str] = []
    for _, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        most = min(max(last, 1), len(ends)) - 1
        found += [ends[min(first + n, most)] for n in range(end - begin)]
    return "".join(map("".join, zip(new, [*found[:-1], ""], strict=True)))


def change_lines(file: Path, change: Callable[[list[str]], Sequence[str]]) -> None:
    """The same, line by line."""
    change_text(file, lambda text: "\n".join(change(text.split("\n"))))


def inserted(lines: Sequence[str], entry: Entry, new: str) -> list[str]:
    """The lines with a new field by the one that the entry cannot be without."""
    span = field_span(lines, entry, anchor(entry))
    if span.is_inline:
        return replaced(lines, span.begin, span.begin, f"{new}, ")
    line, _ = span.end
    return [*lines[:line], " " * (span.margin - 1) + new, *lines[line:]]


def anchor(entry: Entry) -> str:
    """The field that an entry cannot be without."""
    if isinstance(entry, Event):
        return "id"
    return "title" if isinstance(entry, Document) else "name"


def without(lines: Sequence[str], span: Span) -> list[str]:
    """The lines without a field: the whole of its lines, but for what begins an item there."""
    if span.is_inline:
        return cut(lines, span)
    first, last = span.begin[0], span.end[0]
    before = lines[first - 1][: span.begin[1] - 1].rstrip()
    return [*lines[: first - 1], *([before] if before else []), *lines[last:]]


def cut(lines: Sequence[str], span: Span) -> list[str]:
    """The lines without something in braces or brackets, and without a comma beside it."""
    line, column = span.begin
    left = replaced(lines, span.begin, span.end, "")
    before, after = left[line - 1][: column - 1], left[line - 1][column - 1 :]
    rest, commas = COMMA.subn("", "\n".join([after, *left[line:]]))
    kept = before if commas else before.removesuffix(" ").removesuffix(",")
    return [*left[: line - 1], *(kept + rest).split("\n")]


def replaced(lines: Sequence[str], begin: Place, end: Place, new: str) -> list[str]:
    """The lines with something else from one place to another."""
    before, after = lines[begin[0] - 1][: begin[1] - 1], lines[end[0] - 1][end[1] - 1 :]
    return [*lines[: begin[0] - 1], before + new + after, *lines[end[0] :]]


def with_value(lines: Sequence[str], source: Source, where: Where, old: str, new: str) -> list[str]:
    """The lines with a new value for the old one, where that is written in full on one line."""
    (line, column), (value_line, _) = source.place(where), source.place((*where, TEXT))
    # A field is placed at its name, which may look like its value.
    name = len(f"{where[-1]}:") if isinstance(where[-1], str) else 0
    start = column - 1 + name if value_line == line else 0
    return _replaced(lines, value_line, start, old, new)


def with_key(lines: Sequence[str], entry: Entry, new: str) -> list[str]:
    """The lines in which an entry of a mapping has another key."""
    line, column = entry.source.place(())
    return _replaced(lines, line, column - 1, entry.key, new)


def _replaced(lines: Sequence[str], line: int, start: int, old: str, new: str) -> list[str]:
    text = lines[line - 1]
    return [*lines[: line - 1], text[:start] + text[start:].replace(old, new, 1), *lines[line:]]
