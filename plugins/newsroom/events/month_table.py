"""The table of a month: a row for each week, and in each day its events."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from newsroom.contract.event import Event
from newsroom.events.views import Day, MonthTable, Week
from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.wording import dates
from newsroom.wording.status import title_prefix
from newsroom.wording.texts import our_texts

MONDAY = 0


def month_table(first: date, events: Iterable[Event], site_data: SiteData) -> MonthTable:
    """The month that begins on `first`; weeks begin on Monday and have ISO 8601 numbers."""
    t, by_day = our_texts("nb"), _by_day(events)
    weeks = Calendar(MONDAY).monthdatescalendar(first.year, first.month)
    return MonthTable(
        caption=t("Kalender for {month}").format(month=dates.month(first, "nb")),
        week_title=t("Uke"),
        weekdays=tuple(dates.weekday_names("nb")),
        weeks=tuple(
            Week(
                number=str(days[0].isocalendar().week),
                days=tuple(_day(day, first.month, by_day, site_data) for day in days),
            )
            for days in weeks
        ),
    )


def _by_day(events: Iterable[Event]) -> Mapping[date, list[Event]]:
    """The events of each day; an event of several days is in each of them."""
    by_day: dict[date, list[Event]] = defaultdict(list)
    for event in events:
        for step in range((event.finish.day - event.start.day).days + 1):
            by_day[event.start.day + timedelta(step)].append(event)
    return by_day


def _day(
    day: date, month: int, by_day: Mapping[date, list[Event]], site_data: SiteData
) -> Day | None:
    """A day of the month; None for a day of the month before or after."""
    if day.month != month:
        return None
    return Day(
        number=str(day.day),
        machine=day.isoformat(),
        events=tuple(_link(event, site_data) for event in by_day.get(day, ())),
    )


def _link(event: Event, site_data: SiteData) -> Link:
    return Link(
        text=f"{title_prefix(event, 'nb')}{event.title}",
        href=site_data.plan.link_to(event),
        lang="" if event.lang == "nb" else event.lang,
    )
