"""Where everything in a chart stands: for the drawing on the page and for the picture of it.

Lengths across are per cent of the width; lengths down are em, the size of the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal, TypeVar

from newsroom.reviews.charts import LANG, Bar, Chart
from newsroom.wording.numbers import number

# Columns: the tallest, the line they stand on, the words under it, and the foot of it all.
TALLEST, GROUND, WORDS, FOOT = 9.0, 10.5, 11.9, 12.5
WIDEST_SLOT = 20.0
# Bars: a line of a label, the bar with its space, and last year's. A line of so many letters goes
# on the narrowest screens (320 px).
LABEL, STEP, LAST, THICK = 1.3, 2.1, 1.2, 1.1
MOST_LETTERS = 34
LONGEST = 72.0

Kind = Literal["", "others", "previous"]
Shape = TypeVar("Shape", "Box", "ChartLabel")


@dataclass(frozen=True, slots=True)
class Box:
    """A bar; `previous` is an outline, `others` what all the others leave."""

    x: float
    y: float
    width: float
    height: float
    kind: Kind = ""


@dataclass(frozen=True, slots=True)
class ChartLabel:
    """A text with its baseline at `y`; `rest` is left out where there is no room for it.

    `place` says whether it begins at `x`, has its middle there, or follows the end of a bar.
    """

    x: float
    y: float
    text: str
    rest: str = ""
    place: Literal["start", "middle", "after"] = "start"
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs to one number, in the colour of its network, if it has one."""

    colour: str
    shapes: tuple[Box | ChartLabel, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A chart laid out; `ground` is the line that columns stand on, None for bars."""

    height: float
    groups: tuple[Group, ...]
    ground: float | None = None

    def of(self, kind: type[Shape]) -> Iterator[Shape]:
        """Every shape of a kind."""
        shapes = (shape for group in self.groups for shape in group.shapes)
        return (shape for shape in shapes if isinstance(shape, kind))


def layout(chart: Chart) -> Layout:
    """The chart, laid out in its form."""
    if chart.form == "columns":
        return Layout(FOOT, tuple(_columns(chart)), GROUND)
    return _bars(chart)


def _columns(chart: Chart) -> Iterator[Group]:
    """A column for each number, the number above it and its label below."""
    slot = min(100 / len(chart.bars), WIDEST_SLOT)
    width = slot * 0.72
    for at, bar in enumerate(chart.bars):
        height = TALLEST * bar.value / chart.most
        middle = slot * (at + 0.5)
        first, rest = (bar.short[:1], bar.short[1:]) if bar.short else (bar.label, "")
        yield Group(
            bar.colour,
            (
                Box(middle - width / 2, GROUND - height, width, height),
                ChartLabel(middle, GROUND - height - 0.4, bar.text, place="middle", is_strong=True),
                ChartLabel(middle, WORDS, first, rest, place="middle"),
            ),
        )


def _bars(chart: Chart) -> Layout:
    """A label, under it the bar with its number, and last year's in outline."""
    groups, top = [], 0.0
    for bar in chart.bars:
        shapes = list(_bar(bar, top, chart))
        groups.append(Group(bar.colour, tuple(shapes)))
        lines = sum(isinstance(shape, ChartLabel) and shape.place == "start" for shape in shapes)
        top += lines * LABEL + STEP + (LAST if bar.previous is not None else 0)
    return Layout(top, tuple(groups))


def _bar(bar: Bar, top: float, chart: Chart) -> Iterator[Box | ChartLabel]:
    for line in wrap(bar.label, MOST_LETTERS):
        yield ChartLabel(0, top + 1.1, line)
        top += LABEL
    width = LONGEST / chart.most
    yield Box(0, top + 0.2, width * bar.value, THICK, "others" if bar.is_rest else "")
    yield ChartLabel(width * bar.value, top + 1.15, bar.text, place="after", is_strong=True)
    if bar.previous is not None:
        before = width * bar.previous
        yield Box(0, top + LAST + 0.2, before, THICK, "previous")
        yield ChartLabel(before, top + LAST + 1.15, number(bar.previous, LANG), place="after")
