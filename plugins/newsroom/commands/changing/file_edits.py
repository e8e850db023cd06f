"""Edits of the lines of a file that leave every other byte as it was."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Sequence
from pathlib import Path

from newsroom.commands.changing.yaml_spans import YamlSpan, field_span
from newsroom.contract.entry import Entry, aliases_of
from newsroom.contract.source import TEXT, Position, Source, Where

LINE_END = re.compile(r"\r\n|\r|\n")
ALIASES = "aliases"
LIST_ITEM = re.compile(r"\s*-\s+(?=\S)")
COMMA = re.compile(r"\A\s*,[ \t]*")


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


def change_lines(file: Path, change: Callable[[list[str]], Sequence[str]]) -> None:
    """Change the lines of a file, as `change_text` does."""
    change_text(file, lambda text: "\n".join(change(text.split("\n"))))


def with_last_line_ended(text: str) -> str:
    """The text, so that lines can be added to it."""
    return text if not text or text.endswith("\n") else f"{text}\n"


def with_field(lines: Sequence[str], entry: Entry, field: str) -> list[str]:
    """The lines with a new field below the one that names the entry."""
    span = field_span(lines, entry, anchor_field(entry))
    if span.is_inline:
        return replaced(lines, span.begin, span.begin, f"{field}, ")
    line, _ = span.end
    return [*lines[:line], " " * (span.margin - 1) + field, *lines[line:]]


def anchor_field(entry: Entry) -> str:
    """The field of an entry that new ones go below: what names it, else its first one."""
    written = [str(where[0]) for where in entry.source.places if len(where) == 1]
    return next((name for name in ("id", "title", "name") if name in written), written[0])


def without_field(lines: Sequence[str], span: YamlSpan) -> list[str]:
    """The lines without those of a field; the dash of an item stays."""
    if span.is_inline:
        return without_inline(lines, span)
    first, last = span.begin[0], span.end[0]
    before = lines[first - 1][: span.begin[1] - 1].rstrip()
    return [*lines[: first - 1], *([before] if before else []), *lines[last:]]


def without_inline(lines: Sequence[str], span: YamlSpan) -> list[str]:
    """The lines without a part in braces or brackets, and without a comma beside it."""
    line, column = span.begin
    left = replaced(lines, span.begin, span.end, "")
    before, after = left[line - 1][: column - 1], left[line - 1][column - 1 :]
    rest, commas = COMMA.subn("", "\n".join([after, *left[line:]]))
    kept = before if commas else before.removesuffix(" ").removesuffix(",")
    return [*left[: line - 1], *(kept + rest).split("\n")]


def replaced(lines: Sequence[str], begin: Position, end: Position, new: str) -> list[str]:
    """The lines with another text from one place to another."""
    before, after = lines[begin[0] - 1][: begin[1] - 1], lines[end[0] - 1][end[1] - 1 :]
    return [*lines[: begin[0] - 1], before + new + after, *lines[end[0] :]]


def with_value(lines: Sequence[str], source: Source, where: Where, old: str, new: str) -> list[str]:
    """The lines with a new value of a field; the old one must be written in full on one line."""
    (line, column), (value_line, _) = source.place(where), source.place((*where, TEXT))
    # The place of a field is that of its name, which may look like its value.
    name = len(f"{where[-1]}:") if isinstance(where[-1], str) else 0
    start = column - 1 + name if value_line == line else 0
    return _replaced_once(lines, value_line, start, old, new)


def with_key(lines: Sequence[str], entry: Entry, new: str) -> list[str]:
    """The lines with another key for an entry in a file of several."""
    line, column = entry.source.place(())
    return _replaced_once(lines, line, column - 1, entry.key, new)


def _replaced_once(lines: Sequence[str], line: int, start: int, old: str, new: str) -> list[str]:
    text = lines[line - 1]
    return [*lines[: line - 1], text[:start] + text[start:].replace(old, new, 1), *lines[line:]]


def with_aliases(lines: Sequence[str], entry: Entry, aliases: Sequence[str]) -> Sequence[str]:
    """The lines with these aliases for the entry, and no others."""
    if set(aliases) == set(aliases_of(entry)):
        return lines
    if (ALIASES,) not in entry.source.places:
        return with_field(lines, entry, _alias_field(aliases))
    span = field_span(lines, entry, ALIASES)
    if not aliases:
        return without_field(lines, span)
    return _with_items(lines, entry, aliases) or _with_flow_list(lines, span, aliases)


def _with_items(lines: Sequence[str], entry: Entry, aliases: Sequence[str]) -> list[str]:
    """The same for a list with an item a line, which keeps its comments; else an empty list."""
    field = entry.source.place((ALIASES,))[0] - 1
    items = enumerate(aliases_of(entry))
    line_of = {alias: entry.source.place((ALIASES, i))[0] - 1 for i, alias in items}
    dashes = [LIST_ITEM.match(lines[line]) for line in line_of.values()]
    whole = (alias in lines[line] and line > field for alias, line in line_of.items())
    if not (dashes and dashes[0] and all(dashes) and all(whole)):
        return []
    end = max(line_of.values()) + 1
    gone = {line for alias, line in line_of.items() if alias not in aliases}
    kept = [text for line, text in enumerate(lines[:end]) if line not in gone]
    new = [dashes[0][0] + _quoted(alias) for alias in aliases if alias not in line_of]
    return [*kept, *new, *lines[end:]]


def _with_flow_list(lines: Sequence[str], span: YamlSpan, aliases: Sequence[str]) -> list[str]:
    """The same with the list in brackets, however it was written."""
    if lines[span.value[0] - 1].startswith("-", span.value[1] - 1):
        return replaced(lines, span.begin, span.end, _alias_field(aliases))
    gap = " " if span.value == span.end else ""
    return replaced(lines, span.value, span.end, gap + _list(aliases))


def _alias_field(aliases: Sequence[str]) -> str:
    return f"{ALIASES}: {_list(aliases)}"


def _list(aliases: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, aliases))}]"


def _quoted(alias: str) -> str:
    return f'"{alias}"'
