"""The pages that list events: the coming ones, those of a year, a month or a type."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from newsroom.addresses.plan import Spot
from newsroom.contract.event import Event
from newsroom.events.views import Day, EventsView, MonthTable, Week
from newsroom.parts.links import links_between, section
from newsroom.parts.rows import coming_rows, event_rows
from newsroom.parts.shapes import EventRow, Link, Rows
from newsroom.parts.site_data import SiteData
from newsroom.parts.subscription import subscription
from newsroom.sharing.head import head
from newsroom.wording import dates
from newsroom.wording.status import title_prefix
from newsroom.wording.texts import our_texts

MONDAY = 0
ToRows = Callable[[Iterable[Event], SiteData], tuple[EventRow, ...]]


def upcoming_view(spot: Spot, site_data: SiteData) -> EventsView:
    """The coming events, month by month."""
    title = our_texts("nb")("Arrangementer")
    return _list(spot, site_data, title, _by_month(spot, site_data, coming_rows))


def year_view(spot: Spot, site_data: SiteData) -> EventsView:
    """A year's events, month by month."""
    title = f"{our_texts('nb')('Arrangementer')} {spot.name}"
    return _list(spot, site_data, title, _by_month(spot, site_data, event_rows))


def month_view(spot: Spot, site_data: SiteData) -> EventsView:
    """A month's events, as a table and as a list."""
    first, events = _first_day(spot.name), spot.entries(Event)
    title = our_texts("nb")("Arrangementer i {month}").format(month=dates.month(first, "nb"))
    rows = Rows(title="", rows=event_rows(events, site_data))
    return _list(spot, site_data, title, (rows,), month_table(first, events, site_data))


def type_view(spot: Spot, site_data: SiteData) -> EventsView:
    """The events of one type: the coming ones, then the past ones, newest first."""
    t, phases, events = our_texts("nb"), site_data.edition.phases, spot.entries(Event)
    coming = coming_rows((e for e in events if phases[e.id] != "after"), site_data)
    past = event_rows((e for e in events[::-1] if phases[e.id] == "after"), site_data)
    titles = {t("Kommende arrangementer"): coming, t("Tidligere arrangementer"): past}
    groups = [Rows(title=title, rows=rows) for title, rows in titles.items() if rows]
    return _list(spot, site_data, spot.name, groups)


def _by_month(spot: Spot, site_data: SiteData, to_rows: ToRows) -> tuple[Rows, ...]:
    """The events of the spot, grouped by month; each heading links to the page of its month."""
    months = {other.name: other.address for other in site_data.plan.lists("events-month")}
    return tuple(
        Rows(
            title=dates.month(date(*month, 1), "nb").capitalize(),
            rows=to_rows(events, site_data),
            href=site_data.plan.link(months["{:04}/{:02}".format(*month)]),
        )
        for month, events in groupby(spot.entries(Event), _year_and_month)
    )


def _year_and_month(event: Event) -> tuple[int, int]:
    return event.start.day.year, event.start.day.month


def _first_day(name: str) -> date:
    """The first day of a month, which a list names as "2023/09"."""
    year, month = name.split("/")
    return date(int(year), int(month), 1)


def _list(
    spot: Spot,
    site_data: SiteData,
    title: str,
    groups: Sequence[Rows],
    table: MonthTable | None = None,
) -> EventsView:
    t = our_texts("nb")
    above = () if spot.kind == "events" else section("events", site_data)
    earlier, later = _neighbours(spot, site_data)
    years, types = site_data.plan.lists("events-year")[::-1], site_data.plan.lists("events-type")
    subscribed = subscription(None, site_data)
    return EventsView(
        head=head(spot, site_data, title, above=above, subscription=subscribed),
        title=title,
        table=table,
        groups=tuple(groups),
        empty="" if spot.items else t("Ingen arrangementer står på planen akkurat nå."),
        subscription=subscribed,
        earlier=earlier,
        later=later,
        lists_title=t("Flere arrangementer") if types else t("Arrangementer år for år"),
        lists=links_between((*types, *years), spot, site_data),
    )


def _neighbours(spot: Spot, site_data: SiteData) -> tuple[Link | None, Link | None]:
    """The links to the previous and the next list of the same kind."""
    if spot.kind in ("events", "events-type"):
        return None, None
    lists = site_data.plan.lists(spot.kind)
    at = [other.address for other in lists].index(spot.address)

    def link_to(index: int) -> Link | None:
        if not 0 <= index < len(lists):
            return None
        name = lists[index].name
        text = dates.month(_first_day(name), "nb").capitalize() if "/" in name else name
        return Link(text=text, href=site_data.plan.link(lists[index].address))

    return link_to(at - 1), link_to(at + 1)


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
        events=tuple(_day_link(event, site_data) for event in by_day.get(day, ())),
    )


def _day_link(event: Event, site_data: SiteData) -> Link:
    return Link(
        text=f"{title_prefix(event, 'nb')}{event.title}",
        href=site_data.plan.link_to(event),
        lang="" if event.lang == "nb" else event.lang,
    )
