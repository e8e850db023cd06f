"""From the plan to the pages that stand still."""

from datetime import datetime

from plugins.addresses.page import Page
from plugins.addresses.plan import Spot
from plugins.contract import page as contract
from plugins.pages.front import front_view
from plugins.pages.meeting import network_view, networks_view, person_view, venue_view
from plugins.pages.views import NotFoundView, PageView
from plugins.parts.figures import figure
from plugins.parts.material import Material
from plugins.parts.prose import opening, prose
from plugins.parts.sections import section
from plugins.sharing.head import head
from plugins.wording.texts import our_texts

VIEWS = {
    "front": front_view,
    "networks": networks_view,
    "network": network_view,
    "person": person_view,
    "venue": venue_view,
}


def pages(material: Material) -> list[Page]:
    """A page for each spot that is ours."""
    made = [
        Page(spot.address, f"{spot.kind}.html", VIEWS[spot.kind], (spot,))
        for spot in material.plan.of_kind(*VIEWS)
    ]
    made += [
        Page(
            spot.address,
            "page.html",
            page_view,
            (spot,),
            lastmod=_modified(spot.items[0]),
            indexed=not material.edition.mark(spot.items[0]),
        )
        for spot in material.plan.of_kind("page")
    ]
    return made + [
        Page(spot.address, "not-found.html", not_found_view, (spot,), indexed=False)
        for spot in material.plan.of_kind("not-found")
    ]


def _modified(entry: contract.Page) -> datetime | None:
    return entry.modified.instant if entry.modified else None


def page_view(spot: Spot, material: Material) -> PageView:
    """A page that stands still."""
    (entry,) = spot.items
    return PageView(
        head=head(
            spot,
            material,
            entry.title,
            description=entry.summary or opening(entry, material),
            lang=entry.lang,
            entry=entry,
            image=entry.image,
        ),
        title=entry.title,
        summary=entry.summary,
        figure=figure(entry.image, material),
        body=prose(entry, material),
    )


def not_found_view(spot: Spot, material: Material) -> NotFoundView:
    """What stands where nothing stands."""
    t = our_texts("nb")
    title = t("Siden finnes ikke")
    sections = (section(kind, material) for kind in ("news", "events", "networks", "years"))
    return NotFoundView(
        head=head(spot, material, title, indexed=False),
        title=title,
        text=t("Lenken kan være gammel, eller adressen skrevet feil."),
        links=tuple(link for found in sections for link in found),
    )
