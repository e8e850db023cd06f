"""Groups of event rows: the coming ones of this week, of this month, then month by month."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from newsroom.contract.event import Event
from newsroom.parts.rows import coming_and_past, coming_rows, event_row, event_rows, next_dates
from newsroom.parts.shapes import Rows
from newsroom.parts.site_data import SiteData
from newsroom.wording import dates
from newsroom.wording.texts import our_texts

# So many coming rows of a network, person, venue or type have one heading; more are in groups.
FEW = 5


def upcoming_and_past(
    events: Sequence[Event], site_data: SiteData
) -> tuple[tuple[Rows, ...], tuple[Rows, ...]]:
    """The coming events, a series as one row, and the past ones, newest first; () without any."""
    t, (coming, past) = our_texts(site_data.lang), coming_and_past(events, site_data)
    few = Rows(title=t("Kommende arrangementer"), rows=coming_rows(coming, site_data))
    is_short = len(few.rows) <= FEW
    upcoming = (few,) if is_short else coming_groups(next_dates(coming), site_data)
    earlier = Rows(title=t("Tidligere arrangementer"), rows=event_rows(past, site_data))
    return upcoming if coming else (), (earlier,) if past else ()


def coming_groups(
    pairs: Sequence[tuple[Event, Sequence[Event]]], site_data: SiteData, chips: Sequence[str] = ()
) -> tuple[Rows, ...]:
    """The rows of `next_dates`: those of this week, of this month, then month by month."""
    shown = zip(pairs, chips or [""] * len(pairs), strict=True)
    return tuple(
        Rows(
            title=title,
            rows=tuple(
                event_row(event, site_data, is_coming=True, year=year, following=later, chips=mark)
                for (event, later), mark in rows
            ),
            href=href,
        )
        for (title, href, year), rows in groupby(shown, lambda row: _group(row[0][0], site_data))
    )


def _group(event: Event, site_data: SiteData) -> tuple[str, str, int]:
    """The title and the link of the group of a coming event, and the year of its rows, or 0."""
    t, (month, href) = our_texts(site_data.lang), month_link(event.start.day, site_data)
    return {
        "week": (t("Denne uka"), "", 0),
        "month": (t("Denne måneden"), href, 0),
        "later": (month, href, event.start.day.year),
    }[site_data.edition.spans[event.id]]


def month_link(day: date, site_data: SiteData) -> tuple[str, str]:
    """The name of the month of a day, and the link to its page."""
    addresses = {month.name: month.address for month in site_data.plan.lists("events-month")}
    href = site_data.plan.link(addresses[f"{day:%Y/%m}"])
    return dates.month(day, site_data.lang).capitalize(), href
