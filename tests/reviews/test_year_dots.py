"""The picture of a year: a dot for each event."""

import pytest

from newsroom.contract.event import Event
from newsroom.reviews.views import Dot, YearDots
from newsroom.reviews.year_dots import LARGEST, ROOM, SMALLEST, year_dots
from tests import given

NETWORKS = (
    given.network("helse", name="Helse", colour="skog"),
    given.network("kraft", name="Kraft"),
)


def picture(*events: Event) -> YearDots | None:
    return year_dots(events, 2023, given.site_data_of(*NETWORKS, *events), "nb")


def dots(shown: YearDots) -> list[Dot]:
    return [dot for month in shown.months for dot in month.dots]


@pytest.mark.parametrize("count", [1, 3, 300])
def test_every_event_is_a_dot_in_its_month_and_a_row_of_the_table(count: int) -> None:
    """All twelve months are there."""
    events = [given.event(f"e{n}", start=f"2023-{n % 12 + 1:02}-03") for n in range(count)]
    shown = picture(*events)
    assert [len(month.dots) for month in shown.months] == [
        len(range(month, count, 12)) for month in range(12)
    ]
    assert len(shown.table.rows) == count


def test_a_year_without_events_has_no_picture() -> None:
    """Rather than an empty one."""
    assert picture() is None


def test_a_dot_says_its_day_its_title_and_how_many_came() -> None:
    """One whose attendance is not known is open, the smallest, and says no number."""
    known, unknown = (
        given.event("a", title="Klimaregnskap", start="2023-03-12", attendance="31"),
        given.event("b", title="Kurs", start="2023-03-13"),
    )
    first, second = dots(picture(unknown, known))
    assert (first.name, first.is_known) == ("12. mars: Klimaregnskap, 31 deltakere", True)
    assert (second.name, second.is_known) == ("13. mars: Kurs", False)
    assert (first.href, second.size) == ("/arrangementer/2023/a/", str(SMALLEST))


def test_the_area_of_a_dot_is_proportional_to_the_attendance() -> None:
    """The largest has the largest diameter, and none is smaller than the smallest."""
    came = {"a": 400, "b": 100, "c": 1, "d": 0}
    events = [
        given.event(id, start=f"2023-03-{n:02}", attendance=str(many))
        for n, (id, many) in enumerate(came.items(), 1)
    ]
    sizes = [float(dot.size) for dot in dots(picture(*events))]
    assert sizes == [LARGEST, pytest.approx(LARGEST / 2, abs=0.1), SMALLEST, SMALLEST]


def test_a_month_of_many_events_of_one_size_is_no_tower() -> None:
    """All dots are smaller then, so that those of the fullest month have room."""
    events = [given.event(f"e{n}", start=f"2023-11-{n:02}", attendance="90") for n in range(1, 29)]
    sizes = [float(dot.size) for dot in dots(picture(*events))]
    assert SMALLEST < sizes[0] < LARGEST
    assert sum(size**2 for size in sizes) == pytest.approx(ROOM, rel=0.1)


def test_networks_are_told_by_colour_and_by_letter() -> None:
    """The largest is A; events without a network come last, without a letter."""
    events = [
        given.event(f"e{n}", network=network)
        for n, network in enumerate(["kraft", "kraft", "helse", None])
    ]
    shown = picture(*events)
    legend = [(one.letter, one.name, one.colour, one.count) for one in shown.legend]
    assert legend == [
        ("A", "Kraft", "", "2"), ("B", "Helse", "skog", "1"), ("", "Uten nettverk", "", "1"),
    ]  # fmt: skip
    assert sorted((dot.letter, dot.colour) for dot in dots(shown)) == [
        ("", ""), ("A", ""), ("A", ""), ("B", "skog"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("came", "finding"),
    [
        ([None], "1 arrangement i 2023"),
        ([None, None], "2 arrangementer i 2023"),
        ([7, 90], "2 arrangementer i 2023, det største med 90 deltakere: E1"),
    ],
)
def test_its_title_says_how_many_events_and_which_was_the_largest(
    came: list[int | None], finding: str
) -> None:
    """The largest only when there are several and the attendance is known."""
    events = [
        given.event(f"e{n}", title=f"E{n}", **({"attendance": str(many)} if many else {}))
        for n, many in enumerate(came)
    ]
    assert picture(*events).title == finding
