"""Makes the Open Graph metadata of a page (ogp.me)."""

from dataclasses import dataclass
from datetime import datetime

from newsroom.contract.image import Image
from newsroom.parts.figures import variants
from newsroom.parts.shapes import Share
from newsroom.parts.share_cards import SIZE, ShareCard
from newsroom.parts.site_data import SiteData
from newsroom.pictures.markup import Picture
from newsroom.wording.dates import stamp

LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Publication:
    """The metadata that only an article has; the times are aware."""

    published: datetime
    modified: datetime
    section: str
    tags: tuple[str, ...]


def share(
    card: ShareCard | None,
    image: Image | None,
    publication: Publication | None,
    lang: str,
    site_data: SiteData,
) -> Share:
    """The metadata of a page, with its share card, or else its picture."""
    picture = _card_picture(card, site_data) if card else _own_picture(image, site_data)
    if not publication:
        return Share(kind="website", locale=LOCALES[lang], picture=picture)
    return Share(
        kind="article",
        locale=LOCALES[lang],
        picture=picture,
        published=stamp(publication.published),
        modified=stamp(publication.modified),
        section=publication.section,
        tags=publication.tags,
    )


def _card_picture(card: ShareCard, site_data: SiteData) -> Picture:
    href = site_data.plan.root.url(card.address)
    return Picture(href=href, width=SIZE[0], height=SIZE[1], alt=card.alt)


def _own_picture(image: Image | None, site_data: SiteData) -> Picture | None:
    """The largest copy for figures, at its absolute URL."""
    copies = variants(image, site_data)
    if not image or not copies:
        return None
    copy = copies.by_slot["figure"][-1]
    href = site_data.plan.root.url(copies.address(copy))
    return Picture(href=href, width=copy.width, height=copy.height, alt=image.alt)
