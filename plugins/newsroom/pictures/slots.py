"""The slots in which the theme shows pictures, their widths, and the copies that each slot needs.

The numbers follow theme/css; tests/browser/test_responsive_images.py compares them with the layout
in a browser.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WIDE, SQUARE = (16, 9), (1, 1)
Ratio = tuple[int, int] | None
# A width of the ladder above this part of the original's width is left out.
NEAR = 0.9


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a picture in the layout.

    `sizes` is HTML's attribute; `least` and `most` are the widths in CSS pixels on the narrowest
    and the widest screen; `ratio` is the crop, None for the whole picture; `is_first` loads the
    picture at once; `is_bare` needs only the format that every browser reads; `is_exact` has one
    width, `least`, and no copy of a narrower or transparent picture.
    """

    sizes: str
    least: int
    most: int
    ratio: Ratio = None
    is_first: bool = False
    is_bare: bool = False
    is_exact: bool = False


COLUMN = "(min-width: 75rem) 45rem, (min-width: 60rem) calc(92vw - 25rem), 92vw"
GRID = "(min-width: 60rem) 22rem, (min-width: 40rem) 44vw, "
BESIDE = "(min-width: 75rem) 39rem, (min-width: 60rem) calc(54vw - 2rem), 92vw"
SLOTS = {
    "lead": Slot(BESIDE, 358, 800, ratio=(3, 2), is_first=True),
    "cover": Slot(BESIDE, 358, 800, WIDE, is_first=True),
    "figure": Slot(COLUMN, 358, 800, is_first=True),
    "prose": Slot(COLUMN, 358, 800),
    "aside": Slot("(min-width: 60rem) 22rem, 92vw", 358, 800, is_first=True),
    "card": Slot(GRID + "7rem", 112, 400, ratio=(3, 2)),
    "thumb": Slot("7rem", 112, 120, ratio=(3, 2)),
    "gallery": Slot(GRID + "92vw", 358, 400, ratio=(3, 2)),
    "highlight": Slot("(min-width: 60rem) 34rem, (min-width: 40rem) 44vw, 92vw", 358, 600, WIDE),
    "feature": Slot(BESIDE, 358, 800, WIDE),
    "portrait": Slot("8rem", 128, 128, ratio=(4, 5)),
    "signature": Slot("12rem", 192, 192),
    "face": Slot("4rem", 64, 64, ratio=SQUARE),
    "logo": Slot("7rem", 112, 112),
    "large": Slot("", 1600, 1600, is_bare=True),
    "share": Slot("", 1200, 1200, (40, 21), is_bare=True, is_exact=True),
    "wide": Slot("", 1200, 600, WIDE, is_bare=True),
    "classic": Slot("", 1200, 600, (4, 3), is_bare=True),
    "square": Slot("", 1200, 600, SQUARE, is_bare=True),
}
SHARING = ("wide", "classic", "square")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a picture: its crop (None for none), its size in pixels, its format."""

    ratio: Ratio
    width: int
    height: int
    format: str

    @property
    def file(self) -> str:
        """The file name, for example `3x2-800.avif` or `1600.jpg`."""
        crop = f"{self.ratio[0]}x{self.ratio[1]}-" if self.ratio else ""
        return f"{crop}{self.width}.{'jpg' if self.format == 'jpeg' else self.format}"


def copies(
    slot: Slot, size: tuple[int, int], ladder: Iterable[int], formats: tuple[str, ...]
) -> Iterator[Copy]:
    """The copies that a slot needs of a picture of this size, widest last; never wider than it.

    `ladder` are the widths in pixels to choose from, `formats` the formats, the plainest last.
    """
    ratio = slot.ratio if slot.is_exact else fitting(slot.ratio, size)
    wide, high = region(ratio, size)
    if slot.is_exact and (wide < slot.least or "jpeg" not in formats):
        return
    for width in _widths(slot, wide, ladder):
        height = max(1, round(width * high / wide))
        for name in formats[-1:] if slot.is_bare else formats:
            yield Copy(ratio, width, height, name)


def _widths(slot: Slot, wide: int, ladder: Iterable[int]) -> list[int]:
    """The widths from what the narrowest screen needs to twice what the widest screen needs."""
    if slot.is_exact:
        return [slot.least]
    steps = sorted(ladder)
    first = next((step for step in steps if step >= slot.least), steps[-1])
    top = next((step for step in steps if step >= 2 * slot.most), steps[-1])
    widest = min(wide, max(first, top))
    between = [step for step in steps if first <= step <= widest * NEAR]
    return [*([] if slot.is_bare else between), widest]


def fitting(ratio: Ratio, size: tuple[int, int]) -> Ratio:
    """The ratio to crop to; None if the picture already has it within one per cent."""
    if not ratio or abs(size[0] * ratio[1] / (size[1] * ratio[0]) - 1) < 0.01:
        return None
    return ratio


def region(ratio: Ratio, size: tuple[int, int]) -> tuple[int, int]:
    """The width and height of the largest crop with this ratio; the whole size for None."""
    width, height = size
    if not ratio:
        return size
    wide, high = round(height * ratio[0] / ratio[1]), round(width * ratio[1] / ratio[0])
    return max(1, min(width, wide)), max(1, min(height, high))


def box(ratio: Ratio, size: tuple[int, int], focal: tuple[int, int]) -> tuple[int, int, int, int]:
    """The crop (left, top, right, bottom) around the focal point (x and y in per cent)."""
    wide, high = region(ratio, size)
    left = min(max(0, round(size[0] * focal[0] / 100 - wide / 2)), size[0] - wide)
    top = min(max(0, round(size[1] * focal[1] / 100 - high / 2)), size[1] - high)
    return left, top, left + wide, top + high
