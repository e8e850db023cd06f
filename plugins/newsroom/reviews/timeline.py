"""The year month by month: what people came to."""

from itertools import groupby

from newsroom.parts.shapes import Link, Time
from newsroom.parts.site_data import SiteData
from newsroom.reviews.event_groups import EventGroup, best_attended
from newsroom.reviews.views import TimelineEvent, TimelineMonth
from newsroom.wording import dates
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts

MOST = 2


def timeline(held: tuple[EventGroup, ...], site_data: SiteData) -> tuple[TimelineMonth, ...]:
    """Each month with something held in it, and in it what was told of or had most people."""
    months = groupby(held, key=lambda one: one.day.replace(day=1))
    return tuple(
        TimelineMonth(
            time=Time(text=dates.month_name(first, "nb"), machine=f"{first:%Y-%m}"),
            count=_count(found := tuple(group)),
            moments=tuple(_moment(one, site_data) for one in _chosen(found, site_data)),
        )
        for first, group in months
    )


def _count(held: tuple[EventGroup, ...]) -> str:
    size = sum(one.size for one in held)
    words = our_texts("nb")("{count} arrangement" if size == 1 else "{count} arrangementer")
    return words.format(count=number(size, "nb"))


def _chosen(held: tuple[EventGroup, ...], site_data: SiteData) -> list[EventGroup]:
    """The best attended, after those that somebody has written about; in order of time."""
    recaps = site_data.edition.recaps
    by_size = best_attended(held, len(held)) or held
    told_first = sorted(by_size, key=lambda one: not recaps.get(one.event.id))
    return sorted(told_first[:MOST], key=lambda one: (one.day, one.event.id))


def _moment(one: EventGroup, site_data: SiteData) -> TimelineEvent:
    came = our_texts("nb")("{count} deltakere").format(count=number(one.attendance or 0, "nb"))
    return TimelineEvent(
        link=Link(text=one.event.title, href=site_data.plan.link_to(one.event)),
        facts=came if one.attendance else "",
    )
