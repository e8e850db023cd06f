"""The file and the links that add one event to the reader's own calendar."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from newsroom.addresses.urls import event_calendar_address
from newsroom.contract.event import Event
from newsroom.contract.moment import Moment
from newsroom.parts.prose import plain
from newsroom.parts.rows import place
from newsroom.parts.shapes import AddToCalendar, Link
from newsroom.parts.site_data import SiteData
from newsroom.parts.subscription import subscription_of
from newsroom.wording.texts import event_name, our_texts

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = {
    "Outlook.com (privat)": "https://outlook.live.com/calendar/0/action/compose",
    "Outlook 365 (jobb og skole)": "https://outlook.office.com/calendar/0/action/compose",
}


def add_to_calendar(event: Event, site_data: SiteData, lang: str) -> AddToCalendar | None:
    """The file and the links; None if the event is over, cancelled or postponed."""
    if site_data.edition.phases[event.id] == "after" or not event.is_held:
        return None
    t, is_series = our_texts(lang), event.id in site_data.edition.dates
    links = [Link(text="Google", href=_google(event, site_data, lang))]
    if not is_series:
        links += _outlook(event, site_data, lang)
    return AddToCalendar(
        title=t("Legg alle datoene i kalenderen") if is_series else t("Legg i kalenderen"),
        file=Link(
            text=t("Last ned kalenderfil (.ics)"),
            href=site_data.plan.link(event_calendar_address(event)),
        ),
        links=tuple(links),
        note=t("En kopi du laster ned eller legger til, blir ikke oppdatert om noe endres."),
        subscription=subscription_of(event, site_data, lang),
    )


def _google(event: Event, site_data: SiteData, lang: str) -> str:
    """The link for Google Calendar, which reads wall-clock times in the zone `ctz`."""
    start, end = _span(event)
    form = "%Y%m%d" if event.start.is_all_day else "%Y%m%dT%H%M%S"
    query = {
        "action": "TEMPLATE",
        "text": event_name(event, lang),
        "dates": f"{start:{form}}/{end:{form}}",
        "ctz": event.start.zone.key,
        "details": _details(event, site_data),
        "location": place(event, site_data, lang),
    }
    if event.repeat:
        query["recur"] = f"RRULE:{event.repeat.rfc5545(event.start)}"
    return f"{GOOGLE}?{urlencode(query)}"


def _outlook(event: Event, site_data: SiteData, lang: str) -> Iterator[Link]:
    """The links for both versions of Outlook, which read times in UTC and whole days as dates."""
    is_all_day, form = event.start.is_all_day, "%Y-%m-%d"
    start, end = _span(event)
    if not is_all_day:
        start, end, form = start.astimezone(UTC), end.astimezone(UTC), "%Y-%m-%dT%H:%M:%SZ"
    query = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": event_name(event, lang),
        "startdt": f"{start:{form}}",
        "enddt": f"{end:{form}}",
        **({"allday": "true"} if is_all_day else {}),
        "body": _details(event, site_data),
        "location": place(event, site_data, lang),
    }
    for name, address in OUTLOOK.items():
        yield Link(text=our_texts(lang)(name), href=f"{address}?{urlencode(query)}")


def _span(event: Event) -> tuple[datetime, datetime]:
    """Start and end in its zone; whole days end on the day after the last one (RFC 5545, 3.6.1)."""
    last = event.end or event.start
    if event.start.is_all_day:
        return event.start.instant, Moment(last.day + timedelta(days=1)).instant
    return event.start.instant, last.instant


def _details(event: Event, site_data: SiteData) -> str:
    """The summary, the online link and the address of the page."""
    page = site_data.plan.root.url(site_data.plan.by_ref[event.ref])
    text = plain(event.summary, event, site_data)
    return "\n\n".join(part for part in (text, event.online, page) if part)
