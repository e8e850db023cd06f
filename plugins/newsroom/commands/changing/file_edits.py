"""Edits of the lines of a file that leave every other byte as it was."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path

from newsroom.contract.entry import Entry
from newsroom.contract.problems import TEXT, Position, Source, Where

LINE_END = re.compile(r"\r\n|\r|\n")
# Where a text begins and ends, and the new text.
Edit = tuple[Position, Position, str]


def change_text(file: Path, change: Callable[[str], str]) -> None:
    """Change the text of a file, keeping its byte order mark and its first kind of line end."""
    data = file.read_bytes() if file.is_file() else b""
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    text = data.removeprefix(mark).decode(errors="surrogateescape")
    plain = LINE_END.sub("\n", text)
    changed = change(plain)
    if changed != plain:
        end = LINE_END.search(text)
        changed = changed.replace("\n", end[0]) if end else changed
        file.write_bytes(mark + changed.encode(errors="surrogateescape"))


def with_last_line_ended(text: str) -> str:
    """The text, so that lines can be added to it."""
    return text if not text or text.endswith("\n") else f"{text}\n"


def edit_lines(file: Path, edits: Callable[[Sequence[str]], Iterable[Edit]]) -> None:
    """Change a file by the edits of its lines, as `change_text` does."""

    def changed(text: str) -> str:
        lines = text.split("\n")
        # The last edit goes first, so that it moves no other.
        for edit in sorted(edits(lines), key=itemgetter(0), reverse=True):
            lines = _replaced(lines, *edit)
        return "\n".join(lines)

    change_text(file, changed)


def _replaced(lines: Sequence[str], begin: Position, end: Position, new: str) -> list[str]:
    before, after = lines[begin[0] - 1][: begin[1] - 1], "".join(lines[end[0] - 1 : end[0]])
    return [*lines[: begin[0] - 1], *f"{before}{new}{after[end[1] - 1 :]}".split("\n"),
            *lines[end[0] :]]  # fmt: skip


def value_edit(
    lines: Sequence[str], source: Source, where: Where, old: str, new: str
) -> Iterator[Edit]:
    """The edit of the value of a field; the old one must be written in full on one line."""
    (line, column), (value_line, _) = source.place(where), source.place((*where, TEXT))
    # The place of a field is that of its name, which may look like its value.
    name = len(f"{where[-1]}:") if isinstance(where[-1], str) else 0
    return _edit_in(lines, (value_line, column + name if value_line == line else 1), old, new)


def key_edit(lines: Sequence[str], entry: Entry, new: str) -> Iterator[Edit]:
    """The edit of the key of an entry in a file of several."""
    return _edit_in(lines, entry.source.place(()), entry.key, new)


def _edit_in(lines: Sequence[str], start: Position, old: str, new: str) -> Iterator[Edit]:
    line, column = start
    index = lines[line - 1].find(old, column - 1)
    if index >= 0:
        yield (line, index + 1), (line, index + 1 + len(old)), new
