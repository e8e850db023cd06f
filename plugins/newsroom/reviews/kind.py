"""The annual letter as a kind of content, and its share picture."""

from collections.abc import Iterator

from newsroom.content_kinds import ContentKind, Scaffold
from newsroom.contract.review import Review
from newsroom.parts.share_cards import ShareCard, is_shared, share_card
from newsroom.parts.site_data import SiteData
from newsroom.reviews.figures import HEADLINES
from newsroom.reviews.spots import spots


def review_card(review: Review, site_data: SiteData) -> ShareCard | None:
    """The share picture of a year: its number, its title and its figures.

    None for a letter without figures that is shared with its picture.
    """
    figures = site_data.headlines.get(review.ref, ())[:HEADLINES]
    if not figures and is_shared(review.image, site_data):
        return None
    return share_card(site_data, str(review.year), "", review.title, "", figures=figures)


def figure_card(review: Review, name: str, site_data: SiteData) -> ShareCard | None:
    """The share picture of one figure."""
    texts = zip(review.figures, site_data.headlines.get(review.ref, ()), strict=False)
    figures = tuple(text for figure, text in texts if figure.name == name)
    return share_card(site_data, str(review.year), "", review.title, "", figures=figures)


def figure_cards(review: Review, site_data: SiteData) -> Iterator[ShareCard]:
    """The share pictures of the figures of a year."""
    cards = (figure_card(review, figure.name, site_data) for figure in review.figures)
    return (card for card in cards if card)


REVIEW = ContentKind(
    model=Review,
    counted={"nb": ("årsbrev", "årsbrev"), "en": ("year letter", "year letters")},
    spots=spots,
    share_card=review_card,
    more_cards=figure_cards,
    scaffold=Scaffold(
        model=Review,
        word="årsbrev",
        path="reviews/{year}.md",
        needed=("year",),
        name="year",
        has_draft=False,
    ),
)
