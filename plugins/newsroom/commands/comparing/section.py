"""The tables of a report, and their Markdown, which a terminal and a comment on GitHub show alike.

The desk shows the same tables as HTML.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsroom.contract.identity_numbers import masked

MOST = 12  # rows of a table
LONGEST = 90  # characters of a cell; a line of a list may be longer
LONGEST_LINE = 500
# What GitHub would read as a tag, or as a user to tell: a word joiner behind the sign prevents it.
SIGNS = re.compile(r"<|(?<!\w)@(?=\w)")
WORD_JOINER = "\u2060"


class TableRow(NamedTuple):
    """The cells of a row, and the address and the ref of the entry that it is about, if any."""

    cells: tuple[str, ...]
    address: str = ""
    ref: str = ""


class Table(NamedTuple):
    """A table of one kind of change; its columns have no names when it is shown as a list."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


def section(table: Table) -> Iterator[str]:
    """The lines of a heading and a table of the first rows; nothing without rows.

    A list when the columns have no names.
    """
    title, columns, rows = table
    listed = [row.cells for row in rows]
    shown = listed[:MOST]
    if listed:
        yield from ("", f"## {title}: {len(listed)}", "")
        yield from _table(columns, shown) if columns else _list(shown)
    if more := len(listed) - len(shown):
        yield from ("", f"… og {more} til.")


def _list(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for row in rows:
        yield f"- {': '.join(cell(text, LONGEST_LINE) for text in row if text)}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The rows with columns of one width, without those that are empty."""
    columns = zip(*([cell(text) for text in row] for row in (head, *rows)), strict=True)
    widened = []
    for name, *texts in columns:
        if any(texts):
            width = max(map(len, (name, *texts)))
            widened.append([text.ljust(width) for text in (name, "-" * width, *texts)])
    for row in zip(*widened, strict=True):
        yield f"| {' | '.join(row)} |"


def cell(text: str, longest: int = LONGEST) -> str:
    """The text on one line, not too long, without identity numbers and without markup."""
    line = masked(" ".join(text.split()))
    cut = line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
    return SIGNS.sub(rf"\g<0>{WORD_JOINER}", cut).replace("|", r"\|")
