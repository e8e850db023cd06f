"""The pages that list events: the coming ones, those of a year, a month or a type."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from newsroom.addresses.plan import Heading, Spot
from newsroom.contract.event import Event
from newsroom.events.views import DayCell, EventsView, MonthTable, Week
from newsroom.parts.filters import Values, filters
from newsroom.parts.links import links_between, section
from newsroom.parts.row_groups import coming_groups, month_link, upcoming_and_past
from newsroom.parts.rows import event_rows, next_dates, place
from newsroom.parts.shapes import ChipGroup, Link, Rows
from newsroom.parts.site_data import SiteData
from newsroom.parts.subscription import subscription
from newsroom.sharing.head import head
from newsroom.wording import dates
from newsroom.wording.texts import our_texts, sign_up_status, title_prefix

MONDAY = 0


def coming_view(spot: Spot, site_data: SiteData) -> EventsView:
    """The coming events, with chips: those of this week, of this month, then month by month."""
    pairs = next_dates(spot.entries(Event))
    chips, marks = filters([_values(event, site_data) for event, _ in pairs])
    groups = coming_groups(pairs, site_data, marks)
    return _list(spot, site_data, our_texts(site_data.lang)("Arrangementer"), groups, chips=chips)


def _values(event: Event, site_data: SiteData) -> Values:
    """What a coming event is filtered by; networks and venues have pages of their own."""
    t, network, plan = our_texts(site_data.lang), site_data.edition.network(event), site_data.plan
    is_open = event.is_held and site_data.edition.sign_ups[event.id] == "open"
    venue = None if event.status == "moved_online" else site_data.edition.venue(event)
    href = plan.link_to(venue) if venue and venue.ref in plan.by_ref else ""
    places = {place(event, site_data, site_data.lang): href}
    return {
        t("Påmelding"): [sign_up_status("open", site_data.lang) if is_open else ""],
        t("Nettverk"): {network.name: plan.link_to(network)} if network else (),
        t("Type"): [event.type],
        t("Hvor"): {t("På nett"): "", **places} if event.online else places,
    }


def year_view(spot: Spot, site_data: SiteData) -> EventsView:
    """The events of a year, in months that link to their own pages."""
    t, groups = our_texts(site_data.lang), []
    for first, events in groupby(spot.entries(Event), _first_day):
        title, href = month_link(first, site_data)
        rows = event_rows(events, site_data, year=first.year)
        groups.append(Rows(title=title, rows=rows, href=href))
    return _list(spot, site_data, f"{t('Arrangementer')} {spot.name}", groups)


def month_view(spot: Spot, site_data: SiteData) -> EventsView:
    """A month's events, as a table and as a list."""
    events = spot.entries(Event)
    first = _first_day(events[0])
    t, month = our_texts(site_data.lang), dates.month(first, site_data.lang)
    rows = Rows(title="", rows=event_rows(events, site_data, year=first.year))
    title, table = t("Arrangementer i {month}"), month_table(first, events, site_data)
    return _list(spot, site_data, title.format(month=month), (rows,), table)


def type_view(spot: Spot, site_data: SiteData) -> EventsView:
    """The events of one type: the coming ones, then the past ones, newest first."""
    upcoming, past = upcoming_and_past(spot.entries(Event), site_data)
    return _list(spot, site_data, spot.name, (*upcoming, *past))


def _first_day(event: Event) -> date:
    """The first day of the month in which an event begins."""
    return event.start.day.replace(day=1)


def _list(
    spot: Spot,
    site_data: SiteData,
    title: str,
    groups: Sequence[Rows],
    table: MonthTable | None = None,
    chips: tuple[ChipGroup, ...] = (),
) -> EventsView:
    t = our_texts(site_data.lang)
    above = () if spot.kind == "events" else section("events", site_data)
    lists = () if spot.kind == "events-type" else site_data.plan.lists(spot.kind)
    years, types = site_data.plan.lists("events-year")[::-1], site_data.plan.lists("events-type")
    subscribed = subscription(None, site_data)
    return EventsView(
        head=head(spot, site_data, title, above=above, subscription=subscribed),
        table=table,
        filters=chips,
        groups=tuple(groups),
        subscription=subscribed,
        earlier=_link_to([other for other in lists if other.name < spot.name][-1:], site_data),
        later=_link_to([other for other in lists if other.name > spot.name], site_data),
        lists_title=t("Flere arrangementer") if types else t("Arrangementer år for år"),
        lists=links_between((*types, *years), spot, site_data),
    )


def _link_to(lists: Sequence[Heading], site_data: SiteData) -> Link | None:
    """The link to the first of the lists; None without any. A month is named as "2023/09"."""
    if not lists:
        return None
    text, address = lists[0]
    if "/" in text:
        text = dates.month(datetime.strptime(text, "%Y/%m"), site_data.lang).capitalize()
    return Link(text=text, href=site_data.plan.link(address))


def month_table(first: date, events: Iterable[Event], site_data: SiteData) -> MonthTable:
    """The month that begins on `first`; weeks begin on Monday and have ISO 8601 numbers."""
    t, by_day = our_texts(site_data.lang), _by_day(events)
    weeks = Calendar(MONDAY).monthdatescalendar(first.year, first.month)
    return MonthTable(
        caption=t("Kalender for {month}").format(month=dates.month(first, site_data.lang)),
        week_title=t("Uke"),
        weekdays=tuple(dates.weekday_names(site_data.lang)),
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
) -> DayCell | None:
    """A day of the month; None for a day of the month before or after."""
    if day.month != month:
        return None
    return DayCell(
        number=str(day.day),
        machine=day.isoformat(),
        events=tuple(_day_link(event, site_data) for event in by_day.get(day, ())),
    )


def _day_link(event: Event, site_data: SiteData) -> Link:
    return Link(
        text=f"{title_prefix(event, site_data.lang)}{event.title}",
        href=site_data.plan.link_to(event),
        lang=event.lang_on(site_data.lang, "title"),
    )
