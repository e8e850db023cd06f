"""How to follow all events, or those of a network, a venue or a speaker."""

from plugins.addresses.plan import EVENTS_CALENDAR, EVENTS_FEED
from plugins.addresses.urls import calendar_address, entry_address, feed_address
from plugins.contract.entry import Entry
from plugins.contract.event import Event
from plugins.contract.people import Network, Person, Venue
from plugins.parts.material import Material
from plugins.parts.shapes import Link, Subscription
from plugins.wording.texts import our_texts

FOLDERS = {Network: "nettverk", Venue: "sted", Person: "person"}


def subscription(
    entry: Network | Venue | Person | None, material: Material, lang: str = "nb"
) -> Subscription | None:
    """The calendar and the feed of what an entry is part of, all events for None.

    None where it has no calendar.
    """
    plan, t = material.plan, our_texts(lang)
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


def subscription_of(event: Event, material: Material, lang: str) -> Subscription | None:
    """What somebody who likes the event would follow: its network, else all."""
    network = material.edition.network(event)
    return subscription(network, material, lang) or subscription(None, material, lang)


def _addresses(entry: Entry | None) -> tuple[str, str]:
    if entry is None:
        return EVENTS_CALENDAR, EVENTS_FEED
    calendar = calendar_address(FOLDERS[type(entry)], entry.key)
    return calendar, feed_address(entry_address(entry))


def _webcal(whole: str) -> str:
    """The address that calendar apps open as a subscription; "" where there is none."""
    scheme, separator, rest = whole.partition("://")
    return f"webcal://{rest}" if separator and scheme in ("http", "https") else ""
