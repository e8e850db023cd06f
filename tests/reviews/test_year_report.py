"""The comparison of a figure with last year's."""

import pytest

from newsroom.contract.entry import Entry
from newsroom.reviews.year_report import change
from tests import given

NBSP = "\u00a0"


def beside(now: dict, last: dict | None = None, *entries: Entry) -> str:
    review = given.review(2023, figures=[{"label": "Medlemmer"} | now])
    old = [given.review(2022, figures=[{"label": "Medlemmer"} | last])] if last else []
    (figure,) = review.figures
    return change(figure, review, old, given.catalog(review, *old, *entries))


@pytest.mark.parametrize(
    ("now", "last", "said"),
    [
        ({"value": "60"}, {"value": "48"}, "+12 fra 2022"),
        ({"value": "48"}, {"value": "60"}, "\u221212 fra 2022"),
        ({"value": "60"}, {"value": "60"}, "som i 2022"),
        ({"value": "2500"}, {"value": "100"}, f"+2{NBSP}400 fra 2022"),
        ({"more_than": "160"}, {"more_than": "130"}, "over 130 i 2022"),
        ({"value": "165"}, {"at_least": "130"}, "minst 130 i 2022"),
        ({"more_than": "160"}, {"value": "135"}, "135 i 2022"),
        ({"value": "60", "previous": "50"}, None, "+10 fra 2022"),
        ({"more_than": "60", "previous": "50"}, None, "50 i 2022"),
        ({"value": "60"}, None, ""),
    ],
)
def test_the_difference_is_told_where_both_numbers_are_known(
    now: dict, last: dict | None, said: str
) -> None:
    """Two numbers give a difference, a bound gives last year as text, and none gives nothing."""
    assert beside(now, last) == said


def test_a_computed_figure_is_computed_for_both_years() -> None:
    """A computed figure is computed for both years."""
    source = {"source": "events.attendance"}
    events = (
        given.event("a", start="2022-05-01", attendance="40"),
        given.event("b", start="2023-05-01", attendance="50"),
    )
    assert beside(source, source, *events) == "+10 fra 2022"


def test_the_year_before_last_is_not_last_year() -> None:
    """A figure is not compared with that of the year before last."""
    review, old = (given.review(y, figures=[{"label": "M", "value": "1"}]) for y in (2023, 2021))
    assert change(review.figures[0], review, [old], given.catalog(review, old)) == ""
