"""Makes the subscription to all events, or to those of a network, a venue or a speaker."""

import re
from collections.abc import Iterator, Mapping

from newsroom.addresses.urls import calendar_address, calendar_of, feed_addresses
from newsroom.contract.edition import Edition
from newsroom.contract.entry import Entry
from newsroom.contract.event import Event
from newsroom.contract.people import Network, Person, Venue
from newsroom.contract.reserved import Home
from newsroom.parts.shapes import FeedLink, Link, Subscription
from newsroom.parts.site_data import SiteData
from newsroom.wording.texts import Texts, our_texts


def subscription(
    entry: Network | Venue | Person | None, site_data: SiteData, lang: str = ""
) -> Subscription | None:
    """The calendar and the feeds of an entry's events, or of all events if the entry is None.

    None when the plan has no such calendar.
    """
    plan, t = site_data.plan, our_texts(lang or site_data.lang)
    calendar, page = _addresses(entry, site_data.edition.home)
    if calendar not in plan.spots:
        return None
    about = entry.name if entry else t("Alle arrangementer")
    absolute_url = plan.root.url(calendar) if plan.root.siteurl else ""
    file, webcal = plan.link(calendar), re.sub(r"^https?:", "webcal:", absolute_url)
    return Subscription(
        title=t("Abonner: {name}").format(name=about),
        about=about,
        # Calendar apps open a webcal URL as a subscription.
        calendar=Link(text=t("Abonner i kalenderen din"), href=webcal or file),
        file=file,
        address=absolute_url,
        name=calendar.strip("/").removesuffix(".ics").replace("/", "-"),
        label=t("Kalenderens adresse"),
        button=t("Kopier"),
        copied=t("Kopiert"),
        feeds=tuple(_feeds(page, site_data, t)),
        note=t("Kalenderen oppdaterer seg selv når noe flyttes eller avlyses."),
    )


def subscription_of(event: Event, site_data: SiteData, lang: str) -> Subscription | None:
    """The subscription to the event's network; to all events if it has none."""
    network = site_data.edition.network(event)
    return subscription(network, site_data, lang) or subscription(None, site_data, lang)


def events_of(entry: Entry | None, edition: Edition) -> tuple[Event, ...]:
    """What takes place in a network, at a venue or with a speaker; for None all events."""
    if entry is None:
        return edition.occurrences
    groups: dict[type[Entry], Mapping[str, tuple[Event, ...]]]
    groups = {Network: edition.by_network, Venue: edition.by_venue, Person: edition.by_speaker}
    return groups[type(entry)].get(entry.key, ())


def _addresses(entry: Network | Venue | Person | None, home: Home) -> tuple[str, str]:
    """The address of the calendar, and of the page that has the feeds."""
    if entry is None:
        return calendar_address(home, home.words["all"]), home.list("events")
    return calendar_of(entry), entry.page_address


def _feeds(page: str, site_data: SiteData, t: Texts) -> Iterator[FeedLink]:
    """The feeds of a page, in each format."""
    for address, media_type in feed_addresses(page).items():
        is_atom = media_type == "application/atom+xml"
        text = t("Nyhetsstrøm (Atom)") if is_atom else t("Nyhetsstrøm (JSON Feed)")
        href = site_data.plan.link(address)
        yield FeedLink(text=text, href=href, media_type=media_type)
