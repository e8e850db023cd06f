"""Draws the share picture of pages without one: the logo on a white plate, and the name."""

import io

from PIL import Image

from newsroom.cards.draw import HIGH, MARGIN, TITLE_SIZES, WIDE, plated
from newsroom.cards.typesetting import fitted, glyph_font
from newsroom.parts.share_cards import SIZE, SiteCard
from newsroom.parts.site_data import SiteData
from newsroom.pictures.drawing import HEAVY

BOX, EDGE = (WIDE - 4 * MARGIN, 200), 24


def site_card_file(card: SiteCard, _site_data: SiteData) -> bytes:
    """The card as a PNG file of 1200 × 630 pixels."""
    image = Image.new("RGB", SIZE, card.colours.band)
    top = _draw_plate(image, card.picture) if card.picture else MARGIN
    sizes = (glyph_font(HEAVY, size) for size in TITLE_SIZES)
    name = fitted(card.site, sizes, WIDE - 2 * MARGIN, HIGH - MARGIN - top)
    letters = Image.new("L", SIZE)
    name.write(letters, (MARGIN, top + name.font.size), 255)
    image.paste(card.colours.on_band, mask=letters)
    out = io.BytesIO()
    image.quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw_plate(image: Image.Image, picture: bytes) -> int:
    """Draw the picture on white at the top; returns where the plate ends and the text may begin."""
    plate = plated(picture, BOX, EDGE)
    image.paste(plate, (MARGIN, MARGIN))
    return MARGIN + plate.height + EDGE
