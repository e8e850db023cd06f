"""Fits a text into a box: the largest font that needs no word broken, else the smallest one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

# A no-break space is part of a word.
WORD = re.compile(r"[^ \t\n]+")
LEADING = 1.3


class Font(Protocol):
    """What `fitted` needs of a font."""

    size: int

    def getlength(self, text: str) -> float:
        """The width of the text in pixels."""


FontType = TypeVar("FontType", bound=Font)


@dataclass(frozen=True, slots=True)
class FittedText(Generic[FontType]):
    """The text with its line breaks, its font, and the pixels from one baseline to the next."""

    text: str
    font: FontType
    leading: int


def fitted(text: str, fonts: Iterable[FontType], width: int, height: int) -> FittedText[FontType]:
    """The text in the first of `fonts` (largest first) in which it fits without broken words.

    If it fits in none, it gets the last font: long words are hyphenated, and a text that is still
    too high ends in "…". `width` and `height` are the box in pixels.
    """
    words = WORD.findall(text)
    for font in fonts:
        leading = round(font.size * LEADING)
        most = max(1, height // leading)
        if all(font.getlength(word) <= width for word in words):
            lines = list(_lines(words, font, width))
            if len(lines) <= most:
                return FittedText("\n".join(lines), font, leading)
    pieces = [piece for word in words for piece in _hyphenated(word, font, width)]
    lines = _shortened(list(_lines(pieces, font, width)), most, font, width)
    return FittedText("\n".join(lines), font, leading)


def _lines(words: Iterable[str], font: Font, width: int) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and font.getlength(longer) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _hyphenated(word: str, font: Font, width: int) -> Iterator[str]:
    """The word in pieces no wider than the box; all but the last end in a hyphen."""
    while font.getlength(word) > width and len(word) > 2:
        end = next(at for at in range(len(word) - 1, 0, -1)
                   if at == 1 or font.getlength(f"{word[:at]}-") <= width)  # fmt: skip
        yield f"{word[:end]}-"
        word = word[end:]
    yield word


def _shortened(lines: list[str], most: int, font: Font, width: int) -> list[str]:
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and font.getlength(f"{last}…") > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' -,')}…"]
