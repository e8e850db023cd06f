"""Makes the pages of events from the plan."""

from collections.abc import Callable, Iterator, Mapping

from newsroom.addresses.outputs import OutputPage, PageView
from newsroom.addresses.plan import SINGLE_ADDRESSES, Spot
from newsroom.addresses.urls import feed_addresses
from newsroom.contract.event import Event
from newsroom.events.event_page import event_view
from newsroom.events.list_pages import coming_view, month_view, type_view, year_view
from newsroom.events.related import RelatedEvents
from newsroom.events.views import SubscribeView
from newsroom.parts.shapes import Link
from newsroom.parts.site_data import SiteData
from newsroom.parts.subscription import subscription
from newsroom.sharing.head import head
from newsroom.wording.texts import our_texts

DATA = {
    "events-json": "Alle arrangementer som JSON",
    "events-csv": "Alle arrangementer som regneark (CSV)",
    "events-schema": "Beskrivelse av feltene (JSON Schema)",
}


def pages(site_data: SiteData) -> list[OutputPage]:
    """The page of each spot that this package shows."""
    related = RelatedEvents(site_data.edition)
    event_pages = [
        OutputPage(
            spot.address,
            "event.html",
            event_view,
            (spot, related.near(spot.entry(Event))),
            indexed=not site_data.edition.mark(spot.entry(Event)),
        )
        for spot in site_data.plan.of_kind("event", "series")
    ]
    other_pages = [
        OutputPage(spot.address, *VIEWS[spot.kind], (spot,))
        for spot in site_data.plan.of_kind(*VIEWS)
    ]
    return event_pages + other_pages


def subscribe_view(spot: Spot, site_data: SiteData) -> SubscribeView:
    """The calendars of all events and of each network, the feeds, and the open data."""
    t, all_events = our_texts(site_data.lang), subscription(None, site_data)
    catalog = site_data.edition.catalog
    by_network = (subscription(network, site_data) for network in catalog.networks.values())
    email = catalog.site.email_list
    return SubscribeView(
        head=head(spot, site_data, t("Abonner"), subscription=all_events),
        subscriptions=tuple(each for each in (all_events, *by_network) if each),
        email=Link(text=t("Nyheter på e-post"), href=email) if email else None,
        more=tuple(_more(site_data)),
    )


def _more(site_data: SiteData) -> Iterator[Link]:
    t, plan = our_texts(site_data.lang), site_data.plan
    if plan.find("feed"):
        atom, json_feed = feed_addresses(site_data.edition.home.address())
        yield Link(text=t("Nyheter (Atom)"), href=plan.link(atom))
        yield Link(text=t("Nyheter (JSON Feed)"), href=plan.link(json_feed))
    for kind, text in DATA.items():
        if plan.find(kind):
            yield Link(text=t(text), href=plan.link(SINGLE_ADDRESSES[kind]))


VIEWS: Mapping[str, tuple[str, Callable[[Spot, SiteData], PageView]]] = {
    "events": ("events.html", coming_view),
    "events-year": ("events.html", year_view),
    "events-month": ("events.html", month_view),
    "events-type": ("events.html", type_view),
    "subscribe": ("subscribe.html", subscribe_view),
}
