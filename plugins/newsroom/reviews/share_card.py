"""The share picture of a year: its number, its title and its figures."""

from newsroom.contract.review import Review
from newsroom.parts.share_cards import ShareCard, share_card
from newsroom.parts.site_data import SiteData


def review_card(review: Review, site_data: SiteData) -> ShareCard | None:
    """The card of a letter; None when the site makes no share cards."""
    facts = " · ".join(site_data.headlines.get(review.ref, ()))
    return share_card(site_data, str(review.year), "", review.title, facts)
