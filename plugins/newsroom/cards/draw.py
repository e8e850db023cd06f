"""Draws a share card: a large event row, or the figures of a year, as a PNG of 1200 × 630 pixels.

The card is drawn in grey levels, which at the end become indexes of a palette of the theme's
fifteen colours and those of the logo. This is several times faster than drawing in colours, and
the file is a tenth as large.
"""

import io
import re
from functools import lru_cache

from PIL import Image, ImageColor, ImageDraw

from newsroom.cards.typesetting import fitted, glyph_font
from newsroom.parts.share_cards import SIZE, ShareCard, brand_picture
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
# Then come those of the logo.
STEPS, BAND_STEPS, LOGO_COLOURS = 8, 6, 64
EDGE_INDEX = STEPS + BAND_STEPS
INK, PAPER = 0, 255
LOGO_BOX, LOGO_EDGE, LOGO_GAP = (420, 56), 8, 24
# A figure: its number is large; a word before it ("over") stands above, and the rest below.
FIGURE = re.compile(r"(\D*?) ?([\d\xa0\u2212]+) ?(.*)")
FIGURE_SIZES = (160, 144, 128, 112, 98, 84, 70)
FIGURE_BASE, FIGURE_GAP, YEAR_HIGH = 405, 40, 120
# zlib's Z_RLE strategy: the card has large even areas, so a slower search would save little.
Z_RLE = 3


def card_file(card: ShareCard, site_data: SiteData) -> bytes:
    """The share card as a PNG file; the same card gives the same bytes."""
    image = Image.new("L", SIZE, PAPER)
    ImageDraw.Draw(image).rectangle(RULE, fill=INK)
    if card.figures:
        _draw_year(image, card)
    else:
        _draw_date(image, card)
        _draw_texts(image, card)
    image = image.point([level * (STEPS - 1) // 255 for level in range(256)])
    logo = brand_picture(site_data) if card.logo else None
    strip, logo_colours = _strip(
        "" if logo and logo.is_wide else card.site, logo.picture if logo else b""
    )
    image.paste(strip, (0, HIGH - STRIP))
    if not card.figures:
        ImageDraw.Draw(image).rectangle(EDGE, fill=EDGE_INDEX)
    image.putpalette([*_palette(card), *logo_colours])
    out = io.BytesIO()
    bits = 8 if logo else 4
    image.save(out, "PNG", bits=bits, compress_level=1, compress_type=Z_RLE)
    return out.getvalue()


def _draw_year(image: Image.Image, card: ShareCard) -> None:
    """Draw the title of a year at the top, and its figures in columns below it."""
    title = card.title if card.day in card.title else f"{card.day}: {card.title}"
    heading = fitted(
        title, (glyph_font(HEAVY, size) for size in TITLE_SIZES[2:]), WIDE - 2 * MARGIN, YEAR_HIGH
    )
    heading.write(image, (MARGIN, TOP + round(heading.font.size * 0.9)), INK)
    column = (WIDE - 2 * MARGIN + FIGURE_GAP) // len(card.figures)
    parts = [match.groups() for match in map(FIGURE.fullmatch, card.figures) if match]
    longest = "\n".join(number for _, number, _ in parts)
    sizes = (glyph_font(HEAVY, size) for size in FIGURE_SIZES)
    large = fitted(longest, sizes, column - FIGURE_GAP, HIGH * len(parts)).font
    for place, (before, number, after) in enumerate(parts):
        left = MARGIN + place * column
        small = glyph_font(PLAIN, FACTS)
        small.write(image, (left, FIGURE_BASE - round(large.size * 0.9)), before, INK)
        large.write(image, (left, FIGURE_BASE), number, INK)
        label = fitted(after, [small], column - FIGURE_GAP, 3 * FACTS)
        label.write(image, (left, FIGURE_BASE + FACTS + 18), INK)


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
def _strip(site: str, logo: bytes) -> tuple[Image.Image, list[int]]:
    """The strip at the bottom with the logo and the name of the site, and the logo's colours.

    Drawn once for all cards.
    """
    strip = Image.new("L", (WIDE, STRIP), INK)
    plate = plated(logo, LOGO_BOX, LOGO_EDGE).quantize(LOGO_COLOURS) if logo else None
    left = MARGIN + (plate.width + LOGO_GAP if plate else 0)
    name = fitted(site, [glyph_font(HEAVY, NAME)], WIDE - MARGIN - left, NAME + 10)
    name.write(strip, (left, STRIP // 2 + 12), PAPER)
    strip = strip.point([STEPS + level * (BAND_STEPS - 1) // 255 for level in range(256)])
    if not plate:
        return strip, []
    indexes = Image.frombytes("L", plate.size, plate.tobytes())
    strip.paste(
        indexes.point([(EDGE_INDEX + 1 + index) % 256 for index in range(256)]),
        (MARGIN, (STRIP - plate.height) // 2),
    )
    return strip, plate.getpalette() or []


def plated(picture: bytes, box: tuple[int, int], edge: int) -> Image.Image:
    """The logo as large as the box allows, on a white plate with an edge."""
    logo = Image.open(io.BytesIO(picture)).convert("RGBA")
    scale = min(box[0] / logo.width, box[1] / logo.height)
    logo = logo.resize((max(1, round(logo.width * scale)), max(1, round(logo.height * scale))))
    plate = Image.new("RGB", (logo.width + 2 * edge, logo.height + 2 * edge), "white")
    plate.paste(logo, (edge, edge), logo)
    return plate


def _palette(card: ShareCard) -> list[int]:
    """The red, green and blue of every colour in one list, as Pillow takes a palette."""
    colours = [
        *gradient(card.colours.ink, card.colours.paper, STEPS),
        *gradient(card.colours.band, card.colours.on_band, BAND_STEPS),
        ImageColor.getrgb(card.colours.edge),
    ]
    return [channel for colour in colours for channel in colour]
