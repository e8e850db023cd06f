"""The occurrences of a recurrence rule."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule
from hypothesis import given as for_any
from hypothesis import strategies as st

from newsroom.contract.event import Event, Occurrence
from newsroom.contract.moment import OSLO, Moment
from newsroom.contract.recurrence import may_begin_in, occurrences, planned
from newsroom.contract.repeat import MOST_TIMES
from tests import given
from tests.given import quickly

FAR = date(2030, 12, 31)
FREQUENCIES = {"DAILY": DAILY, "WEEKLY": WEEKLY, "MONTHLY": MONTHLY, "YEARLY": YEARLY}
STARTS = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)).map(
    lambda when: when.replace(hour=12, minute=30, second=0, microsecond=0)
)


def series(repeat: str, start: str = "2024-03-05 12:00", **fields: object) -> Event:
    return given.event("serie", repeat=repeat, start=start, **fields)


def starts(events: Sequence[Event]) -> list[str]:
    return [str(event.start) for event in events]


@pytest.mark.parametrize(
    ("repeat", "start", "dates"),
    [
        ("hver tirsdag, 3 ganger", "2024-03-05", ["03-05", "03-12", "03-19"]),
        ("annenhver tirsdag, 3 ganger", "2024-03-05", ["03-05", "03-19", "04-02"]),
        ("hver tredje uke, 3 ganger", "2024-03-05", ["03-05", "03-26", "04-16"]),
        ("første tirsdag i måneden, 3 ganger", "2024-03-05", ["03-05", "04-02", "05-07"]),
        ("siste torsdag i måneden, 3 ganger", "2024-02-29", ["02-29", "03-28", "04-25"]),
        ("hver tirsdag, til 19. mars 2024", "2024-03-05", ["03-05", "03-12", "03-19"]),
        ("hver tirsdag, til 18. mars 2024", "2024-03-05", ["03-05", "03-12"]),
        ("den 31. i måneden, 3 ganger", "2024-03-31", ["03-31", "05-31", "07-31"]),
        ("hver hverdag, 3 ganger", "2024-03-08", ["03-08", "03-11", "03-12"]),
    ],
)
def test_the_plain_forms_give_the_dates_one_would_expect(
    repeat: str, start: str, dates: list[str]
) -> None:
    """Each plain form gives its dates, with the last day of `til`."""
    found = occurrences(series(repeat, start), until=FAR)
    assert starts(found) == [f"2024-{day}" for day in dates]


def test_an_event_without_a_rule_takes_place_once() -> None:
    """An event without a rule has one occurrence: itself, with its own id."""
    event = given.event()
    assert occurrences(event, until=date.min) == (event,)


@pytest.mark.parametrize(
    ("start", "end", "utc"),
    [
        ("2024-03-28 12:00", "2024-03-28 13:00", ["11:00 12:00", "10:00 11:00"]),
        ("2024-10-24 12:00", "2024-10-24 13:00", ["10:00 11:00", "11:00 12:00"]),
        ("2024-03-28 01:59", "2024-03-28 03:00", ["00:59 02:00", "23:59 01:00"]),
        ("2024-10-24 00:59", "2024-10-24 03:00", ["22:59 01:00", "23:59 02:00"]),
    ],
)
def test_the_clock_on_the_wall_is_kept_over_both_changes(
    start: str, end: str, utc: list[str]
) -> None:
    """Occurrences keep the wall-clock time, which is another hour in UTC after a clock change."""
    found = occurrences(series("hver uke, 2 ganger", start, end=end), until=FAR)
    assert [str(one.start).split()[1] for one in found] == [start.split()[1]] * 2
    assert [
        " ".join(f"{moment.instant.astimezone(UTC):%H:%M}" for moment in (one.start, one.end))
        for one in found
    ] == utc


def test_a_time_that_comes_twice_in_the_autumn_is_the_first() -> None:
    """A time that occurs twice is the first one, in summer time (RFC 5545, 3.3.5)."""
    (found,) = occurrences(series("hver søndag, 1 gang", "2024-10-27 02:30"), until=FAR)
    assert found.start.instant.utcoffset() == timedelta(hours=2)
    assert found.start.instant.astimezone(UTC).hour == 0


def test_an_endless_rule_is_followed_up_to_and_including_a_day() -> None:
    """An endless rule is followed until a day, which is included."""
    event = series("hver tirsdag")
    assert starts(occurrences(event, until=date(2024, 3, 19)))[-1] == "2024-03-19 12:00"
    assert starts(occurrences(event, until=date(2024, 3, 18)))[-1] == "2024-03-12 12:00"


def test_a_rule_with_an_end_is_followed_to_it_whatever_the_day() -> None:
    """A rule with an end is followed to its end, whatever the last day asked for."""
    assert len(occurrences(series("hver tirsdag, 60 ganger"), until=date.min)) == 60


def test_a_rule_that_gives_too_many_dates_is_not_followed_for_ever() -> None:
    """A rule with too many dates is a problem, which is found in a short time."""
    assert len(list(planned(series("hver dag, til 1. januar 2190")))) == MOST_TIMES + 1


def test_an_excepted_date_does_not_take_place_but_counts() -> None:
    """An excluded date counts, but does not occur: six minus one is five (RFC 5545, 3.8.5.1)."""
    event = series("hver tirsdag, 3 ganger", **{"except": ["2024-03-12"]})
    assert starts(occurrences(event, until=FAR)) == ["2024-03-05 12:00", "2024-03-19 12:00"]
    assert [start.day.day for start in planned(event)] == [5, 12, 19]


def test_each_date_is_an_event_of_its_own() -> None:
    """Each occurrence is an event with its own id, without the fields of the series."""
    event = series("hver tirsdag, 2 ganger", end="2024-03-05 13:00", aliases=["/lunsj/"])
    first, second = occurrences(event, until=FAR)
    assert isinstance(second, Occurrence)
    assert (first.id, second.id) == ("serie-2024-03-05", "serie-2024-03-12")
    assert (str(second.start), str(second.end)) == ("2024-03-12 12:00", "2024-03-12 13:00")
    assert (second.series, second.on) == (event, date(2024, 3, 12))
    assert (second.repeat, second.aliases, second.permalink) == (None, (), "2024-03-12")


def test_a_moved_date_keeps_its_id_and_its_length_and_tells_when_it_was() -> None:
    """A moved occurrence keeps its length, and its id by the rule's date (RFC 5545, 3.8.4.4)."""
    event = series(
        "hver tirsdag, 2 ganger",
        end="2024-03-05 14:00",
        instances={"2024-03-12": {"start": "2024-03-13 18:00"}},
    )
    moved = occurrences(event, until=FAR)[1]
    assert (moved.id, moved.status) == ("serie-2024-03-12", "rescheduled")
    assert [str(moved.start), str(moved.end)] == ["2024-03-13 18:00", "2024-03-13 20:00"]
    assert str(moved.previous_start) == str(moved.planned) == "2024-03-12 12:00"


def test_a_cancelled_or_renamed_date_differs_in_that_alone() -> None:
    """An occurrence has the fields of its instance, and all others from the series."""
    event = series(
        "hver tirsdag, 3 ganger",
        instances={
            "2024-03-12": {"status": "cancelled"},
            "2024-03-19": {"title": "Avslutning", "attendance": "40"},
        },
    )
    first, cancelled, last = occurrences(event, until=FAR)
    assert [one.status for one in (first, cancelled, last)] == [
        "confirmed",
        "cancelled",
        "confirmed",
    ]
    assert [one.title for one in (first, cancelled, last)] == ["Frokost", "Frokost", "Avslutning"]
    assert [one.attendance for one in (first, cancelled, last)] == [None, None, 40]
    assert str(cancelled.start) == "2024-03-12 12:00"


@quickly
@for_any(STARTS, st.sampled_from(sorted(FREQUENCIES)), st.integers(1, 4), st.integers(1, 40))
def test_as_many_dates_are_given_as_the_rule_counts(
    start: datetime, frequency: str, interval: int, count: int
) -> None:
    """A rule gives as many dates as it counts, in order, without duplicates, from the start."""
    rule = f"FREQ={frequency};INTERVAL={interval};COUNT={count}"
    found = occurrences(series(rule, f"{start:%Y-%m-%d %H:%M}"), until=FAR)
    days = [one.on for one in found]
    assert len(days) == count
    assert days == sorted(set(days))
    assert days[0] == start.date()


@quickly
@for_any(STARTS, st.sampled_from(sorted(FREQUENCIES)), st.integers(1, 4), st.integers(0, 2000))
def test_a_last_day_cuts_the_endless_rule_off(
    start: datetime, frequency: str, interval: int, days: int
) -> None:
    """A rule with UNTIL gives the dates of the endless rule up to that day."""
    rule, begins = f"FREQ={frequency};INTERVAL={interval}", f"{start:%Y-%m-%d %H:%M}"
    until = start.date() + timedelta(days=min(days, MOST_TIMES - 1))
    cut = occurrences(series(f"{rule};UNTIL={until:%Y%m%d}", begins), until=date.min)
    assert starts(cut) == starts(occurrences(series(rule, begins), until=until))


@quickly
@for_any(STARTS, st.integers(2, 30), st.data())
def test_dates_and_exceptions_add_up_to_the_rule(
    start: datetime, count: int, data: st.DataObject
) -> None:
    """The occurrences and the dates in `except` together are the dates of the rule."""
    begins, rule = f"{start:%Y-%m-%d %H:%M}", f"FREQ=WEEKLY;COUNT={count}"
    whole = [start.day for start in planned(series(rule, begins))]
    skipped = data.draw(st.sets(st.sampled_from(whole)))
    event = series(rule, begins, **{"except": [str(day) for day in sorted(skipped)]})
    kept = [one.on for one in occurrences(event, until=FAR)]
    assert sorted([*kept, *skipped]) == whole


@quickly
@for_any(STARTS, st.sampled_from(["DAILY", "WEEKLY"]), st.integers(1, 4), st.integers(1, 60))
def test_the_instants_are_those_of_utc_shifted_by_summer_time_alone(
    start: datetime, frequency: str, interval: int, count: int
) -> None:
    """The instants are those of dateutil's expansion in UTC, shifted by summer time only."""
    rule = f"FREQ={frequency};INTERVAL={interval};COUNT={count}"
    found = occurrences(series(rule, f"{start:%Y-%m-%d %H:%M}"), until=FAR)
    first = found[0].start.instant
    expansion = rrule(
        FREQUENCIES[frequency], interval=interval, count=count, dtstart=first.astimezone(UTC)
    )
    for one, in_utc in zip(found, expansion, strict=True):
        shift = one.start.instant.astimezone(UTC) - in_utc
        assert shift == first.utcoffset() - in_utc.astimezone(OSLO).utcoffset()
        assert one.start == Moment.of(in_utc + shift)


@pytest.mark.parametrize(
    "repeat",
    ["hver tirsdag, 70 ganger", "annenhver tirsdag, 60 ganger", "hver dag, 500 ganger",
     "hver tirsdag og torsdag, 200 ganger", "første tirsdag i måneden, 30 ganger",
     "hver tirsdag, til 1. juni 2025", "hver tirsdag", "FREQ=DAILY;BYMONTH=9;COUNT=70"],
)  # fmt: skip
def test_no_year_with_a_date_is_passed_over(repeat: str) -> None:
    """`may_begin_in` is true for each year in which the rule gives a date."""
    moved = {"2023-09-12": {"start": "2031-01-05 09:00"}}
    event = given.event(start="2023-09-12 09:00", repeat=repeat, instances=moved)
    found = {one.start.day.year for one in occurrences(event, until=date(2032, 12, 31))}
    assert all(may_begin_in(event, year) for year in found)
    assert not may_begin_in(event, 2020)
