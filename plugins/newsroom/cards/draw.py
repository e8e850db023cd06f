"""Draws a share card: a large event row as a PNG of 1200 × 630 pixels and fifteen colours.

The card is drawn in grey levels, which at the end become indexes of a palette of the theme's
colours. This is several times faster than drawing in colours, and the file is a tenth as large.
"""

import io
from functools import lru_cache

from PIL import Image, ImageColor, ImageDraw

from newsroom.cards.typesetting import fitted, glyph_font
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
    """The share card as a PNG file; the same card gives the same bytes."""
    image = Image.new("L", SIZE, PAPER)
    ImageDraw.Draw(image).rectangle(RULE, fill=INK)
    _draw_date(image, card)
    _draw_texts(image, card)
    image = image.point([level * (STEPS - 1) // 255 for level in range(256)])
    image.paste(_strip(card.site), (0, HIGH - STRIP))
    ImageDraw.Draw(image).rectangle(EDGE, fill=EDGE_INDEX)
    image.putpalette(_palette(card))
    out = io.BytesIO()
    image.save(out, "PNG", bits=4, compress_level=1, compress_type=Z_RLE)
    return out.getvalue()


def _draw_date(image: Image.Image, card: ShareCard) -> None:
    """Draw the day in large type, and the month under it."""
    sizes = (glyph_font(HEAVY, size) for size in DAY_SIZES)
    day = fitted(card.day, sizes, DAY_WIDE, DAY_HIGH)
    day.write(image, (MARGIN - 4, TOP + day.font.size), INK)
    month = fitted(card.month, [glyph_font(PLAIN, MONTH)], DAY_WIDE, 3 * MONTH)
    month.write(image, (MARGIN, TOP + day.font.size + 62), INK)


def _draw_texts(image: Image.Image, card: ShareCard) -> None:
    """Draw the status and the title at the top, and the facts at the bottom."""
    top = TOP
    if card.status:
        glyph_font(HEAVY, STATUS).write(image, (LEFT, top + 28), card.status, INK)
        top += STATUS + 16
    sizes = (glyph_font(HEAVY, size) for size in TITLE_SIZES)
    title = fitted(card.title, sizes, TEXT_WIDE, TITLE_HIGH)
    title.write(image, (LEFT, top - 8 + round(title.font.size * 0.9)), INK)
    facts = fitted(card.facts, [glyph_font(PLAIN, FACTS)], TEXT_WIDE, 2 * FACTS + 20)
    above = facts.text.count("\n") * facts.leading
    facts.write(image, (LEFT, HIGH - STRIP - 46 - above), INK)


@lru_cache(maxsize=4)
def _strip(site: str) -> Image.Image:
    """The strip at the bottom with the name of the site; drawn once for all cards."""
    strip = Image.new("L", (WIDE, STRIP), INK)
    name = fitted(site, [glyph_font(HEAVY, NAME)], WIDE - 2 * MARGIN, NAME + 10)
    name.write(strip, (MARGIN, STRIP // 2 + 12), PAPER)
    return strip.point([STEPS + level * (BAND_STEPS - 1) // 255 for level in range(256)])


def _palette(card: ShareCard) -> list[int]:
    """The red, green and blue of every colour in one list, as Pillow takes a palette."""
    colours = [
        *gradient(card.colours.ink, card.colours.paper, STEPS),
        *gradient(card.colours.band, card.colours.on_band, BAND_STEPS),
        ImageColor.getrgb(card.colours.edge),
    ]
    return [channel for colour in colours for channel in colour]
