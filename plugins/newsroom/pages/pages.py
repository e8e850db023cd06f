"""Makes static pages, the front page and the pages of the registries from the plan."""

from collections.abc import Callable, Mapping

from newsroom.addresses.outputs import OutputPage, PageView
from newsroom.addresses.plan import Spot
from newsroom.contract.page import Page
from newsroom.pages.front import front_view
from newsroom.pages.registry_pages import network_view, networks_view, person_view, venue_view
from newsroom.pages.views import NotFoundView, StaticPageView
from newsroom.parts.figures import figure
from newsroom.parts.links import section
from newsroom.parts.prose import opening, prose
from newsroom.parts.site_data import SiteData
from newsroom.sharing.head import head
from newsroom.wording.texts import our_texts

VIEWS: Mapping[str, Callable[[Spot, SiteData], PageView]] = {
    "front": front_view,
    "networks": networks_view,
    "network": network_view,
    "person": person_view,
    "venue": venue_view,
}


def pages(site_data: SiteData) -> list[OutputPage]:
    """The page of each spot that this package shows."""
    fixed_pages = [
        OutputPage(spot.address, f"{spot.kind}.html", VIEWS[spot.kind], (spot,))
        for spot in site_data.plan.of_kind(*VIEWS)
    ]
    static_pages = [
        OutputPage(
            spot.address,
            "page.html",
            page_view,
            (spot,),
            lastmod=page.modified.instant if page.modified else None,
            indexed=not site_data.edition.mark(page),
        )
        for spot in site_data.plan.of_kind("page")
        for page in spot.entries(Page)
    ]
    not_found_pages = [
        OutputPage(spot.address, "not-found.html", not_found_view, (spot,), indexed=False)
        for spot in site_data.plan.of_kind("not-found")
    ]
    return [*fixed_pages, *static_pages, *not_found_pages]


def page_view(spot: Spot, site_data: SiteData) -> StaticPageView:
    """A static page."""
    page = spot.entry(Page)
    return StaticPageView(
        head=head(
            spot,
            site_data,
            page.title,
            description=page.summary or opening(page, site_data),
            entry=page,
            picture=page.image,
        ),
        title=page.title,
        summary=page.summary,
        figure=figure(page.image, site_data),
        body=prose(page, site_data),
    )


def not_found_view(spot: Spot, site_data: SiteData) -> NotFoundView:
    """The page for an address that does not exist, with links to the sections."""
    t = our_texts("nb")
    title = t("Siden finnes ikke")
    return NotFoundView(
        head=head(spot, site_data, title, indexed=False),
        title=title,
        text=t("Lenken kan være gammel, eller adressen skrevet feil."),
        links=tuple(link for kind in site_data.plan.sections for link in section(kind, site_data)),
    )
