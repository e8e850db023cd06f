"""Events as a kind of content."""

from newsroom.content_kinds import ContentKind, Scaffold
from newsroom.contract.event import Event
from newsroom.contract.people import Network, Venue
from newsroom.events.share_card import event_card
from newsroom.events.spots import spots

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
        asked=("end", "network", "summary"),
        choices={"venue": Venue, "network": Network},
    ),
)
