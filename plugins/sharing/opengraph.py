"""How a page looks where it is shared (ogp.me)."""

from plugins.contract.article import Article
from plugins.contract.entry import Entry
from plugins.contract.image import Image
from plugins.parts.figures import variants
from plugins.parts.material import Material
from plugins.parts.shapes import Picture, Share
from plugins.parts.share_cards import SIZE, ShareCard, share_card
from plugins.wording.dates import stamp

LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


def share(entry: Entry | None, image: Image | None, lang: str, material: Material) -> Share:
    """The sharing of a page; that of an article has its times, section and tags."""
    article = entry if isinstance(entry, Article) else None
    card = share_card(entry, material)
    picture = _drawn(card, material) if card else _picture(image, material)
    if not article:
        return Share(kind="website", locale=LOCALES[lang], picture=picture)
    return Share(
        kind="article",
        locale=LOCALES[lang],
        picture=picture,
        published=stamp(article.due.instant),
        modified=stamp(material.edition.changed[article.ref]),
        section=article.category,
        tags=article.tags,
    )


def _drawn(card: ShareCard, material: Material) -> Picture:
    href = material.plan.root.url(card.address)
    return Picture(href=href, width=SIZE[0], height=SIZE[1], alt=card.alt)


def _picture(image: Image | None, material: Material) -> Picture | None:
    """The picture at its whole address: who fetches it is not on our site."""
    found = variants(image, material)
    if not image or not found:
        return None
    copy = found.by_slot["figure"][-1]
    href = material.plan.root.url(found.address(copy))
    return Picture(href=href, width=copy.width, height=copy.height, alt=image.alt)
