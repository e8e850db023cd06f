"""The notice on the page of an event that is not held as planned."""

from newsroom.contract.event import Event, Occurrence
from newsroom.events.views import StatusNotice
from newsroom.parts.prose import inline
from newsroom.parts.rows import in_zone, moved
from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.wording import dates
from newsroom.wording.texts import event_status, our_texts


def status_notice(
    event: Event, related: tuple[str, ...], site_data: SiteData, lang: str
) -> StatusNotice | None:
    """What is changed, why, what to do, and what one can come to instead.

    `related` are the ids of other events of the network. None for an event that is held as planned.
    """
    if not event_status(event, lang):
        return None
    instead = _instead(event, related, site_data) if event.is_off else None
    return StatusNotice(
        is_off=event.is_off,
        title=event_status(event, lang),
        reason=inline(event.status_note, event, site_data),
        advice=_advice(event, site_data, lang),
        instead_label=our_texts(lang)("Kom heller på"),
        instead=_link(instead, event, site_data, lang) if instead else None,
    )


def _advice(event: Event, site_data: SiteData, lang: str) -> str:
    """What the change means for those who meant to come; "" when it is over."""
    t = our_texts(lang)
    if site_data.edition.phases[event.id] == "after":
        return ""
    match event.status:
        case "cancelled" if event.registration and event.registration.url:
            return t("Arrangementet holdes ikke. Du trenger ikke melde deg av.")
        case "cancelled":
            return t("Arrangementet holdes ikke.")
        case "postponed":
            return t("Ny dato er ikke klar. Den kommer her, og i kalenderen du abonnerer på.")
        case "moved_online":
            return t("Møt opp på nett i stedet for på stedet.")
    when = in_zone(dates.when(event.start, None, lang), event.start, lang)
    before = f"{moved(event, lang)}. " if event.previous_start else ""
    return before + t("Møt opp {when}.").format(when=when)


def _instead(event: Event, related: tuple[str, ...], site_data: SiteData) -> Event | None:
    """The first that is held of: later dates of the series, earlier ones, the network's events.

    Else the next of the site that one can come to, until the event itself would be over.
    """
    edition = site_data.edition
    dates_of = edition.dates[event.series.id] if isinstance(event, Occurrence) else ()
    near = sorted(dates_of, key=lambda date: date.sort_key < event.sort_key)
    others = (e for id in related for e in edition.dates.get(id) or (edition.events[id],))
    coming = (e for e in (*near, *others) if e.is_held and edition.phases[e.id] != "after")
    return next(coming, None) or _next_open(event, site_data)


def _next_open(event: Event, site_data: SiteData) -> Event | None:
    """The next event that has room, and is no part of this one; None when this one is over."""
    edition = site_data.edition
    if edition.phases[event.id] == "after":
        return None
    held = (e for e in edition.upcoming if e.is_held and e.part_of != event.id)
    return next((e for e in held if edition.sign_ups[e.id] in ("", "open", "none")), None)


def _link(other: Event, event: Event, site_data: SiteData, lang: str) -> Link:
    text = f"{other.title}, {dates.when(other.start, other.end, lang)}"
    return Link(text=text, href=site_data.plan.link_to(other), lang=other.lang_on(lang, "title"))
