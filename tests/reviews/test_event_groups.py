"""Groups of events: single events, and festivals with their parts."""

from hypothesis import given as for_any
from hypothesis import strategies as st

from newsroom.contract.event import Event
from newsroom.reviews.event_groups import best_attended, event_groups
from newsroom.reviews.sources import SOURCES
from tests import given
from tests.given import quickly

PARTS = st.lists(
    st.tuples(
        st.sampled_from(["alone", "spring", "autumn"]),
        st.sampled_from(["confirmed", "cancelled"]),
        st.sampled_from(["2022-12-31", "2023-02-01", "2023-06-15", "2023-06-16"]),
        st.none() | st.integers(0, 500),
    ),
    max_size=12,
)


def events_of(parts: list) -> list[Event]:
    """Makes the events, each alone or a part of one of two festivals."""
    frames = [given.event(name, start="2023-02-01") for name in ("spring", "autumn")]
    return frames + [
        given.event(
            f"e{n}",
            status=status,
            start=start,
            attendance=None if came is None else str(came),
            part_of=None if festival == "alone" else festival,
        )
        for n, (festival, status, start, came) in enumerate(parts)
    ]


@quickly
@for_any(PARTS)
def test_whatever_is_part_of_what_nothing_is_lost_or_counted_twice(parts: list) -> None:
    """The groups together have all events and participants of the year, in order of time."""
    catalog = given.catalog(*events_of(parts))
    found = event_groups(catalog, 2023)
    assert sum(one.size for one in found) == SOURCES["events.count"](catalog, 2023)
    assert sum(one.attendance or 0 for one in found) == SOURCES["events.attendance"](catalog, 2023)
    assert [one.day for one in found] == sorted(one.day for one in found)


def test_a_festival_is_one_with_the_sum_of_its_parts() -> None:
    """A festival starts on its first day, with the sum of known attendances, or none."""
    parts = [("spring", "confirmed", day, 10) for day in ("2023-06-16", "2023-06-15")]
    (one,) = (g for g in event_groups(given.catalog(*events_of(parts)), 2023) if g.size == 2)
    assert (one.event.id, f"{one.day}", one.attendance) == ("spring", "2023-06-15", 20)
    unknown = [(*part[:3], None) for part in parts]
    found = event_groups(given.catalog(*events_of(unknown)), 2023)
    assert [g.attendance for g in found if g.size == 2] == [None]


def test_the_best_attended_are_those_whose_number_is_known() -> None:
    """The best attended have a known attendance: largest first, and of equal ones the earlier."""
    days = {"a": ("2023-03-02", "5"), "b": ("2023-03-01", "5"), "c": ("2023-01-01", None)}
    events = [given.event(id, start=day, attendance=came) for id, (day, came) in days.items()]
    events.append(given.event("d", start="2023-05-01", attendance="9"))
    found = best_attended(event_groups(given.catalog(*events), 2023), 3)
    assert [one.event.id for one in found] == ["d", "b", "a"]
