"""How to follow all events, or those of a network, a venue or a speaker."""

from collections.abc import Iterator

from newsroom.addresses.plan import EVENTS_CALENDAR, WORD
from newsroom.addresses.urls import calendar_address, feed_addresses, list_address
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.people import Network, Person, Venue
from newsroom.parts.shapes import FeedLink, Link, Subscription
from newsroom.parts.site_data import SiteData
from newsroom.wording.texts import Texts, our_texts

FOLDERS = {Network: "nettverk", Venue: "sted", Person: "person"}


def subscription(
    entry: Network | Venue | Person | None, site_data: SiteData, lang: str = "nb"
) -> Subscription | None:
    """The calendar and the feed of what an entry is part of, all events for None.

    None where it has no calendar.
    """
    plan, t = site_data.plan, our_texts(lang)
    calendar, page = _addresses(entry)
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
        feeds=tuple(_feeds(page, site_data, t)),
        note=t("Kalenderen oppdaterer seg selv når noe flyttes eller avlyses."),
    )


def subscription_of(event: Event, site_data: SiteData, lang: str) -> Subscription | None:
    """What somebody who likes the event would follow: its network, else all."""
    network = site_data.edition.network(event)
    return subscription(network, site_data, lang) or subscription(None, site_data, lang)


def _addresses(entry: Entry | None) -> tuple[str, str]:
    """The address of the calendar, and of the page that has the feeds."""
    if entry is None:
        return EVENTS_CALENDAR, list_address(WORD["events"])
    calendar = calendar_address(FOLDERS[type(entry)], entry.key)
    return calendar, entry.page_address


def _feeds(page: str, site_data: SiteData, t: Texts) -> Iterator[FeedLink]:
    """The feeds of a page, in each format."""
    names = {"application/atom+xml": t("Nyhetsstrøm (Atom)")}
    for address, media_type in feed_addresses(page).items():
        text = names.get(media_type, t("Nyhetsstrøm (JSON Feed)"))
        href = site_data.plan.link(address)
        yield FeedLink(text=text, href=href, media_type=media_type)


def _webcal(whole: str) -> str:
    """The address that calendar apps open as a subscription; "" where there is none."""
    scheme, separator, rest = whole.partition("://")
    return f"webcal://{rest}" if separator and scheme in ("http", "https") else ""
