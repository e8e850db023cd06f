"""Finds the lines that differ in two texts."""

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from newsroom.contract.problems import Mend, Position


def changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The first and last line of each change in both texts.

    Empty lines are no anchors, since they are all alike; but where as many lines come as go, an
    equal line between them parts two changes.
    """
    for a, b, c, d in _parts(old, new):
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
        if b - a != d - c:
            yield a, b, c, d
            continue
        for start, end in _differing(old[a:b], new[c:d]):
            yield a + start, a + end, c + start, c + end


def _parts(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The parts of both texts that belong together.

    Where only empty lines come or go, each other line belongs to its own, which is found quickly.
    """
    ends = [[n for n, line in enumerate(text, 1) if not _is_empty(line)] for text in (old, new)]
    if len(ends[0]) != len(ends[1]):
        for _, *part in SequenceMatcher(_is_empty, old, new, autojunk=False).get_opcodes():
            yield part[0], part[1], part[2], part[3]
        return
    pairs = zip(pairwise([0, *ends[0], len(old)]), pairwise([0, *ends[1], len(new)]), strict=True)
    for _, group in groupby(pairs, lambda pair: old[slice(*pair[0])] == new[slice(*pair[1])]):
        parts = [*group]
        (a, _), (c, _) = parts[0]
        (_, b), (_, d) = parts[-1]
        yield a, b, c, d


def _is_empty(line: str) -> bool:
    return not line.strip("> \t")


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The start and the end of each run of lines that differ in two texts of equal length."""
    for is_same, group in groupby(range(len(old)), lambda at: old[at] == new[at]):
        if not is_same:
            lines = [*group]
            yield lines[0], lines[-1] + 1


def changed_lines(
    old: str, new: str, start: Position, is_part: Callable[[str, str], bool] | None = None
) -> Iterator[Mend]:
    """The changed lines of a text at `start`; where lines only come or go, with one beside them.

    A change that `is_part` of one goes on to the end of a later change.
    """
    before, after, begun = old.split("\n"), new.split("\n"), None
    for a, b, c, d in changes(before, after):
        if a == b or c == d:
            is_last = b == len(before)
            a, b, c, d = a - is_last, b + 1 - is_last, c - is_last, d + 1 - is_last
        a, c = begun or (a, c)
        mend = Mend(a + 1, "\n".join(before[a:b]), "\n".join(after[c:d]), start)
        begun = (a, c) if is_part and is_part(mend.old, mend.new) else None
        if not begun:
            yield mend
    if begun:
        yield mend
