"""From the plan to the pages of events."""

from newsroom.addresses.outputs import OutputPage
from newsroom.events.event_page import event_view
from newsroom.events.list_pages import month_view, upcoming_view, year_view
from newsroom.events.related import RelatedEvents
from newsroom.events.subscribe_page import subscribe_view
from newsroom.parts.site_data import SiteData

LISTS = {"events": upcoming_view, "events-year": year_view, "events-month": month_view}


def pages(site_data: SiteData) -> list[OutputPage]:
    """A page for each spot that is ours."""
    beside = RelatedEvents(site_data.edition)
    made = [
        OutputPage(
            spot.address,
            "event.html",
            event_view,
            (spot, beside.near(spot.items[0])),
            indexed=not site_data.edition.mark(spot.items[0]),
        )
        for spot in site_data.plan.of_kind("event", "series")
    ]
    made += [
        OutputPage(spot.address, "events.html", LISTS[spot.kind], (spot,))
        for spot in site_data.plan.of_kind(*LISTS)
    ]
    return made + [
        OutputPage(spot.address, "subscribe.html", subscribe_view, (spot,))
        for spot in site_data.plan.of_kind("subscribe")
    ]
