"""Fits a text into a box, and draws it from cached glyphs.

A build writes thousands of letters, but only a hundred shapes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

from newsroom.pictures.drawing import font

BASELINE = "ls"
# A no-break space is part of a word.
WORD = re.compile(r"[^ \t\n]+")
LEADING = 1.3


@dataclass(slots=True)
class GlyphFont:
    """One font in one size (pixels), with the glyphs and widths that were computed so far."""

    size: int
    font: ImageFont.FreeTypeFont
    glyphs: dict[str, tuple[Image.Image, int, int]] = field(default_factory=dict)
    widths: dict[str, float] = field(default_factory=dict)
    lengths: dict[str, float] = field(default_factory=dict)

    def getlength(self, text: str) -> float:
        """The width of the text in pixels, with kerning. The same words occur in many titles."""
        if text not in self.lengths:
            advances = (self._width(a + b) - self._width(a) for a, b in pairwise(text))
            self.lengths[text] = self._width(text[:1]) + sum(advances)
        return self.lengths[text]

    def write(self, image: Image.Image, at: tuple[int, int], text: str, level: int) -> None:
        """Draw the text in a grey `level`, its baseline beginning at the point `at`."""
        x = float(at[0])
        for before, letter in zip(("", *text), text, strict=False):
            x += self._width(before + letter) - self._width(before) - self._width(letter)
            glyph, left, top = self._glyph(letter)
            image.paste(level, (round(x) + left, at[1] + top), glyph)
            x += self._width(letter)

    def _width(self, text: str) -> float:
        if text not in self.widths:
            self.widths[text] = self.font.getlength(text)
        return self.widths[text]

    def _glyph(self, letter: str) -> tuple[Image.Image, int, int]:
        """The letter as a mask, and the mask's left and top relative to the baseline."""
        if letter not in self.glyphs:
            left, top, right, bottom = map(round, self.font.getbbox(letter, anchor=BASELINE))
            mask = Image.new("L", (max(1, right - left), max(1, bottom - top)))
            ImageDraw.Draw(mask).text((-left, -top), letter, 255, self.font, BASELINE)
            self.glyphs[letter] = (mask, left, top)
        return self.glyphs[letter]


@lru_cache(maxsize=32)
def glyph_font(name: str, size: int) -> GlyphFont:
    """A font of the package font-manrope; opened once, since all cards share its glyphs."""
    return GlyphFont(size, font(name, size))


@dataclass(frozen=True, slots=True)
class FittedText:
    """The text with its line breaks, its font, and the pixels from one baseline to the next."""

    text: str
    font: GlyphFont
    leading: int

    def write(self, image: Image.Image, at: tuple[int, int], level: int) -> None:
        """Draw the lines, the first with its baseline at the point `at`."""
        for number, line in enumerate(self.text.split("\n")):
            self.font.write(image, (at[0], at[1] + number * self.leading), line, level)


def fitted(text: str, fonts: Iterable[GlyphFont], width: int, height: int) -> FittedText:
    """The text in the first of `fonts` (largest first) in which it fits without broken words.

    If it fits in none, it gets the last font: long words are hyphenated, and a text that is still
    too high ends in "…". `width` and `height` are the box in pixels.
    """
    words = WORD.findall(text)
    for typeface in fonts:
        leading = round(typeface.size * LEADING)
        most = max(1, height // leading)
        if all(typeface.getlength(word) <= width for word in words):
            lines = list(_lines(words, typeface, width))
            if len(lines) <= most:
                return FittedText("\n".join(lines), typeface, leading)
    pieces = [piece for word in words for piece in _hyphenated(word, typeface, width)]
    lines = _shortened(list(_lines(pieces, typeface, width)), most, typeface, width)
    return FittedText("\n".join(lines), typeface, leading)


def _lines(words: Iterable[str], font: GlyphFont, width: int) -> Iterator[str]:
    line, length = "", 0.0
    for word in words:
        # What the word adds to the line, the kerning with its last letter included.
        added = font.getlength(f"{line[-1:]} {word}") - font.getlength(line[-1:])
        if line and length + added > width:
            yield line
            line = ""
        length = length + added if line else font.getlength(word)
        line = f"{line} {word}" if line else word
    if line:
        yield line


def _hyphenated(word: str, font: GlyphFont, width: int) -> Iterator[str]:
    """The word in pieces no wider than the box; all but the last end in a hyphen."""
    while font.getlength(word) > width and len(word) > 2:
        end = next(at for at in range(len(word) - 1, 0, -1)
                   if at == 1 or font.getlength(f"{word[:at]}-") <= width)  # fmt: skip
        yield f"{word[:end]}-"
        word = word[end:]
    yield word


def _shortened(lines: list[str], most: int, font: GlyphFont, width: int) -> list[str]:
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and font.getlength(f"{last}…") > width:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip(' -,')}…"]
