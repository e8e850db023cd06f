"""Independent parsers find the instants of our models in every calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume
from hypothesis import given as for_any
from hypothesis import strategies as st

from newsroom.contract.event import Event
from newsroom.contract.moment import Moment
from newsroom.contract.recurrence import planned
from tests import given
from tests.events.readers import (
    IcalJs,
    Told,
    by_us,
    by_vobject,
    calendars,
    expected,
    site_data_of,
)
from tests.given import quickly

# An hour before and after both clock changes of 2023, the hour that occurs twice, and others.
TIMES = [
    *("2023-03-26 01:00", "2023-03-26 01:59", "2023-03-26 03:00", "2023-03-26 04:00"),
    *("2023-10-29 01:30", "2023-10-29 02:00", "2023-10-29 02:30", "2023-10-29 03:00"),
    *("2023-10-29 04:00", "2023-07-01 12:00", "2023-01-01 00:00", "2031-07-01 12:00"),
    "2023-10-29T01:30Z",
]
ENDS = [
    ("2023-03-25 22:00", "2023-03-26 04:00"),
    ("2023-10-28 22:00", "2023-10-29 02:30"),
    ("2023-10-28 22:00", "2023-10-29 04:00"),
    ("2023-09-12 09:00", "2023-09-14 15:00"),
    ("2023-09-12", "2023-09-12"),
    ("2023-03-25", "2023-03-27"),
    ("2023-09-12 09:00", "2023-09-12 09:00"),
]
SERIES = {
    "over both changes": ("2023-01-03 18:00", "2023-01-03 20:00", "hver tirsdag, 60 ganger"),
    "an hour before": ("2023-03-19 01:00", "2023-03-19 01:45", "hver søndag, 40 ganger"),
    "an hour after": ("2023-03-19 03:00", "2023-03-19 03:45", "hver søndag, 40 ganger"),
    "in the doubled hour": ("2023-10-08 02:30", "2023-10-08 02:45", "hver søndag, 6 ganger"),
    "first in the doubled hour": ("2023-10-29 02:30", None, "hver søndag, 6 ganger"),
    "through the night": ("2023-03-11 22:00", "2023-03-12 04:00", "hver lørdag, 40 ganger"),
    "first in the short night": ("2023-03-25 22:00", "2023-03-26 04:00", "hver lørdag, 40 ganger"),
    "first in the long night": ("2023-10-28 22:00", "2023-10-29 02:30", "hver lørdag, 30 ganger"),
    "all nights": ("2023-03-01 23:00", "2023-03-02 05:00", "hver dag, til 31. mars 2024"),
    "weekends": ("2023-03-24 18:00", "2023-03-26 12:00", "annenhver fredag, 30 ganger"),
    "days": ("2023-05-05", None, "hver fredag, til 1. desember 2023"),
    "two days": ("2023-03-25", "2023-03-26", "hver fjerde uke, 12 ganger"),
    "monthly": ("2023-01-31 18:00", "2023-01-31 19:00", "siste tirsdag i måneden, 12 ganger"),
    "by date": ("2023-01-31 18:00", None, "FREQ=MONTHLY;COUNT=9"),
    "from another weekday": ("2023-01-04 18:00", None, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=9"),
    "the last workday": ("2023-01-02 08:00", None, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    "without an end": ("2023-01-03 18:00", "2023-01-03 20:00", "hver tirsdag"),
    "all nights without an end": ("2023-01-03 22:00", "2023-01-04 03:30", "hver dag"),
}  # fmt: skip


def same(ical_js: IcalJs, *events: Event, until: date = date(2030, 12, 31)) -> list[Told]:
    """The occurrences, when both parsers and our models agree; a failure shows the difference."""
    site_data = site_data_of(*events, kinds=given.EVERY_KIND - {"event-calendar"})
    ics = calendars(site_data)["/kalender/alle.ics"]
    told = by_us(events, site_data.edition, until)
    for name, found in (
        ("vobject", by_vobject(ics, until)), ("ical.js", ical_js.instances(ics, until)),
    ):  # fmt: skip
        differing = set(found) ^ set(told)
        assert (name, sorted(differing)[:4], len(found)) == (name, [], len(told))
    return told


@pytest.mark.parametrize("start", TIMES)
def test_a_time_is_the_same_instant_to_everybody(ical_js: IcalJs, start: str) -> None:
    """A time is one instant for all, around both clock changes; of two equal times the first."""
    (told,) = same(ical_js, given.event(start=start))
    assert datetime.fromisoformat(told.start) == Moment.parse(start).instant.astimezone(UTC)
    assert told.end == told.start


@pytest.mark.parametrize(("start", "end"), ENDS)
def test_an_event_ends_when_we_say(ical_js: IcalJs, start: str, end: str) -> None:
    """An event has its end: after days, over a clock change, with whole days, or at its start."""
    same(ical_js, given.event(start=start, end=end))


@pytest.mark.parametrize(("start", "end", "repeat"), SERIES.values(), ids=SERIES)
def test_a_series_keeps_its_clock_time(
    ical_js: IcalJs, start: str, end: str | None, repeat: str
) -> None:
    """Each occurrence keeps the written wall-clock times in summer and winter."""
    series = given.event("kveld", start=start, end=end, repeat=repeat)
    told = same(ical_js, series, until=date(2026, 12, 31))
    clocks = {datetime.fromisoformat(one.start).astimezone(series.start.instant.tzinfo).time()
              for one in told if "T" in one.start}  # fmt: skip
    assert clocks in ({series.start.clock}, set())
    assert len(told) > 5


def test_a_date_that_has_changed_is_told_as_it_is(ical_js: IcalJs) -> None:
    """A changed occurrence is right: moved, cancelled, longer or excluded."""
    series = given.event(
        "kveld", start="2023-03-07 18:00", end="2023-03-07 20:00", repeat="hver tirsdag, 40 ganger",
        **{"except": ["2023-03-07", "2023-12-05"]},
        instances={
            "2023-03-14": {"start": "2023-03-26 03:00", "end": "2023-03-26 05:00"},
            "2023-03-21": {"status": "cancelled"},
            "2023-04-04": {"end": "2023-04-05 02:00"},
            "2023-10-31": {"start": "2023-10-29 02:30", "end": "2023-10-29 03:30"},
            "2023-11-07": {"status": "postponed", "title": "Ikke nå"},
        },
    )  # fmt: skip
    told = same(ical_js, series)
    assert len(told) == 38
    assert [one.status for one in told].count("CANCELLED") == 1


def test_a_whole_day_that_has_moved_stays_a_whole_day(ical_js: IcalJs) -> None:
    """A moved occurrence of a whole day has a date as its RECURRENCE-ID."""
    moved = {"2023-05-12": {"start": "2023-05-20"}, "2023-05-19": {"status": "cancelled"}}
    rule = "hver fredag, 6 ganger"
    same(ical_js, given.event("dag", start="2023-05-05", repeat=rule, instances=moved))


def test_an_exception_far_beyond_the_horizon_is_told(ical_js: IcalJs) -> None:
    """The calendar has exceptions beyond the horizon of the pages."""
    far = {"2029-12-25": {"status": "cancelled"}}
    series = given.event("kveld", start="2023-01-03 18:00", repeat="hver tirsdag", instances=far)
    told = same(ical_js, series)
    assert [one.start for one in told if one.status == "CANCELLED"] == ["2029-12-25T17:00:00Z"]


def test_a_date_alone_is_told_as_in_its_series(ical_js: IcalJs) -> None:
    """The calendar of one occurrence has the same instants as that of its series."""
    moved = {"2023-10-24": {"start": "2023-10-29 02:30", "end": "2023-10-29 04:00"}}
    series = given.event("kveld", start="2023-10-17 18:00", end="2023-10-17 20:00",
                         repeat="hver tirsdag, 3 ganger", instances=moved)  # fmt: skip
    site_data = site_data_of(series)
    made = calendars(site_data)
    for one in site_data.edition.dates["kveld"]:
        ics = made[f"/arrangementer/2023/kveld/{one.on}/arrangement.ics"]
        told = [expected(one, one.id, site_data.edition)]
        assert by_vobject(ics) == ical_js.instances(ics) == told


@pytest.mark.parametrize("start", ["1941-01-10 12:00", "1975-07-01 12:00", "1985-10-10 12:00"])
def test_a_time_before_todays_summer_time_is_told_in_utc(ical_js: IcalJs, start: str) -> None:
    """Times before 1996 are in UTC, since our VTIMEZONE has only today's rules."""
    site_data = site_data_of(given.event(start=start))
    ics = calendars(site_data)[f"/arrangementer/{start[:4]}/frokost/arrangement.ics"]
    (event,) = site_data.edition.catalog.events
    told = [expected(event, event.id, site_data.edition)]
    assert by_vobject(ics) == ical_js.instances(ics) == told


def test_a_series_from_before_todays_summer_time_is_right_since(ical_js: IcalJs) -> None:
    """An older series keeps its time zone, so its occurrences since 1996 are right."""
    series = given.event("kveld", start="1990-01-02 18:00", end="1990-01-02 20:00",
                         repeat="hver tirsdag, til 1. desember 1998")  # fmt: skip
    site_data = site_data_of(series)
    ics = calendars(site_data)["/arrangementer/1990/kveld/arrangement.ics"]
    assert b"DTSTART;TZID=Europe/Oslo:19900102T180000\r\n" in ics
    told = [one for one in by_us([series], site_data.edition) if one.start > "1996-10-27"]
    for found in (by_vobject(ics), ical_js.instances(ics)):
        assert [one for one in found if one.start > "1996-10-27"] == told


moments = st.datetimes(datetime(1997, 1, 1), datetime(2150, 1, 1)).map(
    lambda found: f"{found:%Y-%m-%d %H:%M}"
)
lengths = st.integers(0, 60 * 24 * 3)
statuses = st.sampled_from(["confirmed", "cancelled", "postponed", "moved_online"])


def lawful(**fields: object) -> Event:
    """An event with valid times; other examples are skipped."""
    try:
        return given.event("kveld", **fields)
    except ValueError:
        assume(False)
        raise


def later(start: str, minutes: int) -> str:
    """The wall-clock time so many minutes later."""
    form = "%Y-%m-%d %H:%M"
    return (datetime.strptime(start, form) + timedelta(minutes=minutes)).strftime(form)


@quickly
@for_any(moments, lengths, statuses, st.booleans())
def test_any_event_reads_back_with_the_same_instants(
    ical_js: IcalJs, start: str, length: int, status: str, is_all_day: bool
) -> None:
    """Any event, with any time, length and status, is read back with the same instants."""
    end = later(start, length)
    if is_all_day:
        start, end = start[:10], end[:10]
    # Its own calendar exists also when the event is outside the window of the lists.
    site_data = site_data_of(lawful(start=start, end=end, status=status, online="https://a.no/"))
    (event,) = site_data.edition.catalog.events
    ics = calendars(site_data)[f"/arrangementer/{start[:4]}/kveld/arrangement.ics"]
    told = [expected(event, "kveld", site_data.edition)]
    assert by_vobject(ics) == told
    assert ical_js.instances(ics) == told


rules = st.sampled_from(
    [
        *("hver tredje dag", "hver tirsdag", "annenhver lørdag", "hver tredje uke"),
        *("første tirsdag i måneden", "siste søndag i måneden", "den 31. i måneden"),
        *("FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU", "FREQ=MONTHLY;BYMONTHDAY=1,15,-1"),
        *("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,SU", "FREQ=MONTHLY;BYDAY=MO,FR;BYSETPOS=2,-1"),
    ]
)
# None excludes the date. A date at a skipped time is refused by `check`.
CHANGES = [None, {"status": "cancelled"}, {"status": "postponed", "title": "Ikke nå"}]
oddities = st.dictionaries(st.integers(0, 9), st.sampled_from(CHANGES), max_size=3)
endings = st.sampled_from(["", ", 12 ganger", ", til 1. november 2024"])


@quickly
@for_any(
    st.datetimes(datetime(2023, 1, 1), datetime(2024, 6, 1)), st.integers(0, 60 * 30), rules,
    endings, oddities, st.booleans(),
)  # fmt: skip
def test_any_series_reads_back_with_the_same_instants(
    ical_js: IcalJs, start: datetime, length: int, rule: str, ending: str, odd: dict, whole: bool
) -> None:
    """Any series is read back with the same instants, with dates excluded, moved or cancelled."""
    form = "%Y-%m-%d" if whole else "%Y-%m-%d %H:%M"
    end = (start + timedelta(minutes=length)).strftime(form)
    said = {"start": start.strftime(form), "end": end, "repeat": rule + _ending(rule, ending)}
    until = date(2025, 3, 31)
    dates = [one.day for one in planned(lawful(**said), until=until)]
    assume(len(dates) > max(odd, default=0) and (whole or start.hour != 2))
    changed = {str(dates[at]): change for at, change in odd.items()}
    instances = {day: change for day, change in changed.items() if change}
    left_out = [day for day, change in changed.items() if not change]
    same(ical_js, lawful(**said, instances=instances, **{"except": left_out}), until=until)


def _ending(rule: str, ending: str) -> str:
    """The end of the RRULE."""
    if "=" not in rule or not ending:
        return ending
    return ";COUNT=12" if "ganger" in ending else ";UNTIL=20241101"


def test_the_calendar_of_all_has_all(ical_js: IcalJs) -> None:
    """The calendar of all events has events of every kind."""
    events = [given.event(f"e-{n}", start=start) for n, start in enumerate(TIMES)]
    events += [given.event(f"s-{n}", start=start, end=end, repeat=repeat)
               for n, (start, end, repeat) in enumerate(SERIES.values())]  # fmt: skip
    told = same(ical_js, *events, until=date(2023, 12, 31))
    assert len(told) > 1_000
