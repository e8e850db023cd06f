"""A chart's numbers as a table: for the page, and as CSV that a Norwegian Excel opens.

As the events' CSV: semicolons between, since the comma is in numbers there."""

import csv
import io

from newsroom.reviews.charts import LANG, Bar, Chart
from newsroom.wording.numbers import number

# Excel takes a file without it to be in the system's own letters.
BYTE_ORDER_MARK = "\ufeff"


def rows(chart: Chart) -> tuple[tuple[str, ...], ...]:
    """Label, number and, where the chart compares, last year's, as they are printed."""
    return tuple((bar.label, bar.text, *_last(bar, number)) for bar in chart.bars)


def csv_file(chart: Chart, _material: object) -> bytes:
    """The same with bare numbers; one that is only a bound stands in words."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(chart.heads)
    for bar in chart.bars:
        is_exact = bar.text == number(bar.value, LANG)
        writer.writerow((bar.label, bar.value if is_exact else bar.text, *_last(bar)))
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def _last(bar: Bar, spell=lambda value, _lang: str(value)) -> tuple[str, ...]:
    return () if bar.previous is None else (spell(bar.previous, LANG),)
