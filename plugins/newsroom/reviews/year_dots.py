"""The picture of a year: a dot for each event, by month, coloured by network, as large as it was.

The page lays the dots out, so that they never overlap: months are columns where there is room, and
rows elsewhere. This module decides only their size.
"""

from collections import Counter
from collections.abc import Mapping
from math import sqrt
from string import ascii_uppercase

from newsroom.contract.event import Event
from newsroom.parts.site_data import SiteData
from newsroom.reviews.proofs import entry_table, name_of
from newsroom.reviews.sources import MONTHS
from newsroom.reviews.views import Dot, DotMonth, DotNetwork, YearDots
from newsroom.wording import dates
from newsroom.wording.numbers import number
from newsroom.wording.texts import our_texts

Events = tuple[Event, ...]
# Diameters in em. Above the smallest, the area is proportional to the attendance.
LARGEST, SMALLEST = 4.3, 1.3
# The most that the squares around the dots of a month fill, in square em.
ROOM = 60
LETTERS = f"{ascii_uppercase}ÆØÅ"


def year_dots(events: Events, year: int, site_data: SiteData, lang: str) -> YearDots | None:
    """The picture of the events of a year; None for a year without any."""
    if not events:
        return None
    t, in_order = our_texts(lang), sorted(events, key=lambda event: event.sort_key)
    legend = _legend(events, site_data, lang)
    unit = _diameter_of_one(events)
    months = (
        DotMonth(
            name=name_of(first, lang),
            short=name_of(first, lang)[:3],
            dots=tuple(
                _dot(event, unit, legend[event.network or ""], site_data, lang)
                for event in in_order
                if event.start.day.month == int(month)
            ),
        )
        for month, first in MONTHS.items()
    )
    return YearDots(
        title=_finding(events, year, lang),
        note=t("Jo større sirkel, jo flere deltakere. Åpen sirkel: antallet er ikke oppgitt."),
        months=tuple(months),
        legend=tuple(legend.values()),
        table_title=t("Arrangementene i tabell"),
        table=entry_table(events, site_data, lang, is_sum=True),
    )


def _legend(events: Events, site_data: SiteData, lang: str) -> Mapping[str, DotNetwork]:
    """The networks by key, those with most events first; "" for events without one, last."""
    counts = Counter(event.network or "" for event in events)
    networks = site_data.edition.catalog.networks
    names = {key: networks[key].name if key in networks else key for key in counts}
    keys = sorted(counts, key=lambda key: (not key, -counts[key], names[key]))
    return {
        key: DotNetwork(
            name=names[key] or our_texts(lang)("Uten nettverk"),
            letter=LETTERS[at % len(LETTERS)] if key else "",
            colour=(networks[key].colour or "") if key in networks else "",
            count=number(counts[key], lang),
        )
        for at, key in enumerate(keys)
    }


def _diameter_of_one(events: Events) -> float:
    """The diameter of one participant, small enough for the largest event and the fullest month."""
    most, months = 0, Counter[int]()
    for event in events:
        most = max(most, event.attendance or 0)
        months[event.start.day.month] += event.attendance or 0
    return min(LARGEST / sqrt(most), sqrt(ROOM / max(months.values()))) if most else 0


def _dot(event: Event, unit: float, network: DotNetwork, site_data: SiteData, lang: str) -> Dot:
    t, came = our_texts(lang), event.attendance
    words = t("{day}: {title}, {count} deltakere") if came is not None else t("{day}: {title}")
    day, count = dates.day_of_year(event.start.day, lang), number(came or 0, lang)
    size = max(SMALLEST, unit * sqrt(came or 0))
    return Dot(
        href=site_data.plan.link_to(event),
        name=words.format(day=day, title=event.title, count=count),
        size=f"{size:.1f}",
        letter=network.letter,
        colour=network.colour,
        is_known=came is not None,
    )


def _finding(events: Events, year: int, lang: str) -> str:
    """How many events there were and which was the largest, in a sentence."""
    t, one = our_texts(lang), len(events) == 1
    text = t("{count} arrangement i {year}" if one else "{count} arrangementer i {year}")
    first = text.format(count=number(len(events), lang), year=year)
    largest = max(events, key=lambda event: event.attendance or 0)
    if not largest.attendance or one:
        return first
    rest = t("{first}, det største med {count} deltakere: {title}")
    return rest.format(first=first, count=number(largest.attendance, lang), title=largest.title)
