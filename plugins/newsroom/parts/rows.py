"""Makes the rows of events in lists."""

from collections.abc import Iterable, Iterator, Sequence

from newsroom.contract.event import Event, Occurrence
from newsroom.contract.moment import OSLO, Moment
from newsroom.contract.people import Venue
from newsroom.parts.shapes import EventRow, Time
from newsroom.parts.site_data import SiteData
from newsroom.wording import dates
from newsroom.wording.numbers import number
from newsroom.wording.rule_words import rule_text
from newsroom.wording.texts import event_status, mark_text, our_texts, sign_up_status, title_prefix


def event_row(
    event: Event,
    site_data: SiteData,
    lang: str = "",
    *,
    is_coming: bool = False,
    year: int | None = None,
    following: Sequence[Event] = (),
    chips: str = "",
) -> EventRow:
    """The row of an event on a page in `lang`; a list of coming events hides it when it is over.

    `year` is that of the list, which rows of that year leave out; without it, past events have
    theirs. With `following` dates the row stands for a series, and is hidden after the last one.
    """
    edition, lang = site_data.edition, lang or site_data.lang
    network = edition.network(event)
    first, last = event.start.day, event.finish.day
    sign_up = edition.sign_ups[event.id]
    event_text = event_status(event, lang)
    shown = event.series_or_self if following else event
    full_text = sign_up_status(sign_up, lang) if sign_up in ("full", "waiting_list") else ""
    status = event.status if event_text else sign_up if full_text else ""
    return EventRow(
        href=site_data.plan.link_to(shown),
        title=shown.title,
        day=str(first.day),
        month=_month(event, year, site_data, lang),
        when=Time(text=dates.days(first, last, lang), machine=dates.machine(event.start)),
        facts=_facts(event, site_data, lang, len(following)),
        afterwards=tuple(_afterwards(event, lang)) if edition.phases[event.id] == "after" else (),
        colour=network.colour or "" if network else "",
        status=status,
        status_text=event_text or full_text,
        before=title_prefix(event, lang),
        mark=mark_text(edition.mark(event), lang),
        lang=shown.lang_on(lang, "title"),
        ends=dates.stamp((event, *following)[-1].finish.close) if is_coming else "",
        is_date=isinstance(event, Occurrence) and not following,
        chips=chips,
    )


def _month(event: Event, year: int | None, site_data: SiteData, lang: str) -> str:
    """The weekday and the month, and the year when it is not that of the list."""
    first = event.start.day
    month = dates.short_month(first, lang).replace(" ", dates.SPACE)
    is_over = site_data.edition.phases[event.id] == "after"
    return f"{month} {first.year}" if (first.year != year if year else is_over) else month


def in_zone(when: str, moment: Moment, lang: str) -> str:
    """The text of a time, with the place whose clocks show it when that is not Norway."""
    if moment.zone is OSLO:
        return when
    return our_texts(lang)("{when} (tid i {place})").format(when=when, place=moment.city)


def event_rows(
    events: Iterable[Event],
    site_data: SiteData,
    lang: str = "",
    *,
    is_coming: bool = False,
    year: int | None = None,
) -> tuple[EventRow, ...]:
    """A row for each event and each date of a series."""
    return tuple(event_row(e, site_data, lang, is_coming=is_coming, year=year) for e in events)


def next_dates(events: Iterable[Event]) -> list[tuple[Event, Sequence[Event]]]:
    """The coming events in order, of a series only the next date that is held.

    Each has the dates of its series that follow; () for an event by itself.
    """
    by_series: dict[str, list[Event]] = {}
    for event in events:
        by_series.setdefault(event.series_or_self.id, []).append(event)
    dates_of = (([e for e in of if e.is_held] or of) for of in by_series.values())
    pairs: Iterable[tuple[Event, Sequence[Event]]] = ((of[0], of[1:]) for of in dates_of)
    return sorted(pairs, key=lambda pair: pair[0].sort_key)


def coming_rows(
    events: Iterable[Event], site_data: SiteData, lang: str = ""
) -> tuple[EventRow, ...]:
    """A row for each coming event, and one for each series; a later year is told."""
    pairs = next_dates(events)
    year = pairs[0][0].start.day.year if pairs else None
    return tuple(
        event_row(event, site_data, lang, is_coming=True, year=year, following=following)
        for event, following in pairs
    )


def coming_and_past(
    events: Sequence[Event], site_data: SiteData
) -> tuple[list[Event], list[Event]]:
    """The events that are not over, in order, and those that are, newest first."""
    phases = site_data.edition.phases
    coming = [event for event in events if phases[event.id] != "after"]
    return coming, [event for event in events[::-1] if phases[event.id] == "after"]


def place(event: Event, site_data: SiteData, lang: str) -> str:
    """The venue and its city, "Sted kommer", or "På nett" for an online event."""
    if event.is_place_open:
        return our_texts(lang)("Sted kommer")
    venue = site_data.edition.venue(event)
    if not venue or event.status == "moved_online":
        return our_texts(lang)("På nett")
    return venue.name if venue.city in venue.name else f"{venue.name}, {venue.city}"


def postal(venue: Venue) -> str:
    """The postal address of a venue on one line, with its name first."""
    parts = (venue.name, venue.address, venue.town if venue.town not in venue.name else "")
    return ", ".join(part for part in parts if part)


def _facts(event: Event, site_data: SiteData, lang: str, left: int = 0) -> tuple[str, ...]:
    """The time, the rule of a series, the place, the network, the time before it was moved.

    A text that occurs twice, such as a house that is both network and venue, is shown once.
    """
    network = site_data.edition.network(event)
    first, last = event.start.day, event.finish.day
    if first != last:
        when = dates.days(first, last, lang)
    else:
        hours = dates.hours(event.start, event.end, lang)
        when = in_zone(hours, event.start, lang) or our_texts(lang)("Hele dagen")
    facts = (
        when,
        _series_words(event, left, lang) if left else "",
        place(event, site_data, lang),
        network.name if network else "",
        moved(event, lang),
    )
    return tuple(dict.fromkeys(fact for fact in facts if fact))


def _series_words(event: Event, left: int, lang: str) -> str:
    """How a series repeats and how many dates follow: "første torsdag, 11 datoer til"."""
    t, repeat = our_texts(lang), event.series_or_self.repeat
    count = t("1 dato til") if left == 1 else t("{count} datoer til").format(count=left)
    rule = rule_text(repeat, lang).removesuffix(t(" i måneden")) if repeat else ""
    return ", ".join(part for part in (rule, count) if part)


def _afterwards(event: Event, lang: str) -> Iterator[str]:
    """How many came to a past event, and whether there are pictures, slides or a recording."""
    t = our_texts(lang)
    if event.attendance:
        yield t("{count} deltakere").format(count=number(event.attendance, lang))
    links = (*event.links, *(link for item in event.programme for link in item.links))
    kinds = {link.kind for link in links}
    for word, is_there in (
        ("bilder", event.gallery),
        ("lysark", "slides" in kinds),
        ("opptak", "video" in kinds),
    ):
        if is_there:
            yield t(word)


def moved(event: Event, lang: str) -> str:
    """The text "Flyttet fra …" of a rescheduled event, else ""."""
    if not event.previous_start:
        return ""
    previous_time = dates.when(event.previous_start, None, lang)
    return our_texts(lang)("Flyttet fra {when}").format(when=previous_time)
