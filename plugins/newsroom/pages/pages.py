"""From the plan to the pages that stand still."""

from collections.abc import Callable, Mapping
from datetime import datetime

from newsroom.addresses import outputs
from newsroom.addresses.outputs import OutputPage
from newsroom.addresses.plan import Spot
from newsroom.contract import page as contract
from newsroom.pages.front import front_view
from newsroom.pages.meeting import network_view, networks_view, person_view, venue_view
from newsroom.pages.views import NotFoundView, PageView
from newsroom.parts.figures import figure
from newsroom.parts.prose import opening, prose
from newsroom.parts.sections import section
from newsroom.parts.site_data import SiteData
from newsroom.sharing.head import head
from newsroom.wording.texts import our_texts

VIEWS: Mapping[str, Callable[[Spot, SiteData], outputs.PageView]] = {
    "front": front_view,
    "networks": networks_view,
    "network": network_view,
    "person": person_view,
    "venue": venue_view,
}


def pages(site_data: SiteData) -> list[OutputPage]:
    """A page for each spot that is ours."""
    made = [
        OutputPage(spot.address, f"{spot.kind}.html", VIEWS[spot.kind], (spot,))
        for spot in site_data.plan.of_kind(*VIEWS)
    ]
    made += [
        OutputPage(
            spot.address,
            "page.html",
            page_view,
            (spot,),
            lastmod=_modified(spot.entry(contract.Page)),
            indexed=not site_data.edition.mark(spot.items[0]),
        )
        for spot in site_data.plan.of_kind("page")
    ]
    return made + [
        OutputPage(spot.address, "not-found.html", not_found_view, (spot,), indexed=False)
        for spot in site_data.plan.of_kind("not-found")
    ]


def _modified(entry: contract.Page) -> datetime | None:
    return entry.modified.instant if entry.modified else None


def page_view(spot: Spot, site_data: SiteData) -> PageView:
    """A page that stands still."""
    entry = spot.entry(contract.Page)
    return PageView(
        head=head(
            spot,
            site_data,
            entry.title,
            description=entry.summary or opening(entry, site_data),
            lang=entry.lang,
            entry=entry,
            image=entry.image,
        ),
        title=entry.title,
        summary=entry.summary,
        figure=figure(entry.image, site_data),
        body=prose(entry, site_data),
    )


def not_found_view(spot: Spot, site_data: SiteData) -> NotFoundView:
    """What stands where nothing stands."""
    t = our_texts("nb")
    title = t("Siden finnes ikke")
    sections = (section(kind, site_data) for kind in site_data.plan.sections)
    return NotFoundView(
        head=head(spot, site_data, title, indexed=False),
        title=title,
        text=t("Lenken kan være gammel, eller adressen skrevet feil."),
        links=tuple(link for found in sections for link in found),
    )
