"""The data of a chart for the templates, and the files that can be downloaded."""

from newsroom.addresses.outputs import OutputFile
from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.reviews.chart_png import Palette, png_file
from newsroom.reviews.chart_svg import drawing
from newsroom.reviews.chart_tables import csv_file, rows
from newsroom.reviews.charts import Chart
from newsroom.reviews.views import ChartView
from newsroom.wording.texts import our_texts

FILES = {"png": "Last ned som bilde (PNG)", "csv": "Last ned tallene (CSV)"}


def chart_view(chart: Chart, folder: str, site_data: SiteData) -> ChartView:
    """The data of a chart; `folder` is the address of its files, "" for a chart without files."""
    t = our_texts("nb")
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


def chart_files(chart: Chart, folder: str, colours: Palette, site: str) -> list[OutputFile]:
    """The PNG (in the theme's `colours`, with the name of the `site`) and the CSV of a chart."""
    name = f"{folder}{chart.name}"
    return [
        OutputFile(f"{name}.png", png_file, (chart, colours, site)),
        OutputFile(f"{name}.csv", csv_file, (chart,)),
    ]
