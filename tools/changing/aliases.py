"""The old addresses of an entry, in the lines of its file."""

import re
from collections.abc import Sequence

from plugins.contract.entry import Entry
from tools.changing.lines import by_hand, inserted

FIELD = ("aliases",)
FLOW = re.compile(r"aliases:\s*(?:\[[^\[\]]*\])?")
ITEM = re.compile(r"\s*-\s+")
EMPTY = re.compile(r"\s*aliases:(?: \[\])?\s*$|aliases: \[\], *")


def with_aliases(lines: Sequence[str], entry: Entry, aliases: Sequence[str]) -> Sequence[str]:
    """The lines in which an entry has these old addresses. Raises Refused."""
    if set(aliases) == set(entry.aliases):
        return lines
    if FIELD not in entry.source.places:
        return inserted(lines, entry, _listed(aliases))
    line, column = entry.source.place(FIELD)
    before, rest = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
    found = FLOW.match(rest)
    if found and (found[0].endswith("]") or not entry.aliases):
        new = before + _listed(aliases) + rest[found.end() :]
        lines = [*lines[: line - 1], new, *lines[line:]]
    else:
        lines = _with_items(lines, entry, aliases)
    return lines if aliases else _without_empty(lines, line - 1)


def _with_items(lines: Sequence[str], entry: Entry, aliases: Sequence[str]) -> list[str]:
    """The same where each has a line of its own, with what is said beside it. Raises Refused."""
    field = entry.source.place(FIELD)[0] - 1
    at = {alias: entry.source.place((*FIELD, i))[0] - 1 for i, alias in enumerate(entry.aliases)}
    if any(number <= field or not ITEM.match(lines[number]) for number in at.values()):
        raise by_hand(_listed(aliases), entry, field + 1)
    last, dash = max(at.values()) + 1, ITEM.match(lines[min(at.values())])[0]
    gone = {number for alias, number in at.items() if alias not in aliases}
    kept = [text for number, text in enumerate(lines[:last]) if number not in gone]
    new = [dash + _quoted(alias) for alias in aliases if alias not in at]
    return [*kept, *new, *lines[last:]]


def _without_empty(lines: Sequence[str], at: int) -> list[str]:
    """The lines without a list of nothing, and without its line when it had that to itself."""
    left = EMPTY.sub("", lines[at], count=1)
    return [*lines[:at], *([left] if left else []), *lines[at + 1 :]]


def _listed(aliases: Sequence[str]) -> str:
    return f"aliases: [{', '.join(map(_quoted, aliases))}]"


def _quoted(alias: str) -> str:
    return f'"{alias}"'
