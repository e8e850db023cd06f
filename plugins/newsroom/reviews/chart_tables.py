"""The numbers of a chart as a table on the page, and as CSV for a Norwegian Excel.

The CSV has semicolons, because Norwegian numbers have a decimal comma.
"""

import csv
import io

from newsroom.parts.site_data import SiteData
from newsroom.reviews.charts import LANG, Chart
from newsroom.wording.numbers import number

# Without it, Excel does not read the file as UTF-8.
BYTE_ORDER_MARK = "\ufeff"


def rows(chart: Chart) -> tuple[tuple[str, ...], ...]:
    """For each bar its label, its number and, if there is one, last year's number, as text."""
    return tuple(
        (bar.label, bar.text)
        if bar.previous is None
        else (bar.label, bar.text, number(bar.previous, LANG))
        for bar in chart.bars
    )


def csv_file(chart: Chart, _site_data: SiteData) -> bytes:
    """The CSV file, with digits only; a number that is only a bound stays text ("over 160")."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(chart.heads)
    for bar in chart.bars:
        is_exact = bar.text == number(bar.value, LANG)
        value = str(bar.value) if is_exact else bar.text
        previous = [] if bar.previous is None else [bar.previous]
        writer.writerow((bar.label, value, *previous))
    return (BYTE_ORDER_MARK + out.getvalue()).encode()
