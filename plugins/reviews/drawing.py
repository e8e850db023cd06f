"""A chart as inline SVG (SVG 2): no script, no style; the theme gives each class its colour.

Lengths across are in per cent and lengths down in em, so that a drawing has the width of its page
while its text keeps the reader's own size.
"""

from collections.abc import Iterator
from textwrap import wrap

from markupsafe import Markup

from plugins.reviews.charts import LANG, Bar, Chart
from plugins.wording.numbers import number

# Columns, in em: the tallest, the line they stand on, and the words under it.
TALLEST, GROUND, WORDS = 9.0, 10.5, 11.9
WIDEST_SLOT = 20.0
# Bars, in em: a line of a label, the bar with its space, and last year's. A line of so many letters
# goes on the narrowest screens (320 px).
LINE_OF_LABEL, BAR, LAST = 1.3, 2.1, 1.2
MOST_LETTERS = 34
LONGEST = 72.0

SVG = Markup(
    '<svg class="chart__drawing" width="100%" height="{height}em" role="img" '
    'aria-labelledby="{id}">\n<title id="{id}">{title}</title>\n{shapes}\n</svg>'
)
RECT = Markup('<rect{kind} x="{x}%" y="{y}em" width="{width}%" height="{height}em"/>')
TEXT = Markup('<text x="{x}%" y="{y}em"{more}>{text}</text>')
GROUP = Markup("<g{colour}>{inner}</g>")
PREVIOUS, OTHERS = Markup(' class="chart__previous"'), Markup(' class="chart__others"')
NOTHING, MIDDLE = Markup(), Markup(' text-anchor="middle"')
TOP = Markup(' class="chart__value" text-anchor="middle"')
AFTER, AFTER_LAST = Markup(' class="chart__value" dx="0.4em"'), Markup(' dx="0.4em"')
REST = Markup('{}<tspan class="chart__rest">{}</tspan>')
LINE = Markup('<line x1="0" y1="{y}em" x2="100%" y2="{y}em"/>')


def drawing(chart: Chart) -> Markup:
    """The whole drawing, named by the chart's title."""
    if chart.form == "columns":
        shapes, height = list(_columns(chart)), WORDS + 0.6
    else:
        shapes, height = _bars(chart)
    return SVG.format(
        id=f"tegning-{chart.name}",
        title=chart.title,
        height=_short(height),
        shapes=Markup("\n").join(shapes),
    )


def _columns(chart: Chart) -> Iterator[Markup]:
    """A column for each number, the number above it and its label below."""
    slot = min(100 / len(chart.bars), WIDEST_SLOT)
    width = slot * 0.72
    for at, bar in enumerate(chart.bars):
        height = TALLEST * bar.value / chart.most
        left = slot * at + (slot - width) / 2
        inner = _rect(left, GROUND - height, width, height)
        middle = slot * (at + 0.5)
        inner += _text(middle, GROUND - height - 0.4, bar.text, TOP)
        yield GROUP.format(colour="", inner=inner + _text(middle, WORDS, _label(bar), MIDDLE))
    yield LINE.format(y=_short(GROUND))


def _label(bar: Bar) -> str:
    """The label; of a month its letter, and the rest where there is room."""
    return REST.format(bar.short[:1], bar.short[1:]) if bar.short else bar.label


def _bars(chart: Chart) -> tuple[list[Markup], float]:
    """A label, under it the bar with its number, and last year's in outline; and how high it is."""
    shapes, top = [], 0.0
    for bar in chart.bars:
        inner = Markup()
        for line in wrap(bar.label, MOST_LETTERS) or [""]:
            inner += _text(0, top + 1.1, line)
            top += LINE_OF_LABEL
        width = LONGEST / chart.most
        inner += _rect(0, top + 0.2, width * bar.value, 1.1, NOTHING if bar.colour else OTHERS)
        inner += _text(width * bar.value, top + 1.15, bar.text, AFTER)
        if bar.previous is not None:
            top, before = top + LAST, number(bar.previous, LANG)
            inner += _rect(0, top + 0.2, width * bar.previous, 1.1, PREVIOUS)
            inner += _text(width * bar.previous, top + 1.15, before, AFTER_LAST)
        top += BAR
        colour = Markup(' data-colour="{}"').format(bar.colour) if bar.colour else ""
        shapes.append(GROUP.format(colour=colour, inner=inner))
    return shapes, top


def _rect(x: float, y: float, width: float, height: float, kind: Markup = NOTHING) -> Markup:
    """Nothing for a number that is nought."""
    if not width or not height:
        return NOTHING
    x, y, width, height = (_short(one) for one in (x, y, width, height))
    return RECT.format(kind=kind, x=x, y=y, width=width, height=height)


def _text(x: float, y: float, text: str, more: Markup = NOTHING) -> Markup:
    return TEXT.format(x=_short(x), y=_short(y), text=text, more=more)


def _short(length: float) -> str:
    """At most two decimals, and none that say nothing."""
    return f"{length:.2f}".rstrip("0").rstrip(".")
