"""A chart as a picture to use elsewhere: PNG, 1000 px wide, in the colours of the light scheme."""

import io
from collections.abc import Mapping

from PIL import Image, ImageColor, ImageDraw

from newsroom.pictures.drawing import HEAVY, PLAIN, font, gradient
from newsroom.reviews.chart_layout import Box, ChartLabel, Group, layout
from newsroom.reviews.charts import Chart

WIDE, MARGIN, EM = 1000, 50, 24
TITLE, NOTE, GAP = 38, 22, 26
# Steps between ink and paper in the letters, and the levels of grey they are drawn in.
STEPS, INK, PAPER = 16, 0, 255

Palette = Mapping[str, str]


def png_file(chart: Chart, colours: Palette, site: str, _material: object) -> bytes:
    """The chart under its title, with the name of the site at the foot.

    Words are drawn in levels of grey that become steps from ink to paper; then the bars, each in a
    colour of its own. That takes a tenth of the time of drawing in colours and reducing them.
    """
    laid = layout(chart)
    top = MARGIN + TITLE + (GAP + NOTE if chart.note else 0) + GAP
    high = round(top + laid.height * EM + GAP + NOTE + MARGIN)
    grey = Image.new("L", (WIDE, high), PAPER)
    draw = ImageDraw.Draw(grey)
    draw.text((MARGIN, MARGIN + TITLE), chart.title, INK, font(HEAVY, TITLE), "ls")
    draw.text((MARGIN, top - GAP), chart.note, INK, font(PLAIN, NOTE), "ls")
    draw.text((MARGIN, high - MARGIN), site, INK, font(PLAIN, NOTE), "ls")
    for words in laid.of(ChartLabel):
        _draw_words(words, draw, top)
    image = grey.point([level * (STEPS - 1) // PAPER for level in range(PAPER + 1)])
    used = [*gradient(colours["ink"], colours["paper"], STEPS)]
    for group in laid.groups:
        for box in (shape for shape in group.shapes if isinstance(shape, Box)):
            _draw_box(box, ImageDraw.Draw(image), top, _index(box, group, colours, used))
    if laid.ground is not None:
        y = round(top + laid.ground * EM)
        ImageDraw.Draw(image).rectangle((MARGIN, y, WIDE - MARGIN, y + 3), INK)
    image.putpalette([part for colour in used for part in colour])
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _index(box: Box, group: Group, colours: Palette, used: list[tuple[int, ...]]) -> int:
    """The place of the box's colour among those `used`, to which it is added."""
    own = colours.get(f"colour-{group.colour}", colours["colour-fjord"])
    colour = ImageColor.getrgb(colours["edge"] if box.kind == "others" else own)
    if colour not in used:
        used.append(colour)
    return used.index(colour)


def _draw_box(box: Box, draw: ImageDraw.ImageDraw, top: int, index: int) -> None:
    if not box.width or not box.height:
        return
    y = top + box.y * EM
    corners = (_across(box.x), y, _across(box.x + box.width), y + box.height * EM)
    whole = tuple(round(one) for one in corners)
    if box.kind == "previous":
        draw.rectangle(whole, outline=INK, width=2)
    else:
        draw.rectangle(whole, index)


def _draw_words(words: ChartLabel, draw: ImageDraw.ImageDraw, top: int) -> None:
    typeface = font(HEAVY if words.is_strong else PLAIN, EM)
    x = _across(words.x) + (0.4 * EM if words.place == "after" else 0)
    anchor = "ms" if words.place == "middle" else "ls"
    draw.text((x, top + words.y * EM), words.text + words.rest, INK, typeface, anchor)


def _across(per_cent: float) -> float:
    return MARGIN + per_cent / 100 * (WIDE - 2 * MARGIN)
