"""Makes the files of the association's logo and icon."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from newsroom.pictures.inspect import UNREADABLE, PictureFault, damaged, opened
from newsroom.pictures.svg import drawing
from newsroom.pictures.svg_drawing import drawn

LOGO_BOX = (640, 128)  # pixels: the header shows 36 in height, on dense screens 108
DRAWN_BOX = (1200, 400)  # of a drawing, for share pictures
ICON_SIZES = (32, 192, 512)
TOUCH = 180  # the size of Apple's icon, which has no transparency
WIDE = 2.0
SVG_TYPE, PNG_TYPE, WEBP_TYPE = "image/svg+xml", "image/png", "image/webp"


@dataclass(frozen=True, slots=True)
class BrandFile:
    """A logo or an icon; its size is in pixels, or in the units of a drawing.

    `picture` is the file itself, or the PNG of a drawing; empty when it could not be drawn.
    """

    data: bytes
    media_type: str
    width: float
    height: float
    picture: bytes

    @property
    def address(self) -> str:
        """Its address on the site, with a fingerprint."""
        suffix = self.media_type.partition("/")[2].removesuffix("+xml")
        return f"/assets/brand.{hashlib.sha256(self.data).hexdigest()[:12]}.{suffix}"

    @property
    def is_drawing(self) -> bool:
        return self.media_type == SVG_TYPE

    @property
    def is_wide(self) -> bool:
        """Whether it is so wide that it has the name in it."""
        return self.width >= WIDE * self.height


def logo_file(original: Path) -> BrandFile:
    """The logo: an SVG, or a picture that fits into LOGO_BOX. Raises PictureFault."""
    if original.suffix.lower() == ".svg":
        return _drawing(original, DRAWN_BOX)
    image = _decoded(original)
    image.thumbnail(LOGO_BOX)
    return _encoded(image, WEBP_TYPE)


def icon_files(original: Path) -> dict[str, BrandFile]:
    """The icon by name: `icon` of a drawing; `icon-32` … and `touch`. Raises PictureFault."""
    if original.suffix.lower() == ".svg":
        icon = _drawing(original, (ICON_SIZES[-1], ICON_SIZES[-1]))
        return {"icon": icon} | (_sizes(_squared(icon.picture)) if icon.picture else {})
    image = _decoded(original)
    if image.width != image.height or image.width < ICON_SIZES[-1]:
        raise PictureFault("icon-size", f"{image.width} × {image.height}")
    return _sizes(image)


def _squared(png: bytes) -> Image.Image:
    """The picture in the middle of a square of the largest size."""
    return ImageOps.pad(
        Image.open(io.BytesIO(png)), (ICON_SIZES[-1], ICON_SIZES[-1]), color=(0,) * 4
    )


def _sizes(image: Image.Image) -> dict[str, BrandFile]:
    files = {f"icon-{s}": _encoded(image.resize((s, s)), PNG_TYPE) for s in ICON_SIZES}
    touch = Image.new("RGB", image.size, "white")
    touch.paste(image, mask=image)
    return files | {"touch": _encoded(touch.resize((TOUCH, TOUCH)), PNG_TYPE)}


def _drawing(original: Path, box: tuple[int, int]) -> BrandFile:
    data, width, height = drawing(original.read_bytes())
    return BrandFile(data, SVG_TYPE, width, height, drawn(data, *box))


def _decoded(original: Path) -> Image.Image:
    with original.open("rb") as file:
        image = opened(file)
        try:
            return ImageOps.exif_transpose(image).convert("RGBA")
        except UNREADABLE:
            raise damaged(image) from None


def _encoded(image: Image.Image, media_type: str) -> BrandFile:
    out = io.BytesIO()
    image.save(out, media_type.partition("/")[2], quality=90, optimize=True)
    return BrandFile(out.getvalue(), media_type, *image.size, out.getvalue())
