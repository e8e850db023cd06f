"""How to follow all events, or those of a network, a venue or a speaker."""

from newsroom.addresses.plan import EVENTS_CALENDAR, EVENTS_FEED
from newsroom.addresses.urls import calendar_address, entry_address, feed_address
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.people import Network, Person, Venue
from newsroom.parts.shapes import Link, Subscription
from newsroom.parts.site_data import SiteData
from newsroom.wording.texts import our_texts

FOLDERS = {Network: "nettverk", Venue: "sted", Person: "person"}


def subscription(
    entry: Network | Venue | Person | None, site_data: SiteData, lang: str = "nb"
) -> Subscription | None:
    """The calendar and the feed of what an entry is part of, all events for None.

    None where it has no calendar.
    """
    plan, t = site_data.plan, our_texts(lang)
    calendar, feed = _addresses(entry)
    if calendar not in plan.spots:
        return None
    about = entry.name if entry else t("Alle arrangementer")
    whole = plan.root.url(calendar) if plan.root.siteurl else ""
    return Subscription(
        title=t("Abonner: {name}").format(name=about),
        about=about,
        calendar=Link(
            text=t("Abonner i kalenderen din"), href=_webcal(whole) or plan.link(calendar)
        ),
        file=plan.link(calendar),
        address=whole,
        name=calendar.strip("/").removesuffix(".ics").replace("/", "-"),
        label=t("Kalenderens adresse"),
        button=t("Kopier"),
        copied=t("Kopiert"),
        feed=Link(text=t("Nyhetsstrøm (Atom)"), href=plan.link(feed)),
        note=t("Kalenderen oppdaterer seg selv når noe flyttes eller avlyses."),
    )


def subscription_of(event: Event, site_data: SiteData, lang: str) -> Subscription | None:
    """What somebody who likes the event would follow: its network, else all."""
    network = site_data.edition.network(event)
    return subscription(network, site_data, lang) or subscription(None, site_data, lang)


def _addresses(entry: Entry | None) -> tuple[str, str]:
    if entry is None:
        return EVENTS_CALENDAR, EVENTS_FEED
    calendar = calendar_address(FOLDERS[type(entry)], entry.key)
    return calendar, feed_address(entry_address(entry))


def _webcal(whole: str) -> str:
    """The address that calendar apps open as a subscription; "" where there is none."""
    scheme, separator, rest = whole.partition("://")
    return f"webcal://{rest}" if separator and scheme in ("http", "https") else ""
