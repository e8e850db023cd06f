"""Makes the pictures of a page from the copies of each original."""

from collections.abc import Iterable

from newsroom.contract.image import Image
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


def figure(image: Image | None, site_data: SiteData, slot: str = "figure") -> ImageFigure | None:
    """The picture with its caption and credit; None for no picture."""
    copies = variants(image, site_data)
    if not image or not copies:
        return None
    shown = markup.picture(copies, slot, image.alt, site_data.plan.link)
    return ImageFigure(picture=shown, caption=image.caption, credit=copies.credit.line)


def gallery(images: Iterable[Image], site_data: SiteData) -> tuple[ImageFigure, ...]:
    """The pictures of a gallery, each with a link to its large copy."""
    shown = (image for image in images if variants(image, site_data))
    return tuple(_gallery_figure(image, site_data) for image in shown)


def _gallery_figure(image: Image, site_data: SiteData) -> ImageFigure:
    copies = site_data.variants[key_of(image)]
    (large,) = copies.by_slot["large"]
    return ImageFigure(
        picture=markup.picture(copies, "gallery", image.alt, site_data.plan.link),
        caption=image.caption,
        credit=copies.credit.line,
        # A link needs a text (WCAG 2.4.4): a decorative picture gets no link.
        large=site_data.plan.link(copies.address(large)) if image.alt else "",
    )
