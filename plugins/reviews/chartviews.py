"""A chart as a part of a page, and as the files that part leads to."""

from plugins.addresses.page import File
from plugins.parts.material import Material
from plugins.parts.shapes import Link
from plugins.reviews.charts import Chart
from plugins.reviews.drawing import drawing
from plugins.reviews.tables import csv_file, rows
from plugins.reviews.views import ChartView
from plugins.wording.texts import our_texts

FILES = {"csv": "Last ned tallene (CSV)"}


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


def chart_files(chart: Chart, folder: str) -> list[File]:
    """What `chart_view` leads to."""
    return [File(f"{folder}{chart.name}.csv", csv_file, (chart,))]
