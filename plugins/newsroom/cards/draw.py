"""A share picture: the event row, large; 1200 × 630 px, sixteen colours, PNG.

Drawn in levels of grey that become the colours of the theme at the end, which is several times
faster than drawing in colours, and makes a tenth of the bytes.
"""

import io
from collections.abc import Iterator
from functools import cache

from PIL import Image, ImageDraw

from newsroom.cards.fitting import Fitted, fitted
from newsroom.cards.glyphs import GlyphFont
from newsroom.parts.share_cards import SIZE, ShareCard

HEAVY, PLAIN = "Manrope-ExtraBold.ttf", "Manrope-Medium.ttf"
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
# The palette: eight steps from ink to paper, six from band to what is written on it, the edge.
STEPS, BAND_STEPS = 8, 6
EDGE_INDEX = STEPS + BAND_STEPS
INK, PAPER = 0, 255
# Z_RLE: large even areas are runs, and looking for more costs more than it saves.
RUNS = 3


def card_file(card: ShareCard, _material: object) -> bytes:
    """The bytes of a share picture."""
    return _renderer().drawn(card)


@cache
def _renderer() -> "CardRenderer":
    """One for a run: it opens each font once."""
    return CardRenderer()


class CardRenderer:
    """Draws cards with fonts that are opened once. The same card gives the same bytes."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[str, int], GlyphFont] = {}
        self._strips: dict[str, Image.Image] = {}

    def drawn(self, card: ShareCard) -> bytes:
        """The card as PNG."""
        image = Image.new("L", SIZE, PAPER)
        ImageDraw.Draw(image).rectangle(RULE, fill=INK)
        self._date(image, card)
        self._words(image, card)
        image = image.point([level * (STEPS - 1) // 255 for level in range(256)])
        image.paste(self._strip(card.site), (0, HIGH - STRIP))
        ImageDraw.Draw(image).rectangle(EDGE, fill=EDGE_INDEX)
        image.putpalette(_palette(card))
        out = io.BytesIO()
        image.save(out, "PNG", bits=4, compress_level=1, compress_type=RUNS)
        return out.getvalue()

    def _date(self, image: Image.Image, card: ShareCard) -> None:
        """The day, large, and under it the month."""
        sizes = (self._letters(HEAVY, size) for size in DAY_SIZES)
        day = fitted(card.day, sizes, DAY_WIDE, DAY_HIGH)
        _write(image, (MARGIN - 4, TOP + day.font.size), day)
        month = fitted(card.month, [self._letters(PLAIN, MONTH)], DAY_WIDE, 3 * MONTH)
        _write(image, (MARGIN, TOP + day.font.size + 62), month)

    def _words(self, image: Image.Image, card: ShareCard) -> None:
        """The state, the title, and at the foot the facts."""
        top = TOP
        if card.status:
            self._letters(HEAVY, STATUS).write(image, (LEFT, top + 28), card.status, INK)
            top += STATUS + 16
        sizes = (self._letters(HEAVY, size) for size in TITLE_SIZES)
        title = fitted(card.title, sizes, TEXT_WIDE, TITLE_HIGH)
        _write(image, (LEFT, top - 8 + round(title.font.size * 0.9)), title)
        facts = fitted(card.facts, [self._letters(PLAIN, FACTS)], TEXT_WIDE, 2 * FACTS + 20)
        above = facts.text.count("\n") * facts.leading
        _write(image, (LEFT, HIGH - STRIP - 46 - above), facts)

    def _strip(self, site: str) -> Image.Image:
        """The name of the site, at the foot; the same on all cards of a run."""
        if site not in self._strips:
            strip = Image.new("L", (WIDE, STRIP), 0)
            name = fitted(site, [self._letters(HEAVY, NAME)], WIDE - 2 * MARGIN, NAME + 10)
            _write(strip, (MARGIN, STRIP // 2 + 12), name, PAPER)
            levels = [STEPS + level * (BAND_STEPS - 1) // 255 for level in range(256)]
            self._strips[site] = strip.point(levels)
        return self._strips[site]

    def _letters(self, name: str, size: int) -> GlyphFont:
        if (name, size) not in self._fonts:
            self._fonts[name, size] = GlyphFont(name, size)
        return self._fonts[name, size]


def _write(image: Image.Image, at: tuple[int, int], fitted: Fitted, level: int = INK) -> None:
    """The lines of a text, the first with its baseline at a place."""
    for number, line in enumerate(fitted.text.split("\n")):
        fitted.font.write(image, (at[0], at[1] + number * fitted.leading), line, level)


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
