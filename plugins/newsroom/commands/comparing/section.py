"""The parts of a report as Markdown, which a terminal and a comment on GitHub show alike."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsroom.contract.identity_numbers import masked

MOST = 12  # rows of a table
LONGEST = 90  # characters of a cell; a line of a list may be longer
LONGEST_LINE = 500
# What GitHub would read as a tag, or as a user to tell: a word joiner behind the sign prevents it.
SIGNS = re.compile(r"<|(?<!\w)@(?=\w)")
WORD_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A heading, the names of its columns, and its rows; a list when the columns have no names."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def lines(self) -> Iterator[str]:
        """The section with its first rows; nothing without rows."""
        if not self.rows:
            return
        yield from ("", f"## {self.title}: {len(self.rows)}", "")
        yield from self._table() if self.columns else self._list()
        if len(self.rows) > MOST:
            yield from ("", f"… og {len(self.rows) - MOST} til.")

    def _list(self) -> Iterator[str]:
        for row in self.rows[:MOST]:
            yield f"- {': '.join(cell(text, LONGEST_LINE) for text in row if text)}"

    def _table(self) -> Iterator[str]:
        """The rows with columns of one width, without those that are empty."""
        shown = [[cell(text) for text in row] for row in (self.columns, *self.rows[:MOST])]
        columns = [texts for texts in zip(*shown, strict=True) if any(texts[1:])]
        widths = [max(map(len, texts)) for texts in columns]
        rows = [list(row) for row in zip(*columns, strict=True)]
        rows.insert(1, ["-" * width for width in widths])
        for row in rows:
            cells = (text.ljust(width) for text, width in zip(row, widths, strict=True))
            yield f"| {' | '.join(cells)} |"


def cell(text: str, longest: int = LONGEST) -> str:
    """The text on one line, not too long, without identity numbers and without markup."""
    line = masked(" ".join(text.split()))
    cut = line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
    return SIGNS.sub(rf"\g<0>{WORD_JOINER}", cut).replace("|", r"\|")
