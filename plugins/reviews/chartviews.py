"""A chart as a part of a page, and as the files that part leads to."""

from plugins.addresses.page import File
from plugins.parts.material import Material
from plugins.parts.shapes import Link
from plugins.reviews.charts import Chart
from plugins.reviews.drawing import drawing
from plugins.reviews.picture import Palette, png_file
from plugins.reviews.tables import csv_file, rows
from plugins.reviews.views import ChartView
from plugins.wording.texts import our_texts

FILES = {"png": "Last ned som bilde (PNG)", "csv": "Last ned tallene (CSV)"}


def chart_view(chart: Chart, folder: str, material: Material) -> ChartView:
    """A chart whose files stand in `folder`, an address of the site; "" when it has none."""
    t = our_texts("nb")
    return ChartView(
        form=chart.form,
        title=chart.title,
        drawing=drawing(chart),
        note=chart.note,
        heads=chart.heads,
        rows=rows(chart),
        files=tuple(
            Link(text=t(words), href=material.plan.link(f"{folder}{chart.name}.{kind}"))
            for kind, words in FILES.items()
            if folder
        ),
    )


def chart_files(chart: Chart, folder: str, colours: Palette, site: str) -> list[File]:
    """What `chart_view` leads to; the picture has the theme's colours and the name of the site."""
    name = f"{folder}{chart.name}"
    return [
        File(f"{name}.png", png_file, (chart, colours, site)),
        File(f"{name}.csv", csv_file, (chart,)),
    ]
