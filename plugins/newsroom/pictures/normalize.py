"""An original as one sees it: upright, in sRGB, eight bits."""

import io

from PIL import Image, ImageCms

from newsroom.pictures.inspect import ORIENTATION

# How to turn each of EXIF's orientations (CIPA DC-008, 4.6.4); ImageOps would write EXIF anew.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# A third faster than Lanczos over three pixels, and not to be told from it (docs/images.md).
FILTER = Image.Resampling.BICUBIC
SPACES = {"RGB ": ("RGB", "RGBA"), "CMYK": ("CMYK",), "GRAY": ("L",)}


def upright(image: Image.Image, scale: float) -> Image.Image:
    """The picture in `scale` of its size (at most 1), as RGB, or RGBA where it is see-through.

    It is made smaller before its colours are converted, which costs the more the larger it is.
    """
    profile = image.info.get("icc_profile")
    turn = TURNS.get(image.getexif().get(ORIENTATION, 1))
    wanted = tuple(max(1, round(side * scale)) for side in image.size)
    plain = _with_levels(_drafted(image, wanted))
    if plain.size != wanted:
        plain = plain.resize(wanted, FILTER)
    if turn is not None:
        plain = plain.transpose(turn)
    plain = _in_srgb(plain, profile)
    plain.info.clear()
    return plain


def _drafted(image: Image.Image, wanted: tuple[int, int]) -> Image.Image:
    """A JPEG decoded at half, a quarter or an eighth of its size where that is enough."""
    image.draft(None, wanted)
    image.load()
    return image


def _with_levels(image: Image.Image) -> Image.Image:
    """In a mode with levels to mix: a palette's colours, and the levels of more than eight bits."""
    if image.mode.startswith(("I", "F")):
        return image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "CMYK", "RGB") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB, which browsers take a picture without a profile to be in."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile or b""))
        if image.mode in SPACES.get(source.profile.xcolor_space, ()):
            web = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, source, web, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        pass
    return image.convert(mode)
