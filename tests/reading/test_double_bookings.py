"""The sweep that finds events at the same time."""

from itertools import combinations

from hypothesis import given as for_any
from hypothesis import strategies as st

from newsroom.contract.problems import Report
from newsroom.reading.double_bookings import check_clashes
from tests import given
from tests.given import quickly

HOURS = st.tuples(st.integers(8, 18), st.integers(1, 4), st.sampled_from(["salen", "loftet"]))


@quickly
@for_any(st.lists(HOURS, max_size=12))
def test_the_sweep_finds_every_pair_that_a_look_at_all_pairs_finds(
    hours: list[tuple[int, int, str]],
) -> None:
    """The sweep finds all pairs of events in which each starts before the other ends."""
    held = [
        given.event(
            f"e{index}",
            title=f"e{index}",
            start=f"2024-03-05 {start:02}:00",
            end=f"2024-03-05 {start + length:02}:00",
            venue=venue,
        )
        for index, (start, length, venue) in enumerate(hours)
    ]
    found = Report()
    check_clashes(held, found)
    told = [dict(problem.values) for problem in found.problems]
    assert sorted((values["other"], values["title"]) for values in told) == sorted(
        (one.title, other.title)
        for one, other in combinations(held, 2)
        if one.venue == other.venue and one.start < other.end and other.start < one.end
    )
