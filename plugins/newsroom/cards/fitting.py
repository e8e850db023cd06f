"""A text in a box: as large as fits, broken between words, within one only where it must be."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

# A no-break space holds what it stands between together.
WORD = re.compile(r"[^ \t\n]+")
LEADING = 1.3


class Font(Protocol):
    """What is asked of a font: its size in pixels, and how wide it makes a text."""

    size: float

    def getlength(self, text: str) -> float: ...


@dataclass(frozen=True, slots=True)
class Fitted:
    """The text in lines, the font it fits in, and the pixels from one baseline to the next."""

    text: str
    font: Font
    leading: int


def fitted(text: str, fonts: Iterable[Font], wide: int, high: int) -> Fitted:
    """The text in the first of `fonts`, largest first, that needs no word broken.

    Where none does, in the last one, with hyphens in long words; what is too long ends in "…".
    """
    words = WORD.findall(text)
    for font in fonts:
        leading = round(font.size * LEADING)
        most = max(1, high // leading)
        if all(font.getlength(word) <= wide for word in words):
            lines = list(_lines(words, font, wide))
            if len(lines) <= most:
                return Fitted("\n".join(lines), font, leading)
    pieces = [piece for word in words for piece in _pieces(word, font, wide)]
    lines = list(_lines(pieces, font, wide))
    return Fitted("\n".join(_cut(lines, most, font, wide)), font, leading)


def _lines(words: Iterable[str], font: Font, wide: int) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and font.getlength(longer) > wide:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _pieces(word: str, font: Font, wide: int) -> Iterator[str]:
    """The word, or parts of it as wide as the box, each but the last with a hyphen."""
    while font.getlength(word) > wide and len(word) > 2:
        end = next(at for at in range(len(word) - 1, 0, -1)
                   if at == 1 or font.getlength(f"{word[:at]}-") <= wide)  # fmt: skip
        yield f"{word[:end]}-"
        word = word[end:]
    yield word


def _cut(lines: list[str], most: int, font: Font, wide: int) -> list[str]:
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and font.getlength(f"{last}…") > wide:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' -,')}…"]
