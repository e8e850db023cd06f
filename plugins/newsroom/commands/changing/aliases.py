"""Edits of the `aliases` of an entry in the lines of its file."""

import re
from collections.abc import Sequence

from newsroom.commands.changing.file_edits import replaced, with_field, without_field
from newsroom.commands.changing.yaml_spans import YamlSpan, field_span
from newsroom.contract.entry import Entry, aliases_of

FIELD = "aliases"
ITEM = re.compile(r"\s*-\s+(?=\S)")


def with_aliases(lines: Sequence[str], entry: Entry, aliases: Sequence[str]) -> Sequence[str]:
    """The lines with these aliases for the entry, and no others."""
    if set(aliases) == set(aliases_of(entry)):
        return lines
    if (FIELD,) not in entry.source.places:
        return with_field(lines, entry, _field(aliases))
    span = field_span(lines, entry, FIELD)
    if not aliases:
        return without_field(lines, span)
    return _with_items(lines, entry, aliases) or _with_flow_list(lines, span, aliases)


def _with_items(lines: Sequence[str], entry: Entry, aliases: Sequence[str]) -> list[str]:
    """The same for a list with an item a line, which keeps its comments; else an empty list."""
    field = entry.source.place((FIELD,))[0] - 1
    items = enumerate(aliases_of(entry))
    line_of = {alias: entry.source.place((FIELD, i))[0] - 1 for i, alias in items}
    dashes = [ITEM.match(lines[line]) for line in line_of.values()]
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
        return replaced(lines, span.begin, span.end, _field(aliases))
    gap = " " if span.value == span.end else ""
    return replaced(lines, span.value, span.end, gap + _list(aliases))


def _field(aliases: Sequence[str]) -> str:
    return f"{FIELD}: {_list(aliases)}"


def _list(aliases: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, aliases))}]"


def _quoted(alias: str) -> str:
    return f'"{alias}"'
