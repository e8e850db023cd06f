"""Makes the copies of an original: decodes it once, and shrinks it step by step.

The copies are normalized for the web: upright, in sRGB, with eight bits per channel.
"""

import colorsys
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageStat
from PIL.PngImagePlugin import PngInfo

from newsroom.pictures.inspect import (
    ORIENTATION,
    UNREADABLE,
    damaged,
    metadata,
    opened,
)
from newsroom.pictures.slots import Copy, box, region

# docs/images.md has the measurements. Each encoder uses one thread: several pictures are encoded at
# once, and the bytes do not depend on the number of cores. AVIF wider than FINE is encoded faster.
FINE = 480
ENCODERS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 8, "max_threads": 1},
    "wide avif": {"format": "AVIF", "quality": 56, "speed": 9, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 70, "method": 2},
    "jpeg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
    "png": {"format": "PNG", "optimize": True},
}
# Sixteen tones, one of which fills the place of a picture until the browser has loaded it: grey
# ("0") and seven hues ("1" to "7"), each in a light and a dark ("0d") tone. theme/css/tokens.css
# gives every value of `data-tone` its colour. COARSE: the pixels on the shorter side for a mean.
COARSE, HUES, FAINT, MIDDLE = 16, 7, 0.12, 0.5
RECIPE = f"5 {sorted(ENCODERS.items())}"
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


@dataclass(frozen=True, slots=True)
class Job:
    """The copies to make of one original; plain data that can be sent to another process.

    `size` is the upright size in pixels, `focal` the focal point in per cent, `xmp` the metadata
    packet for every copy. The `copies` are sorted by crop, and the widest comes first.
    """

    original: Path
    sha256: str
    size: tuple[int, int]
    copies: tuple[Copy, ...]
    focal: tuple[int, int]
    xmp: bytes


def derived(job: Job, original: bytes) -> tuple[str, dict[Copy, bytes]]:
    """The tone of the original (see COARSE), and the bytes of all copies. Raises PictureFault."""
    # The part of the original's size that the largest copy needs.
    scale = min(1.0, max(c.width / region(c.ratio, job.size)[0] for c in job.copies))
    base = upright(opened(io.BytesIO(original)), scale)
    return _tone(base), dict(_encoded(base, job))


def upright(image: Image.Image, scale: float) -> Image.Image:
    """The picture in RGB, or in RGBA if it has transparency, in `scale` (at most 1) of its size.

    It is resized first, because the cost of converting colours grows with the size. Raises
    PictureFault for a damaged picture.
    """
    profile = image.info.get("icc_profile")
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    try:
        turn = TURNS.get(metadata(image).get(ORIENTATION, 1))
        image.draft(None, size)  # a JPEG is decoded at half, a quarter or an eighth of its size
        image.load()
        plain = _with_levels(image)
    except UNREADABLE:
        raise damaged(image) from None
    if plain.size != size:
        plain = plain.resize(size, FILTER)
    if turn is not None:
        plain = plain.transpose(turn)
    plain = _in_srgb(plain, profile)
    plain.info.clear()
    return plain


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


def _tone(image: Image.Image) -> str:
    """The tone nearest to the mean colour of a picture, for example "0" (light grey) or "5d"."""
    small = image.reduce(max(1, min(image.size) // COARSE)).convert("RGB")
    red, green, blue = (mean / 255 for mean in ImageStat.Stat(small).mean)
    hue, light, _ = colorsys.rgb_to_hls(red, green, blue)
    strength = max(red, green, blue) - min(red, green, blue)
    family = 0 if strength < FAINT else 1 + int(hue * HUES + 0.5) % HUES
    return f"{family}d" if light < MIDDLE else str(family)


def _encoded(base: Image.Image, job: Job) -> Iterator[tuple[Copy, bytes]]:
    """The copies, each shrunk from the one before with the same crop."""
    for ratio, copies in groupby(job.copies, key=lambda copy: copy.ratio):
        image = base.crop(box(ratio, base.size, job.focal)) if ratio else base
        for copy in copies:
            if image.size != (copy.width, copy.height):
                image = image.resize((copy.width, copy.height), FILTER)
            yield copy, _bytes(image, copy.format, job.xmp)


def _bytes(image: Image.Image, name: str, xmp: bytes) -> bytes:
    out = io.BytesIO()
    if image.mode == "RGBA" and name == "jpeg":
        image = image.convert("RGB")
    encoder = "wide avif" if name == "avif" and image.width > FINE else name
    image.save(out, **ENCODERS[encoder], **xmp_options(name, xmp))
    return out.getvalue()


def xmp_options(name: str, xmp: bytes) -> dict[str, Any]:
    """The options of Pillow's `save` that write an XMP packet in the format `name`."""
    if not xmp or name != "png":
        return {"xmp": xmp} if xmp else {}
    chunks = PngInfo()
    chunks.add_itxt("XML:com.adobe.xmp", xmp.decode())
    return {"pnginfo": chunks}
