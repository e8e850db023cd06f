"""The timeline of a year: the main events of each month."""

from datetime import date
from itertools import groupby

from newsroom.parts.shapes import Link, Time
from newsroom.parts.site_data import SiteData
from newsroom.reviews.event_groups import EventGroup, best_attended
from newsroom.reviews.views import TimelineEvent, TimelineMonth
from newsroom.wording import dates
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts

MOST = 2


def timeline(groups: tuple[EventGroup, ...], site_data: SiteData) -> tuple[TimelineMonth, ...]:
    """The months with events, each with the number of events and its main ones."""
    by_month = groupby(groups, key=lambda group: group.day.replace(day=1))
    return tuple(_month(first, tuple(in_month), site_data) for first, in_month in by_month)


def _month(first: date, groups: tuple[EventGroup, ...], site_data: SiteData) -> TimelineMonth:
    size = sum(group.size for group in groups)
    text = our_texts("nb")("{count} arrangement" if size == 1 else "{count} arrangementer")
    return TimelineMonth(
        time=Time(text=dates.month_name(first, "nb"), machine=f"{first:%Y-%m}"),
        count=text.format(count=number(size, "nb")),
        moments=tuple(_event(group, site_data) for group in _main(groups, site_data)),
    )


def _main(groups: tuple[EventGroup, ...], site_data: SiteData) -> list[EventGroup]:
    """First the groups with a recap, then those with the highest attendance; by date."""
    recaps = site_data.edition.recaps
    by_attendance = best_attended(groups, len(groups)) or groups
    with_recap_first = sorted(by_attendance, key=lambda group: not recaps.get(group.event.id))
    return sorted(with_recap_first[:MOST], key=lambda group: (group.day, group.event.id))


def _event(group: EventGroup, site_data: SiteData) -> TimelineEvent:
    attendance = number(group.attendance or 0, "nb")
    text = our_texts("nb")("{count} deltakere").format(count=attendance)
    return TimelineEvent(
        link=Link(text=group.event.title, href=site_data.plan.link_to(group.event)),
        facts=text if group.attendance else "",
    )
