"""Makes the rows of events in lists."""

from collections.abc import Iterable, Sequence

from newsroom.contract.event import Event
from newsroom.contract.moment import OSLO, Moment
from newsroom.contract.people import Venue
from newsroom.parts.shapes import EventRow, Rows, Time
from newsroom.parts.site_data import SiteData
from newsroom.wording import dates
from newsroom.wording.texts import event_status, mark_text, our_texts, sign_up_status, title_prefix


def event_row(
    event: Event, site_data: SiteData, lang: str = "nb", *, is_coming: bool = False
) -> EventRow:
    """The row of an event on a page in `lang`; a list of coming events hides it when it is over."""
    edition = site_data.edition
    network = edition.network(event)
    first, last = event.start.day, event.finish.day
    sign_up = edition.sign_ups[event.id]
    event_text = event_status(event, lang)
    full_text = sign_up_status(sign_up, lang) if sign_up in ("full", "waiting_list") else ""
    status = event.status if event_text else sign_up if full_text else ""
    return EventRow(
        href=site_data.plan.link_to(event),
        title=event.title,
        day=str(first.day),
        month=_month(event, site_data, lang),
        when=Time(text=dates.days(first, last, lang), machine=dates.machine(event.start)),
        facts=_facts(event, site_data, lang),
        colour=network.colour or "" if network else "",
        status=status,
        status_text=event_text or full_text,
        before=title_prefix(event, lang),
        mark=mark_text(edition.mark(event), lang),
        lang=event.lang_on(lang),
        ends=dates.stamp(event.finish.close) if is_coming else "",
    )


def _month(event: Event, site_data: SiteData, lang: str) -> str:
    """The weekday and the month, and the year of a past event."""
    first = event.start.day
    month = dates.short_month(first, lang).replace(" ", dates.SPACE)
    is_over = site_data.edition.phases[event.id] == "after"
    return f"{month} {first.year}" if is_over else month


def in_zone(when: str, moment: Moment, lang: str) -> str:
    """The text of a time, with the place whose clocks show it when that is not Norway."""
    if moment.zone is OSLO:
        return when
    return our_texts(lang)("{when} (tid i {place})").format(when=when, place=moment.city)


def event_rows(
    events: Iterable[Event], site_data: SiteData, lang: str = "nb", *, is_coming: bool = False
) -> tuple[EventRow, ...]:
    return tuple(event_row(event, site_data, lang, is_coming=is_coming) for event in events)


def coming_and_past(
    events: Sequence[Event], titles: tuple[str, str], site_data: SiteData, lang: str = "nb"
) -> tuple[Rows, Rows]:
    """The events that are not over, in order, and those that are, newest first."""
    phases = site_data.edition.phases
    coming = [event for event in events if phases[event.id] != "after"]
    past = [event for event in events[::-1] if phases[event.id] == "after"]
    return (
        Rows(title=titles[0], rows=event_rows(coming, site_data, lang, is_coming=True)),
        Rows(title=titles[1], rows=event_rows(past, site_data, lang)),
    )


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
    city = " ".join(part for part in (venue.postcode, venue.city) if part)
    parts = (venue.name, venue.address, city if city not in venue.name else "")
    return ", ".join(part for part in parts if part)


def _facts(event: Event, site_data: SiteData, lang: str) -> tuple[str, ...]:
    """The time, the place, the network, and the time before the event was moved.

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
        place(event, site_data, lang),
        network.name if network else "",
        moved(event, lang),
    )
    return tuple(dict.fromkeys(fact for fact in facts if fact))


def moved(event: Event, lang: str) -> str:
    """The text "Flyttet fra …" of a rescheduled event, else ""."""
    if not event.previous_start:
        return ""
    previous_time = dates.when(event.previous_start, None, lang)
    return our_texts(lang)("Flyttet fra {when}").format(when=previous_time)
