"""The font and the colour gradient of drawn pictures (share cards and charts)."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from PIL import ImageColor, ImageFont

FONTS = files("font_manrope") / "files"
HEAVY, PLAIN = "Manrope-ExtraBold.ttf", "Manrope-Medium.ttf"


@lru_cache(maxsize=32)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Open a font file of the package font-manrope, with text of `size` pixels."""
    # Raqm would use the system's fribidi where it is installed, and the output would differ.
    return ImageFont.truetype(str(FONTS / name), size, layout_engine=ImageFont.Layout.BASIC)


def gradient(start: str, end: str, steps: int) -> Iterator[tuple[int, ...]]:
    """The RGB colours from one #rrggbb (or #rgb) to another in equal steps, both included."""
    for step in range(steps):
        channels = zip(ImageColor.getrgb(start), ImageColor.getrgb(end), strict=True)
        yield tuple(a + (b - a) * step // (steps - 1) for a, b in channels)
