"""A share picture: the event row, large; 1200 × 630 px, sixteen colours, PNG.

Drawn in levels of grey that become the colours of the theme at the end, which is several times
faster than drawing in colours, and makes a tenth of the bytes.
"""

import io
from collections.abc import Iterator
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFont

from plugins.cards.fitting import fitted
from plugins.parts.share_cards import SIZE, ShareCard

FONT = files("font_manrope") / "files"
HEAVY, PLAIN = "Manrope-ExtraBold.ttf", "Manrope-Medium.ttf"
WIDE, HIGH = SIZE
MARGIN = 72
STRIP = 88
RULE = (MARGIN, MARGIN, WIDE - MARGIN, MARGIN + 10)
TOP = MARGIN + 44
EDGE = (312, TOP, 326, HIGH - STRIP - 44)
TEXT_LEFT = 366
TEXT_WIDE = WIDE - MARGIN - TEXT_LEFT
DAY, DAY_WIDE, MONTH, STATUS, FACTS, NAME = 216, 216, 36, 34, 34, 36
DAY_SIZES = (160, 84)
TITLE_SIZES = (84, 72, 62, 54, 47, 40)
TITLE_HIGH = 300
# The palette: eight steps from ink to paper, six from band to what is written on it, the edge.
STEPS, BAND_STEPS = 8, 6
EDGE_INDEX = STEPS + BAND_STEPS
INK, PAPER = 0, 255


class Pen:
    """Draws cards with fonts that are opened once. The same card gives the same bytes."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[str, int], ImageFont.FreeTypeFont] = {}
        self._strips: dict[str, Image.Image] = {}

    def drawn(self, card: ShareCard) -> bytes:
        """The card as PNG."""
        image = Image.new("L", SIZE, PAPER)
        self._row(ImageDraw.Draw(image), card)
        image = image.point([level * (STEPS - 1) // 255 for level in range(256)])
        image.paste(self._strip(card.site), (0, HIGH - STRIP))
        ImageDraw.Draw(image).rectangle(EDGE, fill=EDGE_INDEX)
        image.putpalette(_palette(card))
        out = io.BytesIO()
        image.save(out, "PNG", bits=4, compress_level=4)
        return out.getvalue()

    def _row(self, draw: ImageDraw.ImageDraw, card: ShareCard) -> None:
        draw.rectangle(RULE, fill=INK)
        day = fitted(card.day, (self._font(HEAVY, size) for size in DAY_SIZES), DAY_WIDE, DAY)
        draw.text((MARGIN - 4, TOP + day.font.size), card.day, INK, day.font, "ls")
        month = fitted(card.month, [self._font(PLAIN, MONTH)], DAY_WIDE, 3 * MONTH)
        at = (MARGIN, TOP + day.font.size + 24)
        draw.multiline_text(at, month.text, INK, month.font, spacing=month.spacing)
        top = TOP - 8
        if card.status:
            draw.text((TEXT_LEFT, top), card.status, INK, self._font(HEAVY, STATUS))
            top += STATUS + 16
        fonts = (self._font(HEAVY, size) for size in TITLE_SIZES)
        title = fitted(card.title, fonts, TEXT_WIDE, TITLE_HIGH)
        draw.multiline_text((TEXT_LEFT, top - title.font.size // 6), title.text, INK, title.font,
                            spacing=title.spacing)  # fmt: skip
        facts = fitted(card.facts, [self._font(PLAIN, FACTS)], TEXT_WIDE, 2 * FACTS + 20)
        bottom = HIGH - STRIP - 36
        draw.multiline_text((TEXT_LEFT, bottom), facts.text, INK, facts.font, "ld", facts.spacing)

    def _strip(self, site: str) -> Image.Image:
        """The name of the site, at the foot; the same on all cards of a run."""
        if site not in self._strips:
            strip = Image.new("L", (WIDE, STRIP), 0)
            name = fitted(site, [self._font(HEAVY, NAME)], WIDE - 2 * MARGIN, NAME + 10)
            draw = ImageDraw.Draw(strip)
            draw.text((MARGIN, STRIP // 2), name.text, PAPER, name.font, "lm")
            levels = [STEPS + level * (BAND_STEPS - 1) // 255 for level in range(256)]
            self._strips[site] = strip.point(levels)
        return self._strips[site]

    def _font(self, name: str, size: int) -> ImageFont.FreeTypeFont:
        if (name, size) not in self._fonts:
            # Raqm would shape by the system's fribidi, if there is one.
            self._fonts[name, size] = ImageFont.truetype(
                str(FONT / name), size, layout_engine=ImageFont.Layout.BASIC
            )
        return self._fonts[name, size]


def _palette(card: ShareCard) -> list[int]:
    steps = [*_between(card.colours.ink, card.colours.paper, STEPS),
             *_between(card.colours.band, card.colours.on_band, BAND_STEPS),
             _rgb(card.colours.edge)]  # fmt: skip
    return [part for colour in steps for part in colour]


def _between(one: str, other: str, steps: int) -> Iterator[tuple[int, ...]]:
    """Colours from one to the other, both included."""
    for step in range(steps):
        pairs = zip(_rgb(one), _rgb(other), strict=True)
        yield tuple(a + (b - a) * step // (steps - 1) for a, b in pairs)


def _rgb(colour: str) -> tuple[int, ...]:
    """The parts of #rgb or #rrggbb."""
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    return tuple(int(digits[at : at + 2], 16) for at in (0, 2, 4))
