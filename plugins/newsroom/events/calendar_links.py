"""Ways to put one event into a calendar of one's own."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from newsroom.addresses.urls import event_calendar_address
from newsroom.contract.event import Event
from newsroom.contract.moment import Moment
from newsroom.parts.rows import place
from newsroom.parts.shapes import AddToCalendar, Link
from newsroom.parts.site_data import SiteData
from newsroom.parts.subscription import subscription_of
from newsroom.wording.status import event_name
from newsroom.wording.texts import our_texts

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = {
    "Outlook.com (privat)": "https://outlook.live.com/calendar/0/action/compose",
    "Outlook 365 (jobb og skole)": "https://outlook.office.com/calendar/0/action/compose",
}


def add_to_calendar(event: Event, site_data: SiteData, lang: str) -> AddToCalendar | None:
    """The file and the links, while it is to come; None when it is over or will not be."""
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
    """Google reads wall-clock times in the zone `ctz`."""
    start, end = _span(event)
    form = "%Y%m%d" if event.start.is_all_day else "%Y%m%dT%H%M%S"
    said = {
        "action": "TEMPLATE",
        "text": event_name(event, lang),
        "dates": f"{start:{form}}/{end:{form}}",
        "ctz": "Europe/Oslo",
        "details": _details(event, site_data),
        "location": place(event, site_data, lang),
    }
    if event.repeat:
        said["recur"] = f"RRULE:{event.repeat.rfc5545(event.start)}"
    return f"{GOOGLE}?{urlencode(said)}"


def _outlook(event: Event, site_data: SiteData, lang: str) -> Iterator[Link]:
    """Both Outlooks read instants, here in UTC; a whole day by its date."""
    start, end = _span(event)
    is_all_day = event.start.is_all_day
    said = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": event_name(event, lang),
        "startdt": start.date().isoformat() if is_all_day else _utc(start),
        "enddt": end.date().isoformat() if is_all_day else _utc(end),
        **({"allday": "true"} if is_all_day else {}),
        "body": _details(event, site_data),
        "location": place(event, site_data, lang),
    }
    for name, address in OUTLOOK.items():
        yield Link(text=our_texts(lang)(name), href=f"{address}?{urlencode(said)}")


def _span(event: Event) -> tuple[datetime, datetime]:
    """Start and end in Oslo; of whole days the end is the day after (as in RFC 5545, 3.6.1)."""
    last = event.end or event.start
    if event.start.is_all_day:
        return event.start.instant, Moment(last.day + timedelta(days=1)).instant
    return event.start.instant, last.instant


def _utc(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _details(event: Event, site_data: SiteData) -> str:
    """What it is about, and where more is said."""
    page = site_data.plan.root.url(site_data.plan.by_ref[event.ref])
    return "\n\n".join(part for part in (event.summary, event.online, page) if part)
