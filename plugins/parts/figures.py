"""Pictures as parts of a page."""

from collections.abc import Iterable

from plugins.contract.image import Image
from plugins.parts.material import Material
from plugins.parts.shapes import Figure, Picture
from plugins.pictures import markup
from plugins.pictures.variants import Variants, key_of


def variants(image: Image | None, material: Material) -> Variants | None:
    """The picture's copies; None when the entry has none."""
    return material.variants.get(key_of(image)) if image else None


def picture(image: Image | None, material: Material, slot: str) -> Picture | None:
    """The picture in a slot of the layout (plugins/pictures/slots.py)."""
    found = variants(image, material)
    if not image or not found:
        return None
    return markup.picture(found, slot, image.alt, material.plan.link)


def figure(image: Image | None, material: Material, slot: str = "figure") -> Figure | None:
    """The picture with its caption, and who made it."""
    found, shown = variants(image, material), picture(image, material, slot)
    if not image or not found or not shown:
        return None
    return Figure(picture=shown, caption=image.caption, credit=found.credit.line)


def gallery(images: Iterable[Image], material: Material) -> tuple[Figure, ...]:
    """The pictures of a gallery, each leading to its large copy."""
    return tuple(_large(image, material) for image in images if variants(image, material))


def _large(image: Image, material: Material) -> Figure:
    found = material.variants[key_of(image)]
    (large,) = found.by_slot["large"]
    return Figure(
        picture=markup.picture(found, "gallery", image.alt, material.plan.link),
        caption=image.caption,
        credit=found.credit.line,
        # A link needs words: a picture that says nothing leads nowhere.
        large=material.plan.link(found.address(large)) if image.alt else "",
    )
