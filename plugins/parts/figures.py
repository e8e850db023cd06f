"""Pictures as parts of a page."""

from collections.abc import Iterable

from plugins.contract.image import Image
from plugins.parts.material import Material
from plugins.parts.shapes import Figure, Picture


def picture(image: Image | None, material: Material) -> Picture | None:
    """The picture's copy; None when the entry has none."""
    variant = material.variants.get(image.src) if image else None
    if not image or not variant:
        return None
    return Picture(
        href=material.plan.link(variant.address),
        width=variant.width,
        height=variant.height,
        alt=image.alt,
    )


def figure(image: Image | None, material: Material) -> Figure | None:
    """The picture with its caption, and its credit or the site's."""
    shown = picture(image, material)
    if not image or not shown:
        return None
    credit = image.credit or material.edition.catalog.site.credit
    return Figure(picture=shown, caption=image.caption, credit=credit)


def gallery(images: Iterable[Image], material: Material) -> tuple[Figure, ...]:
    found = (figure(image, material) for image in images)
    return tuple(one for one in found if one)
