"""Pictures as parts of a page."""

from collections.abc import Iterable

from newsroom.contract.image import Image
from newsroom.parts.shapes import Figure
from newsroom.parts.site_data import SiteData
from newsroom.pictures import markup
from newsroom.pictures.markup import Picture
from newsroom.pictures.variants import Variants, key_of


def variants(image: Image | None, site_data: SiteData) -> Variants | None:
    """The picture's copies; None when the entry has none."""
    return site_data.variants.get(key_of(image)) if image else None


def picture(image: Image | None, site_data: SiteData, slot: str) -> Picture | None:
    """The picture in a slot of the layout (plugins/newsroom/pictures/slots.py)."""
    found = variants(image, site_data)
    if not image or not found:
        return None
    return markup.picture(found, slot, image.alt, site_data.plan.link)


def figure(image: Image | None, site_data: SiteData, slot: str = "figure") -> Figure | None:
    """The picture with its caption, and who made it."""
    found, shown = variants(image, site_data), picture(image, site_data, slot)
    if not image or not found or not shown:
        return None
    return Figure(picture=shown, caption=image.caption, credit=found.credit.line)


def gallery(images: Iterable[Image], site_data: SiteData) -> tuple[Figure, ...]:
    """The pictures of a gallery, each leading to its large copy."""
    return tuple(_large(image, site_data) for image in images if variants(image, site_data))


def _large(image: Image, site_data: SiteData) -> Figure:
    found = site_data.variants[key_of(image)]
    (large,) = found.by_slot["large"]
    return Figure(
        picture=markup.picture(found, "gallery", image.alt, site_data.plan.link),
        caption=image.caption,
        credit=found.credit.line,
        # A link needs words: a picture that says nothing leads nowhere.
        large=site_data.plan.link(found.address(large)) if image.alt else "",
    )
