"""Draws a share card: a large event row as a PNG of 1200 × 630 pixels and fifteen colours.

The card is drawn in grey levels, which at the end become indexes of a palette of the theme's
colours. This is several times faster than drawing in colours, and the file is a tenth as large.
"""

import io
from functools import cache

from PIL import Image, ImageColor, ImageDraw

from newsroom.cards.fitting import FittedText, fitted
from newsroom.cards.glyphs import GlyphFont
from newsroom.parts.share_cards import SIZE, ShareCard
from newsroom.parts.site_data import SiteData
from newsroom.pictures.drawing import HEAVY, PLAIN, gradient

WIDE, HIGH = SIZE
MARGIN = 72
STRIP = 88
RULE = (MARGIN, MARGIN, WIDE - MARGIN, MARGIN + 10)
TOP = MARGIN + 44
EDGE = (312, TOP, 326, HIGH - STRIP - 44)
LEFT = 366
TEXT_WIDE = WIDE - MARGIN - LEFT
DAY_WIDE, DAY_HIGH, MONTH, STATUS, FACTS, NAME = 216, 216, 36, 34, 34, 36
DAY_SIZES = (160, 84)
TITLE_SIZES = (84, 72, 62, 54, 47, 40)
TITLE_HIGH = 300
# The palette: eight steps from ink to paper, six from the band to the text on it, and the edge.
STEPS, BAND_STEPS = 8, 6
EDGE_INDEX = STEPS + BAND_STEPS
INK, PAPER = 0, 255
# zlib's Z_RLE strategy: the card has large even areas, so a slower search would save little.
Z_RLE = 3


def card_file(card: ShareCard, _site_data: SiteData) -> bytes:
    """The share card as a PNG file."""
    return _renderer().draw(card)


@cache
def _renderer() -> "CardRenderer":
    """The renderer of this process, so that each font is opened once."""
    return CardRenderer()


class CardRenderer:
    """Draws cards and keeps its fonts and strips; the same card gives the same bytes."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[str, int], GlyphFont] = {}
        self._strips: dict[str, Image.Image] = {}

    def draw(self, card: ShareCard) -> bytes:
        """The card as a PNG file."""
        image = Image.new("L", SIZE, PAPER)
        ImageDraw.Draw(image).rectangle(RULE, fill=INK)
        self._draw_date(image, card)
        self._draw_texts(image, card)
        image = image.point([level * (STEPS - 1) // 255 for level in range(256)])
        image.paste(self._strip(card.site), (0, HIGH - STRIP))
        ImageDraw.Draw(image).rectangle(EDGE, fill=EDGE_INDEX)
        image.putpalette(_palette(card))
        out = io.BytesIO()
        image.save(out, "PNG", bits=4, compress_level=1, compress_type=Z_RLE)
        return out.getvalue()

    def _draw_date(self, image: Image.Image, card: ShareCard) -> None:
        """Draw the day in large type, and the month under it."""
        sizes = (self._font(HEAVY, size) for size in DAY_SIZES)
        day = fitted(card.day, sizes, DAY_WIDE, DAY_HIGH)
        _write(image, (MARGIN - 4, TOP + day.font.size), day)
        month = fitted(card.month, [self._font(PLAIN, MONTH)], DAY_WIDE, 3 * MONTH)
        _write(image, (MARGIN, TOP + day.font.size + 62), month)

    def _draw_texts(self, image: Image.Image, card: ShareCard) -> None:
        """Draw the status and the title at the top, and the facts at the bottom."""
        top = TOP
        if card.status:
            self._font(HEAVY, STATUS).write(image, (LEFT, top + 28), card.status, INK)
            top += STATUS + 16
        sizes = (self._font(HEAVY, size) for size in TITLE_SIZES)
        title = fitted(card.title, sizes, TEXT_WIDE, TITLE_HIGH)
        _write(image, (LEFT, top - 8 + round(title.font.size * 0.9)), title)
        facts = fitted(card.facts, [self._font(PLAIN, FACTS)], TEXT_WIDE, 2 * FACTS + 20)
        above = facts.text.count("\n") * facts.leading
        _write(image, (LEFT, HIGH - STRIP - 46 - above), facts)

    def _strip(self, site: str) -> Image.Image:
        """The strip at the bottom with the name of the site; drawn once for all cards."""
        if site not in self._strips:
            strip = Image.new("L", (WIDE, STRIP), 0)
            name = fitted(site, [self._font(HEAVY, NAME)], WIDE - 2 * MARGIN, NAME + 10)
            _write(strip, (MARGIN, STRIP // 2 + 12), name, PAPER)
            levels = [STEPS + level * (BAND_STEPS - 1) // 255 for level in range(256)]
            self._strips[site] = strip.point(levels)
        return self._strips[site]

    def _font(self, name: str, size: int) -> GlyphFont:
        if (name, size) not in self._fonts:
            self._fonts[name, size] = GlyphFont(name, size)
        return self._fonts[name, size]


def _write(
    image: Image.Image, at: tuple[int, int], fitted: FittedText[GlyphFont], level: int = INK
) -> None:
    """Draw the lines of a text, the first with its baseline at the point `at`."""
    for number, line in enumerate(fitted.text.split("\n")):
        fitted.font.write(image, (at[0], at[1] + number * fitted.leading), line, level)


def _palette(card: ShareCard) -> list[int]:
    """The red, green and blue of every colour in one list, as Pillow takes a palette."""
    colours = [
        *gradient(card.colours.ink, card.colours.paper, STEPS),
        *gradient(card.colours.band, card.colours.on_band, BAND_STEPS),
        ImageColor.getrgb(card.colours.edge),
    ]
    return [channel for colour in colours for channel in colour]
