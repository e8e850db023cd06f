"""The front page."""

from plugins.addresses.plan import Spot
from plugins.contract.edition import Edition
from plugins.contract.event import Event
from plugins.pages.views import FrontView
from plugins.parts.cards import card, cards
from plugins.parts.material import Material
from plugins.parts.rows import coming_row, coming_rows
from plugins.parts.shapes import Link, Rows
from plugins.sharing.head import head
from plugins.sharing.jsonld import organisation, website
from plugins.wording.texts import our_texts

ROWS = 6
CARDS = 6
STORIES = 3  # under the lead


def front_view(spot: Spot, material: Material) -> FrontView:
    """What is next, the lead story, what is coming, and the news."""
    t, edition = our_texts("nb"), material.edition
    site = edition.catalog.site
    coming = _coming(edition)
    following = next((e for e in coming if e.is_held), None)
    lead = edition.lead
    others = [article for article in edition.listed if article is not lead][:CARDS]
    return FrontView(
        head=head(
            spot,
            material,
            site.name,
            things=[website(site, material.plan.root), organisation(site, material.plan.root)],
        ),
        title=site.name,
        next_event=coming_row(following, material) if following else None,
        lead=card(lead, material, slot="lead") if lead else None,
        events=Rows(title=t("Arrangementer"), rows=coming_rows(coming[:ROWS], material)),
        events_empty="" if coming else t("Ingen arrangementer står på planen akkurat nå."),
        all_events=_link("events", t("Alle arrangementer"), material),
        cards_title=t("Siste nytt"),
        cards=(
            *(card(article, material, slot="thumb") for article in others[:STORIES]),
            *cards(others[STORIES:], material),
        ),
        cards_empty="" if edition.listed else t("Ingen nyheter er publisert ennå."),
        all_news=_link("news", t("Alle nyheter"), material),
        review=_review(material),
    )


def _coming(edition: Edition) -> list[Event]:
    """What is coming: not the parts of what is there itself, and of a series the next date."""
    ids = {event.id for event in edition.upcoming}
    found: dict[str, Event] = {}
    for event in edition.upcoming:
        if event.part_of not in ids:
            found.setdefault(event.text_ref, event)
    return list(found.values())


def _link(kind: str, text: str, material: Material) -> Link | None:
    address = material.plan.find(kind)
    return Link(text=text, href=material.plan.link(address)) if address else None


def _review(material: Material) -> Link | None:
    """The way to the newest year."""
    spot = next(material.plan.of_kind("review"), None)
    if not spot:
        return None
    return Link(text=spot.items[0].title, href=material.plan.link(spot.address))
