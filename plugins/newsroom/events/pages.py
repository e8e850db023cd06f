"""Makes the pages of events from the plan."""

from newsroom.addresses.outputs import OutputPage
from newsroom.contract.event import Event
from newsroom.events.event_page import event_view
from newsroom.events.list_pages import month_view, type_view, upcoming_view, year_view
from newsroom.events.related import RelatedEvents
from newsroom.events.subscribe_page import subscribe_view
from newsroom.parts.site_data import SiteData

LISTS = {
    "events": upcoming_view,
    "events-year": year_view,
    "events-month": month_view,
    "events-type": type_view,
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
    list_pages = [
        OutputPage(spot.address, "events.html", LISTS[spot.kind], (spot,))
        for spot in site_data.plan.of_kind(*LISTS)
    ]
    subscribe_pages = [
        OutputPage(spot.address, "subscribe.html", subscribe_view, (spot,))
        for spot in site_data.plan.of_kind("subscribe")
    ]
    return [*event_pages, *list_pages, *subscribe_pages]
