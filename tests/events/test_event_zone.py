"""An event in another time zone: its times are those of the place, and all rooms compare Oslo's."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from newsroom.contract.event import Event
from newsroom.events.facts import facts
from newsroom.parts.rows import event_row
from newsroom.sharing.jsonld_events import event_thing
from tests import given
from tests.events.readers import IcalJs, by_vobject, calendars, site_data_of

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
    assert str(event.local(event.start)) == wall_clock(event)


def wall_clock(event: Event) -> str:
    """The wall-clock time in the zone of the event, by the standard library."""
    return f"{event.start.instant.astimezone(event.zone):%Y-%m-%d %H:%M}"


def test_the_page_shows_both_times() -> None:
    """The facts have the time of the place with its name, and Norwegian time below it."""
    event = abroad("America/New_York", "2024-03-12 09:00", end="2024-03-12 11:30")
    shown = [(f.label, f.text, f.machine) for f in facts(event, site_data_of(event), "nb")][:2]
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
        ({"zone": "Asia/Tokyo", "start": "2024-03-05"}, "zone-single", "zone"),
        (
            {"zone": "Asia/Tokyo", "start": "2024-03-05 09:00", "repeat": "hver tirsdag"},
            "zone-single",
            "zone",
        ),
        ({"zone": "America/New_York", "start": "2024-03-10 02:30"}, "date-impossible", "start"),
        ({"zone": "Asia/Tokyo", "start": "tirsdag"}, "date-invalid", "start"),
    ],
)
def test_what_a_zone_cannot_do_is_refused(fields: dict[str, object], code: str, field: str) -> None:
    """An unknown zone, a day, a series, and a time that the zone skips have their problems."""
    with pytest.raises(ValidationError) as caught:
        given.event("tur", **fields)
    (details,) = caught.value.errors()
    assert (details["type"], details["loc"][0] if details["loc"] else details["ctx"]["at"]) == (
        code,
        field,
    )
