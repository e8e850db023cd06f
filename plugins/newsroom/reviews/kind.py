"""The annual letter as a kind of content, and its share picture."""

from newsroom.content_kinds import ContentKind, Scaffold
from newsroom.contract.review import Review
from newsroom.parts.share_cards import ShareCard, share_card
from newsroom.parts.site_data import SiteData
from newsroom.reviews.spots import spots


def review_card(review: Review, site_data: SiteData) -> ShareCard | None:
    """The share picture of a year: its number, its title and its figures."""
    facts = " · ".join(site_data.headlines.get(review.ref, ()))
    return share_card(site_data, str(review.year), "", review.title, facts)


REVIEW = ContentKind(
    model=Review,
    counted={"nb": ("årsbrev", "årsbrev"), "en": ("year letter", "year letters")},
    spots=spots,
    share_card=review_card,
    scaffold=Scaffold(
        model=Review,
        word="årsbrev",
        path="reviews/{year}.md",
        needed=("year",),
        name="year",
        has_draft=False,
    ),
)
