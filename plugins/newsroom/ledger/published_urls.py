"""The addresses that a plan publishes, each with its owner."""

from newsroom.addresses.documents import documents, pdf_letters
from newsroom.addresses.plan import Plan, Spot
from newsroom.addresses.urls import document_address
from newsroom.contract.catalog import Catalog
from newsroom.contract.ledger import LIST, SITE, UrlOwner, owner_of

# The front page stays for ever, and robots and hosts find the others by their fixed names.
UNRECORDED = {"front", "not-found", "sitemap", "robots", "licences", "next-change"}


def published(catalog: Catalog, plan: Plan) -> dict[str, UrlOwner]:
    """The owner of each address that somebody may have kept: pages, feeds, documents, PDFs."""
    owners = {
        spot.address: _owner(spot) for spot in plan.spots.values() if spot.kind not in UNRECORDED
    }
    pdfs = {address: owner_of(review) for address, review in pdf_letters(catalog, plan).items()}
    paths = {document_address(path): UrlOwner.parse(path) for path in documents(catalog, plan)}
    return owners | pdfs | paths


def _owner(spot: Spot) -> UrlOwner:
    """The entry of a page or of a file about one entry; else the list or the site."""
    if spot.page_of:
        return owner_of(spot.page_of)
    if spot.address.endswith("/"):
        return LIST
    return owner_of(spot.items[0]) if len(spot.items) == 1 else SITE
