"""Reads the headings of a text, for its list of contents, and how long it takes to read."""

import re
from dataclasses import replace

from markupsafe import Markup

from newsroom.parts.shapes import ContentsLine

# Fewer headings need no list. So many of the upper level need none of the lower, and a list that
# is longer than a screen is no help.
ENOUGH, MOST = 4, 12
WORDS_A_MINUTE, LEAST_MINUTES = 250, 2
HEADING = re.compile(r'<h([23]) id="([^"]+)">(.*?)</h\1>', re.DOTALL)
NOTE = re.compile(r"<sup.*?</sup>", re.DOTALL)


def contents(html: str) -> tuple[ContentsLine, ...]:
    """The headings of a converted text, those of the lower level below their own; () for few."""
    found = HEADING.findall(html)
    if len(found) < ENOUGH:
        return ()
    levels = [level for level, _, _ in found]
    has_lower = levels.count(min(levels)) < ENOUGH and len(found) <= MOST
    lines: list[ContentsLine] = []
    for level, anchor, inner in found:
        line = ContentsLine(text=Markup(NOTE.sub("", inner)).striptags(), href=f"#{anchor}")
        if level == min(levels) or not lines:
            lines.append(line)
        elif has_lower:
            lines[-1] = replace(lines[-1], below=(*lines[-1].below, line))
    return tuple(lines)


def reading_minutes(html: str) -> int:
    """The minutes that a converted text takes to read; 0 when they are too few to tell."""
    minutes = round(len(Markup(html).striptags().split()) / WORDS_A_MINUTE)
    return minutes if minutes >= LEAST_MINUTES else 0
