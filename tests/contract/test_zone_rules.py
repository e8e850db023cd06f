"""The yearly rules of zones, read from TZif data, and whether the clocks really follow them."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Calendar

from newsroom.contract.zone_rules import ClockChange, holds, zone_names, zone_rules
from newsroom.events.calendars import timezones

YEAR = 2023


def zones() -> list[str]:
    """One zone for each different set of rules that is true of the year."""
    one_of: dict[tuple[ClockChange, ...], str] = {
        zone_rules(name): name for name in zone_names()[::-1]
    }
    return sorted(name for name in one_of.values() if holds(name, YEAR))


@pytest.mark.parametrize(
    ("zone", "year", "is_regular"),
    [
        ("Europe/Oslo", 2024, True),
        ("America/New_York", 2007, True),
        ("America/New_York", 2006, False),
        ("America/St_Johns", 2011, False),
        ("America/St_Johns", 2012, True),
        ("Asia/Tokyo", 2024, True),
        ("Africa/Casablanca", 2024, False),
        ("Africa/Cairo", 2024, False),
        ("UTC", 2024, True),
    ],
)
def test_whether_the_clocks_follow_the_rules(zone: str, year: int, is_regular: bool) -> None:
    """New York changed its rules in 2007, Morocco follows the moon, and Cairo's day moves over
    the end of a month. In 2011 the clocks of St John's changed on the right day, at one minute past
    midnight.
    """
    assert holds(zone, year) is is_regular


def test_dateutil_reads_each_zone_as_it_is() -> None:
    """An independent reader of VTIMEZONE gives the real offset on each day of a year."""
    differing = []
    names = zones()
    for name in names:
        calendar = Calendar()
        for component in timezones([name]):
            calendar.add_component(component)
        read, real = tzical(StringIO(calendar.to_ical().decode())).get(name), ZoneInfo(name)
        for day in range(365):
            at = (datetime(YEAR, 1, 1, 12, tzinfo=UTC) + timedelta(day)).astimezone(real)
            if at.replace(tzinfo=read).utcoffset() != at.utcoffset():
                differing.append((name, at))
    assert (differing, len(names) > 50) == ([], True)
