"""The letter of a year as a kind of content."""

from newsroom.content_kinds import ContentKind, Scaffold
from newsroom.contract.review import Review
from newsroom.reviews.share_card import review_card
from newsroom.reviews.spots import spots

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
