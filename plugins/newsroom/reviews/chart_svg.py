"""A chart as inline SVG (SVG 2): no script, no style; the theme gives each class its colour.

It has the width of its page while its text keeps the reader's own size.
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
KINDS = {
    "": Markup(),
    "others": Markup(' class="chart__others"'),
    "previous": Markup(' class="chart__previous"'),
}
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
    """The whole drawing, named by the chart's title."""
    laid = layout(chart)
    shapes = [_group(group) for group in laid.groups]
    if laid.ground is not None:
        shapes.append(LINE.format(y=_short(laid.ground)))
    return SVG.format(
        id=f"tegning-{chart.name}",
        title=chart.title,
        height=_short(laid.height),
        shapes=Markup("\n").join(shapes),
    )


def _group(group: Group) -> Markup:
    inner = Markup().join(
        _rect(shape) if isinstance(shape, Box) else _text(shape) for shape in group.shapes
    )
    return GROUP.format(colour=COLOUR.format(group.colour) if group.colour else "", inner=inner)


def _rect(box: Box) -> Markup:
    """Nothing for a number that is nought."""
    if not box.width or not box.height:
        return Markup()
    sizes = {name: _short(getattr(box, name)) for name in ("x", "y", "width", "height")}
    return RECT.format(kind=KINDS[box.kind], **sizes)


def _text(words: ChartLabel) -> Markup:
    return TEXT.format(
        strong=STRONG if words.is_strong else "",
        place=PLACES[words.place],
        x=_short(words.x),
        y=_short(words.y),
        text=words.text + (REST.format(words.rest) if words.rest else ""),
    )


def _short(length: float) -> str:
    """At most two decimals, and none that say nothing."""
    return f"{length:.2f}".rstrip("0").rstrip(".")
