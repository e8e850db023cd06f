"""Makes the pictures of a page from the copies of each original."""

from collections.abc import Iterable
from dataclasses import replace

from newsroom.contract.entry import Entry
from newsroom.contract.image import Image
from newsroom.parts.prose import inline
from newsroom.parts.shapes import ImageFigure
from newsroom.parts.site_data import SiteData
from newsroom.pictures import markup
from newsroom.pictures.markup import Picture
from newsroom.pictures.variants import Variants, key_of


def variants(image: Image | None, site_data: SiteData) -> Variants | None:
    """The copies of a picture; None for no picture."""
    return site_data.variants.get(key_of(image)) if image else None


def picture(image: Image | None, site_data: SiteData, slot: str) -> Picture | None:
    """The picture in a slot of the layout, one of `pictures/slots.py`; None for no picture."""
    copies = variants(image, site_data)
    if not image or not copies:
        return None
    return markup.picture(copies, slot, image.alt, site_data.plan.link)


def figure(
    image: Image | None, entry: Entry, site_data: SiteData, slot: str = "figure"
) -> ImageFigure | None:
    """A picture of the entry with its caption and credit; None for no picture."""
    shown = picture(image, site_data, slot)
    if not image or not shown:
        return None
    credit = site_data.variants[key_of(image)].credit.line
    return ImageFigure(
        picture=shown, caption=inline(image.caption, entry, site_data), credit=credit
    )


def gallery(images: Iterable[Image], entry: Entry, site_data: SiteData) -> tuple[ImageFigure, ...]:
    """The pictures of a gallery, each with a link to its large copy."""
    pairs = ((image, figure(image, entry, site_data, "gallery")) for image in images)
    return tuple(replace(shown, large=_large(image, site_data)) for image, shown in pairs if shown)


def _large(image: Image, site_data: SiteData) -> str:
    """The link to the large copy; "" without `alt`, as a link needs a text (WCAG 2.4.4)."""
    copies = site_data.variants[key_of(image)]
    (large,) = copies.by_slot["large"]
    return site_data.plan.link(copies.address(large)) if image.alt else ""
