"""A chart on the page: drawn as inline SVG (SVG 2), with a table and with files to download.

The SVG (chart.svg.jinja) has no styles: the theme gives each class its colour. It is as wide as the
page, and its text has the reader's own font size.
"""

import csv
import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from newsroom.addresses.outputs import OutputFile
from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.reviews.chart_layout import layout
from newsroom.reviews.chart_png import Palette, png_file
from newsroom.reviews.charts import Chart
from newsroom.reviews.views import ChartView
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts

FILES = {"png": "Last ned som bilde (PNG)", "csv": "Last ned tallene (CSV)"}
# Without it, Excel does not read the file as UTF-8.
BYTE_ORDER_MARK = "\ufeff"
FORMULA = tuple("=+-@＝＋－＠")
DRAWING = Path(__file__).with_name("chart.svg.jinja")


def chart_view(chart: Chart, folder: str, site_data: SiteData) -> ChartView:
    """The data of a chart; `folder` is the address of its files, "" for a chart without files."""
    t = our_texts(chart.lang)
    return ChartView(
        form=chart.form,
        title=chart.title,
        drawing=Markup("") if chart.is_sentence else drawing(chart),
        note="" if chart.is_sentence else chart.note,
        footnote=chart.footnote,
        heads=chart.heads,
        rows=rows(chart),
        files=tuple(
            Link(text=t(text), href=site_data.plan.link(f"{folder}{chart.name}.{suffix}"))
            for suffix, text in FILES.items()
            if folder and not chart.is_sentence
        ),
    )


def drawing(chart: Chart) -> Markup:
    """The `<svg>` element; its accessible name is the title of the chart."""
    parts = {"id": f"tegning-{chart.name}", "title": chart.title, "layout": layout(chart)}
    return Markup(_template().render(parts))


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, undefined=StrictUndefined)
    environment.filters["short"] = _short
    return environment.from_string(DRAWING.read_text(encoding="utf-8"))


def _short(length: float) -> str:
    """The number with at most two decimals, without trailing zeros."""
    return f"{length:.2f}".rstrip("0").rstrip(".")


def rows(chart: Chart) -> tuple[tuple[str, ...], ...]:
    """For each bar its label, its number and, if there is one, last year's number, as text."""
    return tuple(
        (bar.label, bar.text, *[number(bar.previous or 0, chart.lang)] * (bar.previous is not None))
        for bar in chart.bars
    )


def chart_files(chart: Chart, folder: str, colours: Palette, site: str) -> list[OutputFile]:
    """The PNG (in the theme's `colours`, with the name of the `site`) and the CSV of a chart."""
    name = f"{folder}{chart.name}"
    return (
        []
        if chart.is_sentence
        else [
            OutputFile(f"{name}.png", png_file, (chart, colours, site)),
            OutputFile(f"{name}.csv", csv_file, (chart,)),
        ]
    )


def csv_file(chart: Chart, _site_data: SiteData) -> bytes:
    """The CSV file, with digits only; a number that is only a bound stays text ("over 160").

    It has semicolons for a Norwegian Excel, because Norwegian numbers have a decimal comma.
    """
    table = [chart.heads]
    for bar in chart.bars:
        is_exact = bar.text == number(bar.value, chart.lang)
        value = str(bar.value) if is_exact else bar.text
        previous = [] if bar.previous is None else [str(bar.previous)]
        table.append((bar.label, value, *previous))
    return csv_bytes(table)


def csv_bytes(table: Iterable[Iterable[str]]) -> bytes:
    """The rows as CSV, for Excel; no cell begins as a formula does (OWASP, CSV injection)."""
    out = io.StringIO(newline="")
    safe = ([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in table)
    csv.writer(out, delimiter=";").writerows(safe)
    return (BYTE_ORDER_MARK + out.getvalue()).encode()
