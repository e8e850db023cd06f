"""Finds the lines that differ in two texts."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from newsroom.contract.problems import Mend, Position


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The first and last line of each change in both texts.

    Empty lines are no anchors, since they are all alike; but where as many lines come as go, an
    equal line between them parts two changes.
    """
    matcher = SequenceMatcher(lambda line: not line.strip("> \t"), old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
        if b - a == d - c:
            for start, end in _differing(old[a:b], new[c:d]):
                yield a + start, a + end, c + start, c + end
        elif tag != "equal":
            yield a, b, c, d


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The start and the end of each run of lines that differ in two texts of equal length."""
    for is_same, group in groupby(range(len(old)), lambda at: old[at] == new[at]):
        if not is_same:
            lines = [*group]
            yield lines[0], lines[-1] + 1


def changed_lines(old: str, new: str, start: Position) -> Iterator[Mend]:
    """The changed lines of a text at `start`; where lines only come or go, with one beside them."""
    before, after = old.split("\n"), new.split("\n")
    for a, b, c, d in changes(before, after):
        if a == b or c == d:
            is_last = b == len(before)
            a, b, c, d = a - is_last, b + 1 - is_last, c - is_last, d + 1 - is_last
        yield Mend(a + 1, "\n".join(before[a:b]), "\n".join(after[c:d]), start)
