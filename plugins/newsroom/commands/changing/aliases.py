"""The old addresses of an entry, in the lines of its file."""

import re
from collections.abc import Sequence

from newsroom.commands.changing.lines import inserted, replaced, without
from newsroom.commands.changing.spans import Span, field_span
from newsroom.contract.entry import Entry

FIELD = "aliases"
ITEM = re.compile(r"\s*-\s+(?=\S)")


def with_aliases(lines: Sequence[str], entry: Entry, aliases: Sequence[str]) -> Sequence[str]:
    """The lines in which an entry has these old addresses."""
    if set(aliases) == set(entry.aliases):
        return lines
    if (FIELD,) not in entry.source.places:
        return inserted(lines, entry, _field(aliases))
    span = field_span(lines, entry, FIELD)
    if not aliases:
        return without(lines, span)
    return _with_items(lines, entry, aliases) or _with_list(lines, span, aliases)


def _with_items(lines: Sequence[str], entry: Entry, aliases: Sequence[str]) -> list[str]:
    """The same where each has a line of its own, with what is said beside it; else nothing."""
    field = entry.source.place((FIELD,))[0] - 1
    at = {alias: entry.source.place((FIELD, i))[0] - 1 for i, alias in enumerate(entry.aliases)}
    if not at or not all(n > field and _is_item(lines[n], alias) for alias, n in at.items()):
        return []
    last, dash = max(at.values()) + 1, ITEM.match(lines[min(at.values())])[0]
    gone = {number for alias, number in at.items() if alias not in aliases}
    kept = [text for number, text in enumerate(lines[:last]) if number not in gone]
    new = [dash + _quoted(alias) for alias in aliases if alias not in at]
    return [*kept, *new, *lines[last:]]


def _is_item(line: str, alias: str) -> bool:
    """Whether a line is an item of a list, with the whole of an alias."""
    return bool(ITEM.match(line)) and alias in line


def _with_list(lines: Sequence[str], span: Span, aliases: Sequence[str]) -> list[str]:
    """The same in brackets, however the list was written."""
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
