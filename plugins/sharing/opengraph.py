"""How a page looks where it is shared (ogp.me)."""

from plugins.contract.article import Article
from plugins.contract.image import Image
from plugins.parts.material import Material
from plugins.parts.shapes import Picture, Share
from plugins.wording.dates import stamp

LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


def share(article: Article | None, image: Image | None, lang: str, material: Material) -> Share:
    """The sharing of a page; that of an article has its times, section and tags."""
    picture = _picture(image, material)
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


def _picture(image: Image | None, material: Material) -> Picture | None:
    """The picture at its whole address: who fetches it is not on our site."""
    variant = material.variants.get(image.src) if image else None
    if not image or not variant:
        return None
    href = material.plan.root.url(variant.address)
    return Picture(href=href, width=variant.width, height=variant.height, alt=image.alt)
