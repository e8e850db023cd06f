"""Text from letters that are drawn once: a run has some thousand of them, of a hundred shapes."""

from dataclasses import dataclass, field
from importlib.resources import files
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

FONT = files("font_manrope") / "files"
BASELINE = "ls"


@dataclass(slots=True)
class GlyphFont:
    """One font in one size, in pixels."""

    name: str
    size: int
    font: ImageFont.FreeTypeFont = field(init=False)
    shapes: dict[str, tuple[Image.Image, int, int]] = field(default_factory=dict)
    widths: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Raqm would shape by the system's fribidi, if there is one.
        basic = ImageFont.Layout.BASIC
        self.font = ImageFont.truetype(str(FONT / self.name), self.size, layout_engine=basic)

    def getlength(self, text: str) -> float:
        """How wide the text is: its letters, each nearer to some than to others."""
        steps = (self._width(a + b) - self._width(a) for a, b in pairwise(text))
        return self._width(text[:1]) + sum(steps)

    def write(self, image: Image.Image, at: tuple[int, int], text: str, level: int) -> None:
        """The text with its baseline at a place."""
        x = float(at[0])
        for before, letter in zip(("", *text), text, strict=False):
            x += self._width(before + letter) - self._width(before) - self._width(letter)
            shape, left, top = self._shape(letter)
            image.paste(level, (round(x) + left, at[1] + top), shape)
            x += self._width(letter)

    def _width(self, text: str) -> float:
        if text not in self.widths:
            self.widths[text] = self.font.getlength(text)
        return self.widths[text]

    def _shape(self, letter: str) -> tuple[Image.Image, int, int]:
        """The letter's shape, and where it begins from the baseline's left end."""
        if letter not in self.shapes:
            left, top, right, bottom = self.font.getbbox(letter, anchor=BASELINE)
            shape = Image.new("L", (max(1, right - left), max(1, bottom - top)))
            ImageDraw.Draw(shape).text((-left, -top), letter, 255, self.font, BASELINE)
            self.shapes[letter] = (shape, left, top)
        return self.shapes[letter]
