"""A chart as a picture to use elsewhere: PNG, 1200 px wide, in the colours of the light scheme."""

import io
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFont

from plugins.reviews.charts import Chart
from plugins.reviews.layout import Box, Group, Words, layout

FONT = files("font_manrope") / "files"
HEAVY, PLAIN = "Manrope-ExtraBold.ttf", "Manrope-Medium.ttf"
WIDE, MARGIN, EM = 1200, 60, 28
TITLE, NOTE, GAP = 44, 26, 30
COLOURS = 64

Palette = Mapping[str, str]


def palette(tokens: str) -> dict[str, str]:
    """The colours of the light scheme in the theme's tokens.css, by their names."""
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,6});", tokens.partition("@media")[0]))


def png_file(chart: Chart, colours: Palette, site: str, _material: object) -> bytes:
    """The chart under its title, with the name of the site at the foot."""
    laid = layout(chart)
    top = MARGIN + TITLE + (GAP + NOTE if chart.note else 0) + GAP
    high = round(top + laid.height * EM + GAP + NOTE + MARGIN)
    image = Image.new("RGB", (WIDE, high), colours["paper"])
    draw = ImageDraw.Draw(image)
    draw.text((MARGIN, MARGIN + TITLE), chart.title, colours["ink"], _font(HEAVY, TITLE), "ls")
    draw.text((MARGIN, top - GAP), chart.note, colours["ink-2"], _font(PLAIN, NOTE), "ls")
    for group in laid.groups:
        _draw_group(group, draw, top, colours)
    if laid.ground is not None:
        y = round(top + laid.ground * EM)
        draw.rectangle((MARGIN, y, WIDE - MARGIN, y + 3), colours["ink"])
    draw.text((MARGIN, high - MARGIN), site, colours["ink-2"], _font(PLAIN, NOTE), "ls")
    out = io.BytesIO()
    plain = image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    plain.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _draw_group(group: Group, draw: ImageDraw.ImageDraw, top: int, colours: Palette) -> None:
    own = colours.get(f"colour-{group.colour}", colours["colour-fjord"])
    for shape in group.shapes:
        x, y = _across(shape.x), top + shape.y * EM
        if isinstance(shape, Words):
            _draw_words(shape, draw, (x, y), colours["ink"])
        elif shape.width and shape.height:
            corners = (x, y, _across(shape.x + shape.width), y + shape.height * EM)
            _draw_box(shape, draw, corners, {"": own, "others": colours["edge"]} | colours)


def _draw_box(
    box: Box, draw: ImageDraw.ImageDraw, corners: tuple[float, ...], colours: Palette
) -> None:
    corners = tuple(round(one) for one in corners)
    if box.kind == "previous":
        draw.rectangle(corners, outline=colours["ink"], width=2)
    else:
        draw.rectangle(corners, colours[box.kind])


def _draw_words(words: Words, draw: ImageDraw.ImageDraw, at: tuple[float, float], ink: str) -> None:
    font = _font(HEAVY if words.is_strong else PLAIN, EM)
    x = at[0] + (0.4 * EM if words.place == "after" else 0)
    anchor = "ms" if words.place == "middle" else "ls"
    draw.text((x, at[1]), words.text + words.rest, ink, font, anchor)


def _across(per_cent: float) -> float:
    return MARGIN + per_cent / 100 * (WIDE - 2 * MARGIN)


@lru_cache(maxsize=8)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    # Raqm would shape by the system's fribidi, if there is one.
    return ImageFont.truetype(str(FONT / name), size, layout_engine=ImageFont.Layout.BASIC)
