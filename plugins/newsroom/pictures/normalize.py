"""Normalizes an original for the web: upright, in sRGB, with eight bits per channel."""

import io

from PIL import Image, ImageCms

from newsroom.pictures.inspect import ORIENTATION

# How to turn each orientation of EXIF (CIPA DC-008, 4.6.4); ImageOps would also rewrite the EXIF.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# A third faster than Lanczos, without a visible difference (docs/images.md).
FILTER = Image.Resampling.BICUBIC
# The colour spaces of ICC profiles, and the modes of Pillow that have them.
SPACES = {"RGB ": ("RGB", "RGBA"), "CMYK": ("CMYK",), "GRAY": ("L",)}


def upright(image: Image.Image, scale: float) -> Image.Image:
    """The picture in RGB, or in RGBA if it has transparency, in `scale` (at most 1) of its size.

    It is resized first, because the cost of converting colours grows with the size.
    """
    profile = image.info.get("icc_profile")
    turn = TURNS.get(image.getexif().get(ORIENTATION, 1))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    plain = _with_levels(_drafted(image, size))
    if plain.size != size:
        plain = plain.resize(size, FILTER)
    if turn is not None:
        plain = plain.transpose(turn)
    plain = _in_srgb(plain, profile)
    plain.info.clear()
    return plain


def _drafted(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Decode the picture; a JPEG at half, a quarter or an eighth of its size if that is enough."""
    image.draft(None, size)
    image.load()
    return image


def _with_levels(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be resized: no palette, and eight bits per channel."""
    if image.mode.startswith(("I", "F")):
        return image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "CMYK", "RGB") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture converted to sRGB, which browsers assume for a picture without a profile."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile or b""))
        if image.mode in SPACES.get(source.profile.xcolor_space, ()):
            web = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, web, outputMode=mode)
            return converted or image.convert(mode)
    except (ImageCms.PyCMSError, OSError):
        pass
    return image.convert(mode)
