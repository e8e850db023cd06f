"""Draws text from cached glyphs: a build writes thousands of letters, but only a hundred shapes."""

from dataclasses import dataclass, field
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

from newsroom.pictures.drawing import font

BASELINE = "ls"


@dataclass(slots=True)
class GlyphFont:
    """One font in one size (pixels), with the glyphs and widths that were computed so far."""

    name: str
    size: int
    font: ImageFont.FreeTypeFont = field(init=False)
    glyphs: dict[str, tuple[Image.Image, int, int]] = field(default_factory=dict)
    widths: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.font = font(self.name, self.size)

    def getlength(self, text: str) -> float:
        """The width of the text in pixels, with kerning."""
        advances = (self._width(a + b) - self._width(a) for a, b in pairwise(text))
        return self._width(text[:1]) + sum(advances)

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
