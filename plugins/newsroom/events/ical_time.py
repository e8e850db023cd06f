"""Times as calendars write them, and the zone they are in (RFC 5545, 3.3.5 and 3.6.5)."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur

from newsroom.contract.moment import Moment

ZONE = "Europe/Oslo"
# Summer time has followed the two rules below since then; before, it ended in September or was not.
RULES_HOLD_FROM = date(1996, 10, 27)


def oslo() -> Timezone:
    """Europe/Oslo as two rules without an end, each from the first year of most clocks.

    Outlook misreads lists of transitions, and the library's own zone is one hour wrong in summer
    for other parsers.
    """
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(_half(TimezoneDaylight(), "CEST", datetime(1970, 3, 29, 2), (1, 2)))
    zone.add_component(_half(TimezoneStandard(), "CET", datetime(1970, 10, 25, 3), (2, 1)))
    return zone


def _half(
    half: TimezoneDaylight | TimezoneStandard, name: str, begins: datetime, hours: tuple[int, int]
) -> TimezoneDaylight | TimezoneStandard:
    """Half of the year: from the last Sunday of a month, from one offset in hours to another."""
    before, after = (timedelta(hours=offset) for offset in hours)
    half.add("tzname", name)
    half.add("dtstart", begins)
    half.add("tzoffsetfrom", before)
    half.add("tzoffsetto", after)
    half.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": begins.month, "BYDAY": "-1SU"}))
    return half


def written(moment: Moment) -> datetime | date:
    """A day as itself, a time in Oslo's zone; where that would not tell the instant, in UTC."""
    if moment.is_all_day:
        return moment.day
    tells = moment.day >= RULES_HOLD_FROM and not is_doubtful(moment)
    return moment.instant if tells else moment.instant.astimezone(UTC)


def is_doubtful(moment: Moment) -> bool:
    """Whether the clock shows the time twice, or never: parsers disagree on when that is."""
    instant = moment.instant
    return instant.utcoffset() != instant.replace(fold=1).utcoffset()
