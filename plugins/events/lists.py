"""Lists of events: what is coming, by month and by year."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby

from plugins.addresses.plan import Spot
from plugins.contract.event import Event
from plugins.events.month import month_table
from plugins.events.views import EventsView, MonthTable
from plugins.parts.material import Material
from plugins.parts.rows import coming_rows, event_rows
from plugins.parts.sections import section
from plugins.parts.shapes import EventRow, Link, Rows
from plugins.parts.subscription import subscription
from plugins.sharing.head import head
from plugins.wording import dates
from plugins.wording.texts import our_texts

ToRows = Callable[[Iterable[Event], Material], tuple[EventRow, ...]]


def upcoming_view(spot: Spot, material: Material) -> EventsView:
    """What is coming, month by month."""
    title = our_texts("nb")("Arrangementer")
    return _list(spot, material, title, _by_month(spot, material, coming_rows))


def year_view(spot: Spot, material: Material) -> EventsView:
    """A year's events, month by month."""
    title = f"{our_texts('nb')('Arrangementer')} {spot.name}"
    return _list(spot, material, title, _by_month(spot, material, event_rows))


def month_view(spot: Spot, material: Material) -> EventsView:
    """A month's events, as a table and as a list."""
    first = _first_day(spot)
    title = our_texts("nb")("Arrangementer i {month}").format(month=dates.month(first, "nb"))
    rows = Rows(title="", rows=event_rows(spot.items, material))
    return _list(spot, material, title, (rows,), month_table(first, spot.items, material))


def _by_month(spot: Spot, material: Material, to_rows: ToRows) -> tuple[Rows, ...]:
    """The spot's events under the names of their months, each leading to its month."""
    months = {other.name: other.address for other in material.plan.lists("events-month")}
    return tuple(
        Rows(
            title=dates.month(date(*month, 1), "nb").capitalize(),
            rows=to_rows(events, material),
            href=material.plan.link(months["{:04}/{:02}".format(*month)]),
        )
        for month, events in groupby(spot.items, lambda e: (e.start.day.year, e.start.day.month))
    )


def _first_day(spot: Spot) -> date:
    year, month = spot.name.split("/")
    return date(int(year), int(month), 1)


def _list(
    spot: Spot,
    material: Material,
    title: str,
    groups: Sequence[Rows],
    table: MonthTable | None = None,
) -> EventsView:
    t = our_texts("nb")
    above = () if spot.kind == "events" else section("events", material)
    earlier, later = _neighbours(spot, material)
    years = material.plan.lists("events-year")[::-1]
    subscribed = subscription(None, material)
    return EventsView(
        head=head(spot, material, title, above=above, subscription=subscribed),
        title=title,
        table=table,
        groups=tuple(groups),
        empty="" if spot.items else t("Ingen arrangementer står på planen akkurat nå."),
        subscription=subscribed,
        earlier=earlier,
        later=later,
        lists_title=t("Arrangementer år for år"),
        lists=tuple(
            Link(
                text=other.name,
                href=material.plan.link(other.address),
                current=other.address == spot.address,
            )
            for other in years
        ),
    )


def _neighbours(spot: Spot, material: Material) -> tuple[Link | None, Link | None]:
    """The list before and the one after, of the same kind."""
    if spot.kind == "events":
        return None, None
    row = material.plan.lists(spot.kind)
    at = [other.address for other in row].index(spot.address)

    def to(index: int) -> Link | None:
        if not 0 <= index < len(row):
            return None
        name = row[index].name
        text = dates.month(_first_day(row[index]), "nb").capitalize() if "/" in name else name
        return Link(text=text, href=material.plan.link(row[index].address))

    return to(at - 1), to(at + 1)
