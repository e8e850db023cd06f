"""Changing the fields of an entry in the lines of its file, and nothing else in it."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from plugins.contract.entry import Document, Entry
from plugins.contract.event import Event
from plugins.contract.source import TEXT, Source, Where
from tools.changing.entries import Refused


END = re.compile(r"\r\n|\r|\n")


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
    """The lines with a new field by the one that the entry cannot be without. Raises Refused."""
    line, column = entry.source.place((anchor(entry),))
    before, rest = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
    if before.rstrip().endswith(("{", ",")):
        return [*lines[: line - 1], f"{before}{new}, {rest}", *lines[line:]]
    if not re.fullmatch(r"\s*(?:-\s+)?", before):
        raise by_hand(new, entry, line)
    # What it says may go on, further in than its name.
    while line < len(lines) and lines[line][:column].isspace() and lines[line].strip():
        line += 1
    return [*lines[:line], " " * (column - 1) + new, *lines[line:]]


def anchor(entry: Entry) -> str:
    """The field that an entry cannot be without."""
    if isinstance(entry, Event):
        return "id"
    return "title" if isinstance(entry, Document) else "name"


def without_field(lines: Sequence[str], entry: Entry, field: str) -> list[str]:
    """The lines without a field that has a line of its own. Raises Refused."""
    line = entry.source.place((field,))[0]
    if not re.match(rf"{field}:", lines[line - 1]):
        raise Refused(f"Ta bort `{field}` selv i {entry.source.path}, linje {line}.")
    return [*lines[: line - 1], *lines[line:]]


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


def by_hand(new: str, entry: Entry, line: int) -> Refused:
    """What somebody has to write, since it stands in a form of its own."""
    return Refused(f"Skriv selv `{new}` inn i {entry.source.path}, linje {line}.")
