"""Makes the Open Graph metadata of a page (ogp.me)."""

from newsroom.contract.article import Article
from newsroom.contract.entry import Entry
from newsroom.contract.image import Image
from newsroom.parts.figures import variants
from newsroom.parts.shapes import Share
from newsroom.parts.share_cards import SIZE, ShareCard
from newsroom.parts.site_data import SiteData
from newsroom.pictures.markup import Picture
from newsroom.wording.dates import stamp

LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


def share(
    shown: ShareCard | Image | None, entry: Entry | None, lang: str, site_data: SiteData
) -> Share:
    """The metadata of a page; that of an article has its times, its category and its tags."""
    picture = _picture(shown, site_data)
    if not isinstance(entry, Article):
        return Share(kind="website", locale=LOCALES[lang], picture=picture)
    return Share(
        kind="article",
        locale=LOCALES[lang],
        picture=picture,
        published=stamp(entry.due.instant),
        modified=stamp(site_data.edition.changed[entry.ref]),
        section=entry.category,
        tags=entry.tags,
    )


def _picture(shown: ShareCard | Image | None, site_data: SiteData) -> Picture | None:
    """The share card, or the largest copy of a picture for figures, at its absolute URL."""
    url = site_data.plan.root.url
    if isinstance(shown, ShareCard):
        return Picture(href=url(shown.address), width=SIZE[0], height=SIZE[1], alt=shown.alt)
    copies = variants(shown, site_data)
    if not shown or not copies:
        return None
    copy = copies.by_slot["figure"][-1]
    return Picture(
        href=url(copies.address(copy)), width=copy.width, height=copy.height, alt=shown.alt
    )
