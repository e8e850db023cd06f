"""Mends the indents in lists: CommonMark asks for two or three spaces, this Markdown for four."""

import re
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


def with_indents(text: str) -> str:
    """Points and paragraphs below a point, with four spaces for each level above them.

    A point that is less far in than the block above it begins has an empty line between.
    """
    if not INDENTED.search(text):
        return text
    lines: list[str] = []
    points: list[Point] = []
    # `first` is the level of the first line of a block; one more for a paragraph.
    is_gap, is_text, shift, first = True, True, 0, 0
    for line in text.split("\n"):
        words = line.lstrip(" \t")
        indent = len(line.removesuffix(words).expandtabs(4))
        point = POINT.match(words)
        if shift and is_text and TOKEN.fullmatch(line) and not line.endswith(FENCE_END):
            return text  # Code below, which may belong to the point.
        if line.startswith(ENDS):
            points = []
        # A numbered point has one with a hyphen below it from two spaces on, as many write it.
        is_near = point and not point["number"]
        around = [
            above
            for above in points
            if indent >= above.column
            or (is_near and indent >= above.near and not (is_gap and above is points[-1]))
        ]
        begins = point and (is_gap or len(around) < len(points) or point["number"] in (None, "1"))
        if words and (is_gap or begins):
            level = len(around)
            if is_gap:
                first = level + bool(level and not begins)
            elif level < first:
                lines.append("")
                first = level
            shift, points, is_text = max(0, 4 * level - indent), around, not begins
        if point and begins:
            column = indent + point.end()
            points = [*around, Point(column, indent + 2 if point["number"] else column)]
        lines.append(" " * (indent + shift) + words if indent and shift else line)
        is_gap = not words
    return "\n".join(lines)
