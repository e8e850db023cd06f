"""Days and times in their written forms, in Oslo time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from newsroom.contract.moment import Moment
from tests.given import quickly

ORDINARY = st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1)).map(
    lambda when: when.replace(second=0, microsecond=0)
)


def code_of(text: object) -> str:
    """The code of the problem that a text gives."""
    with pytest.raises(PydanticCustomError) as caught:
        Moment.parse(text)
    return caught.value.type


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2023-09-12", "2023-09-12"),
        ("2023-09-12 09:00", "2023-09-12 09:00"),
        ("2023-09-12 9:00", "2023-09-12 09:00"),
        ("2023-09-12 9.00", "2023-09-12 09:00"),
        ("2023-09-12 09.30", "2023-09-12 09:30"),
        ("2023-09-12T09:00", "2023-09-12 09:00"),
        ("2023-09-12 00:00", "2023-09-12 00:00"),
        ("  2023-09-12  ", "2023-09-12"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_the_plain_forms_are_understood(written: str, meant: str) -> None:
    """A time has a colon or a full stop, with or without a leading zero."""
    assert str(Moment.parse(written)) == meant


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("12.09.2023", "date-invalid"),
        ("2023-9-12", "date-invalid"),
        ("2023-09-12 kl. 9", "date-invalid"),
        ("2023-09-12 09:00+2", "date-invalid"),
        ("2023", "date-invalid"),
        (["2023-09-12"], "date-invalid"),
        ("2023-02-31", "date-impossible"),
        ("2023-02-29", "date-impossible"),
        ("2023-09-12 24:00", "date-impossible"),
        ("2023-09-12 09:60", "date-impossible"),
        ("0000-01-01", "date-impossible"),
    ],
)
def test_anything_else_is_a_fault(written: object, code: str) -> None:
    """Any other form is a problem: another order, half an offset, or a day that does not exist."""
    assert code_of(written) == code


def test_the_years_1900_to_2200_are_valid() -> None:
    """The first and the last day of these years are valid; the days beside them are problems."""
    assert str(Moment.parse("1900-01-01")) == "1900-01-01"
    assert str(Moment.parse("2200-12-31")) == "2200-12-31"
    assert code_of("1899-12-31") == code_of("2201-01-01") == "date-too-far"


@pytest.mark.parametrize("written", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_faults_and_no_crash(written: str) -> None:
    """The first and last day of the calendar are problems: their midnights cannot be computed."""
    assert code_of(written) == "date-too-far"


@pytest.mark.parametrize("skipped", ["2024-03-31 02:00", "2024-03-31 02:30", "2024-03-31 2.59"])
def test_a_time_that_summer_time_skips_is_refused(skipped: str) -> None:
    """A time that does not exist is a problem, when the clock goes from 02.00 to 03.00."""
    assert code_of(skipped) == "time-skipped"


@pytest.mark.parametrize("beside", ["2024-03-31 01:59", "2024-03-31 03:00", "2024-03-31"])
def test_the_times_beside_the_gap_are_lawful(beside: str) -> None:
    """The times before and after the gap are valid, and so is the day."""
    assert str(Moment.parse(beside)) == beside


def test_a_time_that_comes_twice_in_the_autumn_is_the_first() -> None:
    """A time that occurs twice means the first one (RFC 5545, 3.3.5)."""
    instant = Moment.parse("2023-10-29 02:30").instant
    assert instant.astimezone(UTC) == datetime(2023, 10, 29, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hours"), [("2023-09-12", 24), ("2024-03-31", 23), ("2023-10-29", 25)]
)
def test_a_whole_day_lasts_until_the_next_midnight_in_oslo(day: str, hours: int) -> None:
    """A whole day ends at midnight in Oslo, also on the day of a clock change."""
    moment = Moment.parse(day)
    lasted = moment.close.astimezone(UTC) - moment.instant.astimezone(UTC)
    assert lasted == timedelta(hours=hours)


def test_a_time_is_over_at_once() -> None:
    """A moment with a time has no duration; only a whole day has one."""
    moment = Moment.parse("2023-09-12 09:00")
    assert moment.close == moment.instant


def test_moments_stand_in_the_order_of_time() -> None:
    """Moments are ordered by time; a whole day counts as its midnight."""
    written = ["2023-09-12 09:00", "2023-09-13", "2023-09-12", "2023-09-12 08:30"]
    ordered = [str(moment) for moment in sorted(map(Moment.parse, written))]
    assert ordered == ["2023-09-12", "2023-09-12 08:30", "2023-09-12 09:00", "2023-09-13"]


@quickly
@for_any(ORDINARY)
def test_a_moment_is_written_as_it_is_read(when: datetime) -> None:
    """The text of a moment is parsed into the same moment, unless summer time skips it."""
    try:
        moment = Moment.parse(f"{when:%Y-%m-%d %H:%M}")
    except PydanticCustomError as fault:
        assert fault.type == "time-skipped"
    else:
        assert Moment.parse(str(moment)) == moment


@quickly
@for_any(ORDINARY)
def test_an_instant_has_the_wall_clock_time_of_oslo(when: datetime) -> None:
    """The wall-clock time of an instant gives that instant, also where the time occurs twice."""
    instant = when.replace(tzinfo=UTC)
    assert Moment.of(instant).instant.astimezone(UTC) == instant


@pytest.mark.parametrize("hour", [0, 1])
def test_an_offset_says_which_of_two_equal_times_is_meant(hour: int) -> None:
    """The clock shows 02:30 twice that night."""
    moment = Moment.parse(f"2024-10-27T0{hour}:30Z")
    assert str(moment) == "2024-10-27 02:30"
    assert moment.instant.astimezone(UTC) == datetime(2024, 10, 27, hour, 30, tzinfo=UTC)
