"""An event or a series in another time zone: its times and its days are those of the place."""

import json
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from pydantic import ValidationError

from newsroom.contract.event import Event
from newsroom.contract.problems import Report
from newsroom.contract.recurrence import occurrences
from newsroom.events.facts import facts, when_and_where
from newsroom.events.open_data import events_csv, events_json
from newsroom.parts.rows import event_row
from newsroom.reading.double_bookings import check_clashes
from newsroom.reading.entry_checks import check_offsets
from newsroom.reading.plausibility import check
from newsroom.sharing.feed_items import event_item
from newsroom.sharing.jsonld_events import event_thing
from tests import given
from tests.events.readers import IcalJs, all_of, by_us, by_vobject, calendars, site_data_of

START = "2024-03-12T09:00:00-04:00"


def abroad(zone: str, start: str, **fields: object) -> Event:
    return given.event("tur", zone=zone, start=start, **fields)


@pytest.mark.parametrize(
    ("zone", "start", "utc"),
    [
        ("America/New_York", "2024-03-05 09:00", "2024-03-05T14:00:00+00:00"),
        ("America/New_York", "2024-03-12 09:00", "2024-03-12T13:00:00+00:00"),
        ("Asia/Tokyo", "2024-03-01 07:00", "2024-02-29T22:00:00+00:00"),
        ("Asia/Kolkata", "2024-07-01 09:30", "2024-07-01T04:00:00+00:00"),
        ("Asia/Tokyo", "2024-03-31 02:30", "2024-03-30T17:30:00+00:00"),
        ("America/New_York", "2024-03-05T14:00:00Z", "2024-03-05T14:00:00+00:00"),
    ],
)
def test_its_times_are_those_of_the_place(zone: str, start: str, utc: str) -> None:
    """The instant is that of the place's clocks, also when Oslo skips the time."""
    event = abroad(zone, start)
    assert event.start.instant.astimezone(UTC) == datetime.fromisoformat(utc)
    assert str(event.start) == wall_clock(event)


def wall_clock(event: Event) -> str:
    """The wall-clock time in the zone of the event, by the standard library."""
    return f"{event.start.instant.astimezone(event.zone):%Y-%m-%d %H:%M}"


def test_the_page_shows_both_times() -> None:
    """The facts have the time of the place with its name, and Norwegian time below it."""
    event = abroad("America/New_York", "2024-03-12 09:00", end="2024-03-12 11:30")
    shown = [
        (f.label, f.text, f.machine) for f in when_and_where(event, site_data_of(event), "nb")
    ][:2]
    assert shown == [
        ("Når", "tirsdag 12. mars 2024 kl.\xa009.00–11.30 (tid i New York)", START),
        ("Norsk tid", "tirsdag 12. mars 2024 kl.\xa014.00–16.30", ""),
    ]  # fmt: skip


def test_a_row_shows_the_day_and_the_time_of_the_place() -> None:
    """In Tokyo the day is another than in Oslo; the row says whose time it is."""
    event = abroad("Asia/Tokyo", "2024-03-01 07:00", end="2024-03-01 09:00")
    row = event_row(event, site_data_of(event))
    assert (row.day, row.when.machine) == ("1", "2024-03-01T07:00:00+09:00")
    assert row.facts[0] == "kl.\xa007.00–09.00 (tid i Tokyo)"


def test_the_markup_has_the_offset_of_the_place() -> None:
    """JSON-LD has the local time with its offset."""
    event = abroad("America/New_York", "2024-03-12 09:00", end="2024-03-12 11:30")
    thing = event_thing(event, site_data_of(event))
    assert (thing["startDate"], thing["endDate"]) == (
        "2024-03-12T09:00:00-04:00",
        "2024-03-12T11:30:00-04:00",
    )


def test_calendars_have_the_instant(ical_js: IcalJs) -> None:
    """Both readers find the instant in the calendar."""
    event = abroad("America/New_York", "2024-03-12 09:00", end="2024-03-12 11:30")
    ics = calendars(site_data_of(event))[f"{event.page_address}arrangement.ics"]
    told = [(one.start, one.end) for one in by_vobject(ics)]
    assert told == [(one.start, one.end) for one in ical_js.instances(ics)]
    assert told == [("2024-03-12T13:00:00Z", "2024-03-12T15:30:00Z")]


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"zone": "New York", "start": "2024-03-05 09:00"}, "zone-unknown", "zone"),
        ({"zone": "Asia/Tokyo", "start": "2024-03-05"}, "zone-without-time", "zone"),
        ({"zone": "America/New_York", "start": "2024-03-10 02:30"}, "date-impossible", "start"),
        ({"zone": "Asia/Tokyo", "start": "tirsdag"}, "date-invalid", "start"),
    ],
)
def test_what_a_zone_cannot_do_is_refused(fields: dict[str, object], code: str, field: str) -> None:
    """An unknown zone, a day, and a time that the zone skips have their problems."""
    with pytest.raises(ValidationError) as caught:
        given.event("tur", **fields)
    (details,) = caught.value.errors()
    assert (details["type"], details["loc"][0] if details["loc"] else details["ctx"]["at"]) == (
        code,
        field,
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("New York", "America/New_York"),
        ("america/new york", "America/New_York"),
        ("Europe/Olso", "Europe/Oslo"),
        *(
            (other, "")
            for other in ("GMT+1", "UTC+2", "CEST", "CET+1", "EST5", "Asia/Sao", "Norge")
        ),
    ],
)
def test_a_zone_is_guessed_by_its_city_alone(written: str, meant: str) -> None:
    """`check --fix` writes the guess, and another zone would move the event by hours."""
    with pytest.raises(ValidationError) as caught:
        given.event("tur", zone=written, start="2024-03-05 09:00")
    assert caught.value.errors()[0]["ctx"]["suggestion"] == meant


# Series in a zone: New York changes its clocks two weeks before Norway and one week after it.
NEW_YORK = {
    "zone": "America/New_York",
    "start": "2024-02-27 09:00",
    "end": "2024-02-27 10:30",
    "repeat": "hver tirsdag, 40 ganger",
}
# Each pair is a zone and a first start; the series has a date around each change of clocks.
ABROAD = {
    "America/New_York": "2024-02-25 09:00",
    "Europe/London": "2024-02-25 09:00",
    "Europe/Dublin": "2024-02-25 00:30",
    "America/Santiago": "2024-02-25 09:00",
    "America/Nuuk": "2024-02-25 09:00",
    "Asia/Jerusalem": "2024-02-23 09:00",
    "Australia/Lord_Howe": "2024-02-25 09:00",
    "Pacific/Chatham": "2024-02-25 00:30",
    "Asia/Kolkata": "2024-02-25 00:30",
    "America/Argentina/Buenos_Aires": "2024-02-25 23:30",
}


def test_a_series_keeps_the_clock_of_its_place(ical_js: IcalJs) -> None:
    """Nine in New York is 14 UTC in winter and 13 UTC in summer, from the days that it changes."""
    series = given.event("tur", **NEW_YORK)
    utc = [e.start.instant.astimezone(UTC) for e in occurrences(series, until=date.max)]
    changes = [now.date() for before, now in pairwise(utc) if now.time() != before.time()]
    assert (str(utc[0]), changes) == (
        "2024-02-27 14:00:00+00:00",
        [date(2024, 3, 12), date(2024, 11, 5)],
    )
    told = ical_js.instances(all_of(series))
    assert told == by_vobject(all_of(series)) == by_us([series], site_data_of(series).edition)
    assert [told[n].start for n in (0, 2, 36)] == [
        "2024-02-27T14:00:00Z",
        "2024-03-12T13:00:00Z",
        "2024-11-05T14:00:00Z",
    ]


@pytest.mark.parametrize(("zone", "start"), ABROAD.items())
@pytest.mark.parametrize("repeat", ["hver uke, 60 ganger", "hver dag, 400 ganger"])
def test_independent_readers_find_each_date(
    ical_js: IcalJs, zone: str, start: str, repeat: str
) -> None:
    """ical.js and vobject read the zone in the calendar, and find the instants of the place."""
    series = given.event("tur", zone=zone, start=start, repeat=repeat)
    ics, edition = all_of(series), site_data_of(series).edition
    assert ical_js.instances(ics) == by_vobject(ics) == by_us([series], edition)


def test_the_calendar_has_the_zone_as_yearly_rules(ical_js: IcalJs) -> None:
    """Each zone is a VTIMEZONE: two rules, or a single time where the clocks never change."""
    events = [
        given.event("a", **NEW_YORK),
        abroad("Asia/Kolkata", "2024-03-05 09:00"),
        given.event("b"),
    ]
    zones = ical_js.calendar(all_of(*events)).of("vtimezone")
    assert [zone["tzid"] for zone in zones] == ["Europe/Oslo", "America/New_York", "Asia/Kolkata"]
    spring = {"freq": "YEARLY", "bymonth": 3, "byday": "2SU"}
    autumn = {"freq": "YEARLY", "bymonth": 11, "byday": "1SU"}
    parts = [(p.name, p["tzname"], p["dtstart"], p["tzoffsetto"], p.values("rrule"))
             for zone in zones[1:] for p in zone.parts]  # fmt: skip
    assert parts == [
        ("daylight", "EDT", "1970-03-08T02:00:00", "-04:00", [spring]),
        ("standard", "EST", "1970-11-01T02:00:00", "-05:00", [autumn]),
        ("standard", "IST", "1970-01-01T00:00:00", "+05:30", []),
    ]  # fmt: skip


def test_the_dates_of_a_series_are_days_of_the_zone(ical_js: IcalJs) -> None:
    """In Tokyo the day is another than in Oslo; ids, `except` and `instances` have Tokyo's."""
    series = given.event(
        "tur", zone="Asia/Tokyo", start="2024-03-05 07:00", repeat="hver tirsdag, 4 ganger",
        **{"except": ["2024-03-12"]},
        instances={"2024-03-19": {"start": "2024-03-20 06:30"}},
    )  # fmt: skip
    dates = occurrences(series, until=date.max)
    assert [(e.id, str(e.start)) for e in dates] == [
        ("tur-2024-03-05", "2024-03-05 07:00"),
        ("tur-2024-03-19", "2024-03-20 06:30"),
        ("tur-2024-03-26", "2024-03-26 07:00"),
    ]
    told = ical_js.instances(all_of(series))
    assert [one.start for one in told] == [
        "2024-03-04T22:00:00Z",
        "2024-03-19T21:30:00Z",
        "2024-03-25T22:00:00Z",
    ]


def test_a_rule_in_utc_ends_at_that_instant() -> None:
    """UNTIL with Z is an instant, without Z the clock of the zone."""
    for until, count in (("20240319T130000Z", 4), ("20240319T125959Z", 3), ("20240319T090000", 4)):
        series = given.event("tur", **NEW_YORK | {"repeat": f"FREQ=WEEKLY;UNTIL={until}"})
        assert (until, len(occurrences(series, until=date.max))) == (until, count)


def test_the_page_of_a_series_has_both_times() -> None:
    """Norwegian time differs in the weeks between the changes of clocks, so it has both."""
    series = given.event("tur", **NEW_YORK)
    shown = [(f.label, f.text) for f in when_and_where(series, site_data_of(series), "nb")][2:4]
    assert shown == [
        ("Tid", "kl.\xa009.00–10.30 (tid i New York)"),
        ("Norsk tid", "kl.\xa015.00–16.30 eller kl.\xa014.00–15.30"),
    ]


def test_a_deadline_is_in_the_zone() -> None:
    """The deadline is read and shown as the clocks of the place show it."""
    sign_up = {"url": "https://example.org/", "deadline": "2024-03-11 12:00"}
    event = abroad("America/New_York", "2024-03-12 09:00", registration=sign_up)
    shown = [(f.text, f.machine) for f in facts(event, site_data_of(event), "nb")
             if f.label == "Påmeldingsfrist"]  # fmt: skip
    assert shown == [
        ("mandag 11. mars 2024 kl.\xa012.00 (tid i New York)", "2024-03-11T12:00:00-04:00")
    ]


def test_lists_have_the_event_on_its_own_day() -> None:
    """The first of March in Tokyo is in the list of March, though it begins in February in Oslo."""
    tokyo = abroad("Asia/Tokyo", "2024-03-01 07:00")
    late = given.event("sent", start="2024-02-29 23:30")
    site_data = site_data_of(tokyo, late)
    months = {spot.name: [event.id for event in spot.items]
              for spot in site_data.plan.of_kind("events-month")}  # fmt: skip
    assert months == {"2024/02": ["sent"], "2024/03": ["tur"]}
    assert [event.id for event in site_data.edition.occurrences] == ["sent", "tur"]


def test_data_and_feeds_say_whose_time_it_is() -> None:
    """JSON has the offset of the place, CSV Norwegian time, and a feed the name of the place."""
    event = abroad("America/New_York", "2024-03-12 09:00", end="2024-03-12 11:30")
    site_data = site_data_of(event, kinds=given.EVERY_KIND | {"events-json", "events-csv"})
    (data,) = json.loads(events_json(site_data))["events"]
    assert (data["start"], data["end"]) == (START, "2024-03-12T11:30:00-04:00")
    assert ";2024-03-12 14:00;2024-03-12 16:30;" in events_csv(site_data).decode()
    when = "tirsdag 12. mars 2024 kl.\xa009.00–11.30 (tid i New York)"
    assert when in event_item(event, site_data).content


def test_a_time_with_an_offset_is_converted_to_the_zone() -> None:
    """The advice shows the time to write, as the clocks of the place show it."""
    report = Report()
    check_offsets(abroad("America/New_York", "2024-03-05T14:00:00Z"), report)
    assert [dict(problem.values) for problem in report] == [
        {"value": "2024-03-05T14:00:00Z", "moment": "2024-03-05 09:00", "city": "New York"}
    ]


@pytest.mark.parametrize(
    ("fields", "year"),
    [
        ({"zone": "Africa/Casablanca", "start": "2024-05-07 10:00"}, "2024"),
        (NEW_YORK | {"start": "2006-01-03 09:00", "end": "2006-01-03 10:00"}, "2006"),
        (NEW_YORK, ""),
        ({"zone": "Africa/Casablanca", "start": "2024-05-07 10:00", "repeat": "hver uke"}, "2024"),
    ],
)
def test_a_zone_that_calendars_cannot_follow_is_refused(
    fields: dict[str, object], year: str
) -> None:
    """A zone must follow its yearly rules in every year of the event."""
    report = Report()
    check(given.catalog(given.event("tur", **fields)), report)
    found = [dict(problem.values)["year"] for problem in report if problem.code == "zone-irregular"]
    assert found == [year] * bool(year)


def test_a_speaker_is_booked_by_the_clock_of_the_programme() -> None:
    """The talk at nine in New York is at 14 in Oslo: Kari is free at 9 there, and not at 14.30."""
    talk = {"time": "09:00", "title": "Foredrag", "speaker": "kari"}
    there = abroad("America/New_York", "2024-03-12 08:00", end="2024-03-12 11:00", programme=[talk])
    found = []
    for start, end in (("09:00", "10:00"), ("14:30", "15:00")):
        here = given.event(
            start=f"2024-03-12 {start}", end=f"2024-03-12 {end}", venue="salen", speakers=["kari"]
        )
        report = Report()
        check_clashes([here, there], report)
        found.append([problem.code for problem in report])
    assert found == [[], ["speaker-twice"]]
