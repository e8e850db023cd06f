"""Events as a kind of content, and their share cards."""

from newsroom.content_kinds import ContentKind, Scaffold
from newsroom.contract.event import Event
from newsroom.contract.people import Network, Venue
from newsroom.events.spots import spots
from newsroom.parts.rows import event_row
from newsroom.parts.share_cards import ShareCard, date_of, is_shared, share_card
from newsroom.parts.site_data import SiteData


def event_card(event: Event, site_data: SiteData) -> ShareCard | None:
    """The card of an event; None for a shared picture, and when the site makes no share cards."""
    if not site_data.colours or is_shared(event.image, site_data):
        return None
    row = event_row(event, site_data, event.site_lang)
    day, month = date_of(event.start, event.site_lang)
    facts = " · ".join(row.facts)
    return share_card(site_data, day, month, event.title, facts, row.colour, row.status_text)


EVENT = ContentKind(
    model=Event,
    counted={"nb": ("arrangement", "arrangementer"), "en": ("event", "events")},
    spots=spots,
    share_card=event_card,
    scaffold=Scaffold(
        model=Event,
        word="arrangement",
        path="events/{start:.4}-{slug}.yaml",
        needed=("title", "start", "venue"),
        asked=(
            *("end", "network", "type", "summary", "registration", "contact", "links", "series"),
        ),
        choices={"venue": Venue, "network": Network},
    ),
)
