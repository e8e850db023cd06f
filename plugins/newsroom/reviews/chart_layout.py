"""Places the bars and texts of a chart, for the SVG on the page and for the PNG.

Horizontal lengths are per cent of the width; vertical lengths are em, the size of the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

from newsroom.reviews.charts import Bar, Chart
from newsroom.wording.numbers import number

# Columns: the height of the tallest, and from the top the base line, the labels and the end.
TALLEST, BASE_LINE, LABELS, END = 9.0, 10.5, 11.9, 12.5
# Bars: the height of a line of a label, of a bar with its space, of last year's bar, and the width
# of a bar. MOST_LETTERS in a line fit on the narrowest screens (320 px).
LABEL, STEP, LAST, THICK = 1.3, 2.1, 1.2, 1.1
MOST_LETTERS = 34
# Per cent of the width: of the longest bar, and of a letter behind it on the narrowest screens.
LONGEST, LETTER = 72.0, 2.9

BarKind = Literal["", "previous"]


@dataclass(frozen=True, slots=True)
class Box:
    """A bar; that of the `previous` year is an outline."""

    x: float
    y: float
    width: float
    height: float
    kind: BarKind = ""


@dataclass(frozen=True, slots=True)
class ChartLabel:
    """A text with its baseline at `y`; the end `rest` is hidden if there is no room for it.

    `place`: the text begins at `x`, has its middle there, or follows a bar that ends there.
    """

    x: float
    y: float
    text: str
    rest: str = ""
    place: Literal["start", "middle", "after"] = "start"
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The shapes of one number; `colour` is that of its network, or ""."""

    colour: str
    shapes: tuple[Box | ChartLabel, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The shapes of a chart and its height; `base_line` is None for bars."""

    height: float
    groups: tuple[Group, ...]
    base_line: float | None = None

    @property
    def labels(self) -> Iterator[ChartLabel]:
        """All texts."""
        shapes = (shape for group in self.groups for shape in group.shapes)
        return (shape for shape in shapes if isinstance(shape, ChartLabel))


def layout(chart: Chart) -> Layout:
    """The layout of a chart."""
    if chart.form == "columns":
        return Layout(END, tuple(_columns(chart)), BASE_LINE)
    return _bars(chart)


def _columns(chart: Chart) -> Iterator[Group]:
    """A column for each number, with the number above it and the label below."""
    slot = 100 / len(chart.bars)
    width = slot * 0.72
    for at, bar in enumerate(chart.bars):
        height = TALLEST * bar.value / chart.most
        middle = slot * (at + 0.5)
        top = BASE_LINE - height
        first, rest = (bar.short[:1], bar.short[1:]) if bar.short else (bar.label, "")
        box = Box(middle - width / 2, top, width, height)
        value = ChartLabel(middle, top - 0.4, bar.text, place="middle", is_strong=True)
        label = ChartLabel(middle, LABELS, first, rest, place="middle")
        yield Group(bar.colour, (box, value, label))


def _bars(chart: Chart) -> Layout:
    """For each number a label, under it a bar, and under that last year's bar in outline."""
    groups, top = [], 0.0
    texts = (len(bar.text) for bar in chart.bars)
    unit = min(LONGEST, 100 - LETTER * (max(texts) + 1)) / chart.most
    for bar in chart.bars:
        shapes = list(_bar(bar, top, unit, chart.lang))
        groups.append(Group(bar.colour, tuple(shapes)))
        lines = sum(isinstance(shape, ChartLabel) and shape.place == "start" for shape in shapes)
        top += lines * LABEL + STEP + (LAST if bar.previous is not None else 0)
    return Layout(top, tuple(groups))


def _bar(bar: Bar, top: float, unit: float, lang: str) -> Iterator[Box | ChartLabel]:
    for line in wrap(bar.label, MOST_LETTERS):
        yield ChartLabel(0, top + 1.1, line)
        top += LABEL
    yield Box(0, top + 0.2, unit * bar.value, THICK)
    yield ChartLabel(unit * bar.value, top + 1.15, bar.text, place="after", is_strong=True)
    if bar.previous is not None:
        before = unit * bar.previous
        yield Box(0, top + LAST + 0.2, before, THICK, "previous")
        yield ChartLabel(before, top + LAST + 1.15, number(bar.previous, lang), place="after")
