"""One upright copy of a picture without metadata, in sRGB and at most 1,600 px."""

import hashlib
import io
from pathlib import Path

from PIL import Image, ImageCms, UnidentifiedImageError

MOST_PIXELS = 100_000_000
LONGEST_SIDE = 1_600
QUALITY = 82
RECIPE = f"1 {LONGEST_SIDE} {QUALITY}"
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")
ORIENTATION = 0x0112
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
UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError)


class PictureFault(Exception):
    """A picture that cannot be published; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def recipe_hash(data: bytes) -> str:
    """The name of the copy: the same for the same original and the same recipe."""
    return hashlib.sha256(RECIPE.encode() + b"\0" + data).hexdigest()[:20]


def derived(original: Path) -> tuple[bytes, str, tuple[int, int]]:
    """The copy's bytes, its suffix, and its width and height in pixels."""
    try:
        with Image.open(original, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PictureFault("image-too-large")
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            return _encoded(_upright(image))
    except Image.DecompressionBombError:
        raise PictureFault("image-too-large") from None
    except UNREADABLE:
        raise PictureFault("image-unreadable") from None


def _upright(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    turn = TURNS.get(image.getexif().get(ORIENTATION, 1))
    upright = image.transpose(turn) if turn is not None else image
    plain = _with_plain_mode(_in_srgb(upright, profile))
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    plain.info.clear()
    return plain


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB, which browsers take a picture without a profile to be in."""
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image
    mode = image.mode if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError):
        return image


def _with_plain_mode(image: Image.Image) -> Image.Image:
    if image.mode.startswith(("I", "F")):
        return image.point(lambda value: value / 256).convert("L").convert("RGB")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _encoded(image: Image.Image) -> tuple[bytes, str, tuple[int, int]]:
    out = io.BytesIO()
    if image.mode == "RGBA":
        image.save(out, "PNG", optimize=True)
        return out.getvalue(), ".png", image.size
    image.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue(), ".jpg", image.size
