"""Draws a chart as inline SVG (SVG 2) without styles; the theme gives each class its colour.

The chart is as wide as the page, and its text has the reader's own font size.
"""

from markupsafe import Markup

from newsroom.reviews.chart_layout import Box, ChartLabel, Group, layout
from newsroom.reviews.charts import Chart

SVG = Markup(
    '<svg class="chart__drawing" width="100%" height="{height}em" role="img" '
    'aria-labelledby="{id}">\n<title id="{id}">{title}</title>\n{shapes}\n</svg>'
)
GROUP = Markup("<g{colour}>{inner}</g>")
COLOUR = Markup(' data-colour="{}"')
RECT = Markup('<rect{kind} x="{x}%" y="{y}em" width="{width}%" height="{height}em"/>')
KIND = Markup(' class="chart__{}"')
TEXT = Markup('<text{strong}{place} x="{x}%" y="{y}em">{text}</text>')
STRONG = Markup(' class="chart__value"')
PLACES = {
    "start": Markup(),
    "middle": Markup(' text-anchor="middle"'),
    "after": Markup(' dx="0.4em"'),
}
REST = Markup('<tspan class="chart__rest">{}</tspan>')
LINE = Markup('<line x1="0" y1="{y}em" x2="100%" y2="{y}em"/>')


def drawing(chart: Chart) -> Markup:
    """The `<svg>` element; its accessible name is the title of the chart."""
    placed = layout(chart)
    shapes = [_group(group) for group in placed.groups]
    if placed.base_line is not None:
        shapes.append(LINE.format(y=_short(placed.base_line)))
    return SVG.format(
        id=f"tegning-{chart.name}",
        title=chart.title,
        height=_short(placed.height),
        shapes=Markup("\n").join(shapes),
    )


def _group(group: Group) -> Markup:
    inner = Markup().join(
        _rect(shape) if isinstance(shape, Box) else _text(shape) for shape in group.shapes
    )
    return GROUP.format(colour=COLOUR.format(group.colour) if group.colour else "", inner=inner)


def _rect(box: Box) -> Markup:
    """The `<rect>` of a bar; empty for the number 0."""
    if not box.width or not box.height:
        return Markup()
    sizes = {name: _short(getattr(box, name)) for name in ("x", "y", "width", "height")}
    return RECT.format(kind=KIND.format(box.kind) if box.kind else "", **sizes)


def _text(label: ChartLabel) -> Markup:
    return TEXT.format(
        strong=STRONG if label.is_strong else "",
        place=PLACES[label.place],
        x=_short(label.x),
        y=_short(label.y),
        text=label.text + (REST.format(label.rest) if label.rest else ""),
    )


def _short(length: float) -> str:
    """The number with at most two decimals, without trailing zeros."""
    return f"{length:.2f}".rstrip("0").rstrip(".")
