"""Numbers the chips by which a visitor filters the rows of a page, without a script."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from newsroom.parts.shapes import Chip, ChipGroup

# filters.css has a rule for each number.
MOST_CHIPS = 50
FEWEST_ROWS = 8

Values = Mapping[str, Iterable[str]]


def filters(rows: Sequence[Values]) -> tuple[tuple[ChipGroup, ...], tuple[str, ...]]:
    """The chips for the values that rows have under the same names, and the mark of each row.

    The mark is the numbers of its chips: "3 7", or "0". A value of all rows gets no chip, and few
    rows get none at all. Values that are the keys of a mapping have hrefs there.
    """
    numbers: dict[tuple[str, str], str] = {}
    groups = []
    for name in rows[0] if len(rows) >= FEWEST_ROWS else ():
        counts = Counter(value for row in rows for value in {*row[name]} if value)
        values = sorted(value for value, count in counts.items() if count < len(rows))
        if values and len(numbers) + len(values) <= MOST_CHIPS:
            numbers |= {(name, v): str(at) for at, v in enumerate(values, len(numbers) + 1)}
            hrefs = _hrefs(row[name] for row in rows)
            chips = (
                Chip(text=f"{v} ({counts[v]})", number=numbers[name, v], href=hrefs.get(v, ""))
                for v in values
            )
            groups.append(ChipGroup(name=name, chips=tuple(chips)))
    pairs = ([(name, value) for name in row for value in row[name]] for row in rows)
    marks = (" ".join(numbers[pair] for pair in of_row if pair in numbers) for of_row in pairs)
    return tuple(groups), tuple(mark or "0" for mark in marks)


def _hrefs(values: Iterable[Iterable[str]]) -> Mapping[str, str]:
    """The hrefs of the values of all rows."""
    pages = (of_row for of_row in values if isinstance(of_row, Mapping))
    return {value: href for of_row in pages for value, href in of_row.items()}
