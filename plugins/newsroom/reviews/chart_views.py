"""A chart on the page: drawn as inline SVG (SVG 2), with a table and with files to download.

The SVG has no styles: the theme gives each class its colour. It is as wide as the page, and its
text has the reader's own font size.
"""

import csv
import io

from markupsafe import Markup

from newsroom.addresses.outputs import OutputFile
from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.reviews.chart_layout import Box, ChartLabel, Group, layout
from newsroom.reviews.chart_png import Palette, png_file
from newsroom.reviews.charts import LANG, Chart
from newsroom.reviews.views import ChartView
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts

FILES = {"png": "Last ned som bilde (PNG)", "csv": "Last ned tallene (CSV)"}
# Without it, Excel does not read the file as UTF-8.
BYTE_ORDER_MARK = "\ufeff"
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


def chart_view(chart: Chart, folder: str, site_data: SiteData) -> ChartView:
    """The data of a chart; `folder` is the address of its files, "" for a chart without files."""
    t = our_texts(LANG)
    return ChartView(
        form=chart.form,
        title=chart.title,
        drawing=drawing(chart),
        note=chart.note,
        heads=chart.heads,
        rows=rows(chart),
        files=tuple(
            Link(text=t(text), href=site_data.plan.link(f"{folder}{chart.name}.{suffix}"))
            for suffix, text in FILES.items()
            if folder
        ),
    )


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
    return RECT.format(kind=KINDS[box.kind], **sizes)


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


def rows(chart: Chart) -> tuple[tuple[str, ...], ...]:
    """For each bar its label, its number and, if there is one, last year's number, as text."""
    return tuple(
        (bar.label, bar.text)
        if bar.previous is None
        else (bar.label, bar.text, number(bar.previous, LANG))
        for bar in chart.bars
    )


def chart_files(chart: Chart, folder: str, colours: Palette, site: str) -> list[OutputFile]:
    """The PNG (in the theme's `colours`, with the name of the `site`) and the CSV of a chart."""
    name = f"{folder}{chart.name}"
    return [
        OutputFile(f"{name}.png", png_file, (chart, colours, site)),
        OutputFile(f"{name}.csv", csv_file, (chart,)),
    ]


def csv_file(chart: Chart, _site_data: SiteData) -> bytes:
    """The CSV file, with digits only; a number that is only a bound stays text ("over 160").

    It has semicolons for a Norwegian Excel, because Norwegian numbers have a decimal comma.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(chart.heads)
    for bar in chart.bars:
        is_exact = bar.text == number(bar.value, LANG)
        value = str(bar.value) if is_exact else bar.text
        previous = [] if bar.previous is None else [bar.previous]
        writer.writerow((bar.label, value, *previous))
    return (BYTE_ORDER_MARK + out.getvalue()).encode()
