"""How a page looks where it is shared (ogp.me)."""

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
    """What sharing tells of an article: when it was published and changed, and what it is about."""

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
    """The sharing of a page, with its card, else its own picture."""
    picture = _drawn(card, site_data) if card else _picture(image, site_data)
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


def _drawn(card: ShareCard, site_data: SiteData) -> Picture:
    href = site_data.plan.root.url(card.address)
    return Picture(href=href, width=SIZE[0], height=SIZE[1], alt=card.alt)


def _picture(image: Image | None, site_data: SiteData) -> Picture | None:
    """The picture at its whole address: who fetches it is not on our site."""
    found = variants(image, site_data)
    if not image or not found:
        return None
    copy = found.by_slot["figure"][-1]
    href = site_data.plan.root.url(found.address(copy))
    return Picture(href=href, width=copy.width, height=copy.height, alt=image.alt)
