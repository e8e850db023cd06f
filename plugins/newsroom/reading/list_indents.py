"""Mends the indents in lists: CommonMark asks for two or three spaces, this Markdown for four."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsroom.reading.date_lines import MONTH
from newsroom.reading.masking import FENCE_END, TOKEN

POINT = re.compile(
    rf"(?!(?:[-*] *){{3,}}$)(?:[-*+]|(?P<number>\d{{1,3}})\.(?! +{MONTH}))(?: {{1,4}}(?=\S)| )"
)
INDENTED = re.compile(r"\n[ \t]+\S")
# What ends a list, without an empty line above it.
ENDS = ("#", ">", "|", "\ue000")


class Point(NamedTuple):
    """The column at which the text of a point begins, and the least of one with a hyphen in it."""

    column: int
    near: int


class Part(NamedTuple):
    """A point or a paragraph: the points that its words are in, and the spaces that it needs.

    `first` is the level of the first line after the empty one above; one more for a paragraph.
    """

    points: Sequence[Point] = ()
    shift: int = 0
    first: int = 0
    is_text: bool = True


def with_indents(text: str) -> str:
    """Points and paragraphs below a point, with four spaces for each level above them.

    A point that is less far in than the block above it begins has an empty line between.
    """
    if not INDENTED.search(text):
        return text
    lines: list[str] = []
    part, is_gap = Part(), True
    for line in text.split("\n"):
        if part.shift and part.is_text and TOKEN.fullmatch(line) and not line.endswith(FENCE_END):
            return text  # Code below, which may belong to the point.
        above = part._replace(points=()) if line.startswith(ENDS) else part
        words = line.lstrip(" \t")
        indent = len(line.removesuffix(words).expandtabs(4))
        part = _part(words, indent, above, is_gap) if words else above
        if part.first < above.first and not is_gap:
            lines.append("")
        lines.append(" " * (indent + part.shift) + words if indent and part.shift else line)
        is_gap = not words
    return "\n".join(lines)


def _part(words: str, indent: int, above: Part, is_gap: bool) -> Part:
    """The part that a line begins, or the one above, which goes on in it."""
    mark = POINT.match(words)
    has_sign = bool(mark and not mark["number"])
    around = _around(above.points, indent, has_sign, is_gap)
    level = len(around)
    shift = max(0, 4 * level - indent)
    if mark and (is_gap or has_sign or mark["number"] == "1" or level < len(above.points)):
        column = indent + mark.end()
        point = Point(column, column if has_sign else indent + 2)
        return Part([*around, point], shift, level if is_gap else min(level, above.first), False)
    return Part(around, shift, level + bool(level)) if is_gap else above


def _around(points: Sequence[Point], indent: int, has_sign: bool, is_gap: bool) -> list[Point]:
    """The points that a line is in.

    A numbered point has one with a hyphen below it from two spaces on, as many write it.
    """
    return [
        point
        for point in points
        if indent >= point.column
        or (has_sign and indent >= point.near and not (is_gap and point is points[-1]))
    ]
