"""Makes static pages, the front page and the pages of the registries from the plan."""

from collections.abc import Callable, Mapping

from newsroom.addresses.outputs import OutputPage, PageView
from newsroom.addresses.plan import Spot
from newsroom.contract.edition import Edition
from newsroom.contract.event import Event
from newsroom.contract.page import Page
from newsroom.contract.review import Review
from newsroom.pages.member_pages import member_view, members_view
from newsroom.pages.registry_pages import network_view, networks_view, person_view, venue_view
from newsroom.pages.views import FrontView, NotFoundView, StaticPageView
from newsroom.parts.cards import card, cards
from newsroom.parts.contents import contents
from newsroom.parts.figures import figure
from newsroom.parts.links import section
from newsroom.parts.prose import inline, prose, summary
from newsroom.parts.rows import coming_rows, event_row, next_dates
from newsroom.parts.shapes import Link, Rows
from newsroom.parts.site_data import SiteData
from newsroom.sharing.head import head
from newsroom.sharing.jsonld import organisation, website
from newsroom.wording.texts import our_texts

ROWS = 6
CARDS = 6
STORIES = 3  # of the cards, those under the lead story, with a small picture


def pages(site_data: SiteData) -> list[OutputPage]:
    """The page of each spot that this package shows."""
    fixed_pages = [
        OutputPage(spot.address, f"{spot.kind}.html", VIEWS[spot.kind], (spot,), indexed=not hides)
        for spot in site_data.plan.of_kind(*VIEWS)
        for entry in [spot.page_of]
        for hides in [site_data.edition.mark(entry) if entry else spot.kind == "not-found"]
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
    return [*fixed_pages, *static_pages]


def page_view(spot: Spot, site_data: SiteData) -> StaticPageView:
    """A static page."""
    page = spot.entry(Page)
    body = prose(page, site_data)
    return StaticPageView(
        head=head(
            spot,
            site_data,
            page.title,
            description=summary(page, site_data),
            entry=page,
            picture=page.image,
        ),
        summary=inline(page.summary, page, site_data),
        figure=figure(page.image, page, site_data),
        contents=contents(body),
        body=body,
    )


def not_found_view(spot: Spot, site_data: SiteData) -> NotFoundView:
    """The page for an address that does not exist, with links to the sections."""
    return NotFoundView(
        head=head(spot, site_data, our_texts(site_data.lang)("Siden finnes ikke"), indexed=False),
        links=tuple(link for kind in site_data.plan.sections for link in section(kind, site_data)),
    )


def front_view(spot: Spot, site_data: SiteData) -> FrontView:
    """The next event, the lead story, upcoming events, and news."""
    t, edition = our_texts(site_data.lang), site_data.edition
    site, root = edition.catalog.site, site_data.plan.root
    upcoming, lead = _upcoming(edition), edition.lead
    next_event = next((e for e, _ in next_dates(upcoming) if _can_join(e, edition)), None)
    others_coming = (e for e in upcoming if e is not next_event)
    others = [article for article in edition.listed if article is not lead][:CARDS]
    return FrontView(
        head=head(
            spot,
            site_data,
            site.name,
            description=site.summary,
            things=[website(site, root), organisation(site_data)],
        ),
        summary=site.summary,
        join=Link(text=t("Bli medlem"), href=root.href(site.join)) if site.join else None,
        next_event=event_row(next_event, site_data, is_coming=True) if next_event else None,
        lead=card(lead, site_data, slot="lead") if lead else None,
        events=Rows(
            title=t("Arrangementer"),
            rows=coming_rows(others_coming, site_data)[:ROWS],
        ),
        all_events=_link_to("events", t("Alle arrangementer"), site_data),
        cards=(
            *(card(article, site_data, slot="thumb") for article in others[:STORIES]),
            *cards(others[STORIES:], site_data),
        ),
        all_news=_link_to("news", t("Alle nyheter"), site_data),
        review=_review(site_data),
    )


def _upcoming(edition: Edition) -> list[Event]:
    """The upcoming events, without the parts of an upcoming event."""
    ids = {event.id for event in edition.upcoming}
    return [event for event in edition.upcoming if event.part_of not in ids]


def _can_join(event: Event, edition: Edition) -> bool:
    """Whether an event is held, and neither full nor closed for registration."""
    return event.is_held and edition.sign_ups[event.id] not in ("full", "waiting_list", "closed")


def _link_to(kind: str, text: str, site_data: SiteData) -> Link | None:
    address = site_data.plan.find(kind)
    return Link(text=text, href=site_data.plan.link(address)) if address else None


def _review(site_data: SiteData) -> Link | None:
    """The link to the newest annual letter."""
    spots = [*site_data.plan.of_kind("review")]
    own = (spot for spot in spots if spot.entry(Review).site_lang == site_data.lang)
    spot = next(own, spots[0] if spots else None)
    if not spot:
        return None
    title, year = spot.entry(Review).title, spot.entry(Review).year
    if str(year) not in title:
        t = our_texts(site_data.lang)
        title = t("Årsbrevet {year}: {title}").format(year=year, title=title)
    return Link(text=title, href=site_data.plan.link(spot.address))


VIEWS: Mapping[str, Callable[[Spot, SiteData], PageView]] = {
    "front": front_view,
    "not-found": not_found_view,
    "networks": networks_view,
    "network": network_view,
    "person": person_view,
    "venue": venue_view,
    "members": members_view,
    "member": member_view,
}
