"""What a plan publishes, and what makes each of its addresses."""

from newsroom.addresses.documents import documents, printed
from newsroom.addresses.plan import ENTRY_KINDS, Plan, Spot
from newsroom.addresses.urls import document_address
from newsroom.contract.catalog import Catalog
from newsroom.contract.ledger import LIST, SITE, UrlOwner, owner_of

# The files that others subscribe to or fetch by themselves; other files follow from pages.
FILES = {"feed", "events-feed", "calendar", "event-calendar"}
FILES |= {"events-json", "events-csv", "events-schema"}


def published(catalog: Catalog, plan: Plan) -> dict[str, UrlOwner]:
    """What makes each address of a plan that somebody may have kept, its documents among them."""
    found = {
        spot.address: _made_by(spot)
        for spot in plan.spots.values()
        if spot.kind in FILES or (spot.address.endswith("/") and spot.address != "/")
    }
    letters = {address: owner_of(review) for address, review in printed(catalog, plan).items()}
    papers = {document_address(path): UrlOwner.parse(path) for path in documents(catalog, plan)}
    return found | letters | papers


def _made_by(spot: Spot) -> UrlOwner:
    """An entry's page, and every file about it, goes by the entry; a list by nothing."""
    if spot.kind in ENTRY_KINDS:
        return owner_of(spot.items[0])
    if spot.address.endswith("/"):
        return LIST
    return owner_of(spot.items[0]) if len(spot.items) == 1 else SITE
