"""The site as this run makes it: its addresses, each with its owner."""

from collections.abc import Mapping
from dataclasses import dataclass

from newsroom.addresses.documents import documents, pdf_letters
from newsroom.addresses.plan import Plan, Spot
from newsroom.addresses.urls import document_address
from newsroom.contract.catalog import LIST, SITE, Catalog, Ledger, UrlOwner, owner_of
from newsroom.contract.entry import Entry, aliases_of
from newsroom.contract.reserved import WORDS

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
    if entry := spot.page_of:
        return owner_of(entry)
    if spot.address.endswith("/"):
        return LIST
    return owner_of(spot.items[0]) if len(spot.items) == 1 else SITE


@dataclass(frozen=True, slots=True)
class CurrentSite:
    """The site as this run makes it.

    `catalog` and `preview_plan` have drafts and future entries, `plan` has not. `public_urls` and
    `preview_urls` are the owners of what the two plans publish; `by_alias` has the entries by
    their old addresses; `ledger` has what was published before.
    """

    catalog: Catalog
    plan: Plan
    preview_plan: Plan
    public_urls: Mapping[str, UrlOwner]
    preview_urls: Mapping[str, UrlOwner]
    by_alias: Mapping[str, Entry]
    by_owner: Mapping[UrlOwner, Entry]

    @property
    def ledger(self) -> Ledger:
        return self.catalog.ledger

    @classmethod
    def of(cls, catalog: Catalog, public: Catalog, plan: Plan, preview_plan: Plan) -> "CurrentSite":
        """`public` has the entries of `catalog` that everybody can see."""
        urls = published(public, plan)
        preview_urls = urls if preview_plan is plan else published(catalog, preview_plan)
        by_alias = {alias: entry for entry in catalog.entries() for alias in aliases_of(entry)}
        by_owner = {owner_of(entry): entry for entry in catalog.entries()}
        return cls(catalog, plan, preview_plan, urls, preview_urls, by_alias, by_owner)

    def lost_home(self, address: str) -> str:
        """`/en/`, when an address is below it and the site has no edition there; else ""."""
        lang = address.split("/")[1]
        homes = [home.path for home in self.catalog.site.homes]
        return f"/{lang}/" if lang in WORDS and f"/{lang}" not in homes else ""

    def url_owners(self) -> dict[str, UrlOwner]:
        """The owner of each public address, and of each alias of a public entry.

        An alias keeps the owner that the ledger has: its calendar is found by that.
        """
        aliases = {
            alias: self.ledger.owners.get(alias, owner_of(entry))
            for alias, entry in self.by_alias.items()
            if entry.ref in self.plan.by_ref
        }
        return {**aliases, **self.public_urls}
