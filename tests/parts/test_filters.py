"""The numbers of the chips that filter rows, and of each row."""

import re

from newsroom.parts.filters import FEWEST_ROWS, MOST_CHIPS, Values, filters
from tests.theme.theme import CSS, css_of

ENERGY: Values = {"Nettverk": ["Energi"], "Sted": ["Kaia", "På nett"]}
HEALTH: Values = {"Nettverk": ["Helse"], "Sted": ["Kaia"]}
NEITHER: Values = {"Nettverk": [""], "Sted": ["Kaia"]}


def test_a_row_has_the_numbers_of_its_chips() -> None:
    """They count on through the groups; a value of all rows has no chip."""
    shown, marks = filters([ENERGY, HEALTH, HEALTH, *[NEITHER] * FEWEST_ROWS])
    assert marks == ("1 3", "2", "2", *["0"] * FEWEST_ROWS)
    assert [(group.name, *((c.text, c.number) for c in group.chips)) for group in shown] == [
        ("Nettverk", ("Energi (1)", "1"), ("Helse (2)", "2")),
        ("Sted", ("På nett (1)", "3")),
    ]


def test_a_chip_has_the_page_of_its_value() -> None:
    """Of those that are the keys of a mapping in some row; others have none."""
    rows: list[Values] = [{"Nettverk": {"Energi": "/energi/"}}, {"Nettverk": ["Helse"]}]
    shown, _ = filters([*rows, *[{"Nettverk": ()}] * FEWEST_ROWS])
    assert [chip.href for chip in shown[0].chips] == ["/energi/", ""]


def test_few_rows_and_rows_that_are_alike_have_no_chips() -> None:
    """Then there is nothing to choose."""
    assert filters([]) == ((), ())
    few = [ENERGY, HEALTH, *[NEITHER] * (FEWEST_ROWS - 3)]
    assert filters(few) == ((), ("0",) * (FEWEST_ROWS - 1))
    assert filters([ENERGY] * FEWEST_ROWS) == ((), ("0",) * FEWEST_ROWS)


def test_a_group_with_more_values_than_there_are_numbers_is_left_out() -> None:
    """The groups after it still get theirs."""
    rows = [{"Nettverk": [f"N{n}"], "Sted": [f"S{n % 2}"]} for n in range(MOST_CHIPS + 1)]
    shown, marks = filters(rows)
    assert [group.name for group in shown] == ["Sted"]
    assert marks[:2] == ("1", "2")


def test_the_style_sheet_has_a_rule_for_each_number() -> None:
    """Each hides the rows that do not have its number."""
    rule = re.compile(r'\[value="(\d+)"\]:checked\) \[data-f\]:not\(\[data-f~="(\d+)"\]\)')
    found = rule.findall(css_of(CSS / "components/filters.css"))
    assert found == [(str(n), str(n)) for n in range(1, MOST_CHIPS + 1)]
