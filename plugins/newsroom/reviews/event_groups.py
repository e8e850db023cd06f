"""The events of a year, where a festival with all its parts counts as one, and their timeline."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from newsroom.contract.catalog import Catalog
from newsroom.contract.event import Event
from newsroom.parts.figures import figure
from newsroom.parts.shapes import Link, Time
from newsroom.parts.site_data import SiteData
from newsroom.reviews.sources import held
from newsroom.reviews.views import TimelineEvent, TimelineMonth
from newsroom.wording import dates
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts

IN_MONTH = 2


@dataclass(frozen=True, slots=True)
class EventGroup:
    """One event, or a festival with its parts; `event` is the one with the page.

    `day` is the first day, `attendance` the sum (None if unknown), `size` the number of events.
    """

    event: Event
    day: date
    attendance: int | None
    size: int


Groups = tuple[EventGroup, ...]


def event_groups(catalog: Catalog, year: int) -> Groups:
    """All events held in the year, in chronological order."""
    frames = {event.id: event for event in catalog.events if event.is_held}
    parts: dict[str, tuple[Event, list[Event]]] = {}
    for event in held(catalog, year):
        frame = frames.get(event.part_of or "", event)
        parts.setdefault(frame.id, (frame, []))[1].append(event)
    groups = (_group(frame, events) for frame, events in parts.values())
    return tuple(sorted(groups, key=lambda group: (group.day, group.event.id)))


def _group(frame: Event, events: list[Event]) -> EventGroup:
    counts = [event.attendance for event in events if event.attendance is not None]
    first = min(event.start.day for event in events)
    return EventGroup(frame, first, sum(counts) if counts else None, len(events))


def best_attended(groups: Groups, most: int) -> Groups:
    """The groups with the highest known attendance, highest first, at most `most`."""
    counted = [group for group in groups if group.attendance is not None]
    return tuple(sorted(counted, key=lambda group: (-(group.attendance or 0), group.day))[:most])


def timeline(groups: Groups, site_data: SiteData, lang: str) -> tuple[TimelineMonth, ...]:
    """The months with events, each with the number of events and its main ones."""
    by_month = groupby(groups, key=lambda group: group.day.replace(day=1))
    return tuple(_month(first, tuple(in_month), site_data, lang) for first, in_month in by_month)


def _month(first: date, groups: Groups, site_data: SiteData, lang: str) -> TimelineMonth:
    size = sum(group.size for group in groups)
    text = our_texts(lang)("{count} arrangement" if size == 1 else "{count} arrangementer")
    return TimelineMonth(
        time=Time(text=dates.month_name(first, lang), machine=f"{first:%Y-%m}"),
        count=text.format(count=number(size, lang)),
        moments=tuple(_event(group, site_data, lang) for group in _main(groups, site_data)),
    )


def _main(groups: Groups, site_data: SiteData) -> list[EventGroup]:
    """First the groups with a recap, then those with the highest attendance; by date."""
    recaps = site_data.edition.recaps
    by_attendance = best_attended(groups, len(groups)) or groups
    with_recap_first = sorted(by_attendance, key=lambda group: not recaps.get(group.event.id))
    return sorted(with_recap_first[:IN_MONTH], key=lambda group: (group.day, group.event.id))


def _event(group: EventGroup, site_data: SiteData, lang: str) -> TimelineEvent:
    event, attendance = group.event, number(group.attendance or 0, lang)
    text = our_texts(lang)("{count} deltakere").format(count=attendance)
    recaps = site_data.edition.recaps.get(event.id, ())
    told = next((recap for recap in recaps if recap.image), None)
    return TimelineEvent(
        link=Link(
            text=event.title, href=site_data.plan.link_to(event), lang=event.lang_on(lang, "title")
        ),
        facts=text if group.attendance else "",
        figure=figure(told.image, told, site_data, "thumb") if told else None,
    )
