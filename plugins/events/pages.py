"""From the plan to the pages of events."""

from plugins.addresses.page import Page
from plugins.events.beside import Beside
from plugins.events.eventpage import event_view
from plugins.events.lists import month_view, upcoming_view, year_view
from plugins.events.subscribing import subscribe_view
from plugins.parts.material import Material

LISTS = {"events": upcoming_view, "events-year": year_view, "events-month": month_view}


def pages(material: Material) -> list[Page]:
    """A page for each spot that is ours."""
    beside = Beside(material.edition)
    made = [
        Page(
            spot.address,
            "event.html",
            event_view,
            (spot, beside.near(spot.items[0])),
            indexed=not material.edition.mark(spot.items[0]),
        )
        for spot in material.plan.of_kind("event", "series")
    ]
    made += [
        Page(spot.address, "events.html", LISTS[spot.kind], (spot,))
        for spot in material.plan.of_kind(*LISTS)
    ]
    return made + [
        Page(spot.address, "subscribe.html", subscribe_view, (spot,))
        for spot in material.plan.of_kind("subscribe")
    ]
