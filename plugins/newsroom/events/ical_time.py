"""Dates and times of iCalendar, and the VTIMEZONE of Oslo (RFC 5545, 3.3.5 and 3.6.5)."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur

from newsroom.contract.moment import Moment

ZONE = "Europe/Oslo"
Observance = TimezoneDaylight | TimezoneStandard
# Since this day, summer time follows the two rules below; earlier it ended in September, if at all.
RULES_HOLD_FROM = date(1996, 10, 27)


def oslo_timezone() -> Timezone:
    """Europe/Oslo as two endless rules from 1970, because Outlook misreads lists of transitions.

    The library's own zone would be one hour wrong in summer for other parsers.
    """
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(_observance(TimezoneDaylight(), "CEST", datetime(1970, 3, 29, 2), (1, 2)))
    zone.add_component(_observance(TimezoneStandard(), "CET", datetime(1970, 10, 25, 3), (2, 1)))
    return zone


def _observance(
    part: Observance, name: str, begins: datetime, hours: tuple[int, int]
) -> Observance:
    """Summer or standard time, from the last Sunday of a month; `hours` are the UTC offsets."""
    before, after = (timedelta(hours=offset) for offset in hours)
    part.add("tzname", name)
    part.add("dtstart", begins)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": begins.month, "BYDAY": "-1SU"}))
    return part


def ical_value(moment: Moment) -> datetime | date:
    """A date, or a time in Oslo; in UTC if the VTIMEZONE would give another instant for it."""
    if moment.is_all_day:
        return moment.day
    is_exact = moment.day >= RULES_HOLD_FROM and not is_ambiguous(moment)
    return moment.instant if is_exact else moment.instant.astimezone(UTC)


def is_ambiguous(moment: Moment) -> bool:
    """Whether the clock shows this time twice or never; parsers disagree about such times."""
    instant = moment.instant
    return instant.utcoffset() != instant.replace(fold=1).utcoffset()
