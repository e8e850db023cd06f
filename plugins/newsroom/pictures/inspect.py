"""What an original is, as its first bytes say, without decoding it."""

import hashlib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from PIL import Image, UnidentifiedImageError

from newsroom.pictures.credits import NOBODY, Credit, written

SUFFIXES = {".jpg", ".jpeg", ".jfif", ".mpo", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff"}
SUFFIXES |= {".dng", ".bmp", ".heic", ".heif"}
MOST_PIXELS = 100_000_000
MOST_BYTES = 200_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")
MOVING = {"PNG", "WEBP", "AVIF", "GIF"}  # not MPO: a telephone's JPEG with a second view in it
ORIENTATION, GPS, CAMERA = 0x0112, 0x8825, 0x8769
# CameraOwnerName, BodySerialNumber, LensSerialNumber (Exif 2.32, 4.6.5); of DNG CameraSerialNumber.
SERIALS, DNG_SERIAL = {0xA430, 0xA431, 0xA435}, 0xC62F
SIDEWAYS = {5, 6, 7, 8}
# The brands of ISO/IEC 23008-12, annex B.
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
SNIFFED = 1_000  # bytes: as much as stands before a drawing begins
# Pillow's decoders raise all of these for a damaged file.
UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    KeyError,
    RuntimeError,
)
# We have a limit of our own.
warnings.simplefilter("ignore", Image.DecompressionBombWarning)


class PictureFault(Exception):
    """A picture that cannot be published; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Facts:
    """An original: its hash, its upright size in pixels, who made it.

    `is_clear` says that it may be seen through, `has_place` that it tells where it was taken,
    `has_serial` which camera or lens took it, or whose that is.
    `code` says why it cannot be used; then the rest is not known.
    """

    sha256: str
    width: int = 0
    height: int = 0
    credit: Credit = NOBODY
    is_clear: bool = False
    has_place: bool = False
    has_serial: bool = False
    code: str = ""


def inspected(original: Path) -> Facts:
    """The facts of an original; it is read once, and not decoded."""
    if original.stat().st_size > MOST_BYTES:
        return Facts("", code="image-too-heavy")
    with original.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        try:
            return _facts(file, digest)
        except PictureFault as fault:
            return Facts(digest, code=fault.code)


def _facts(file: IO[bytes], digest: str) -> Facts:
    with opened(file) as image:
        width, height = image.size
        exif = _exif(image)
        if exif.get(ORIENTATION) in SIDEWAYS:
            width, height = height, width
        packet = image.info.get("xmp", b"")
        packet = packet.encode() if isinstance(packet, str) else packet
        has_place = bool(exif.get_ifd(GPS)) or b":GPSLatitude" in packet
        has_serial = _has_serial(exif, packet)
        credit, is_clear = written(packet, dict(exif)), image.has_transparency_data
        return Facts(digest, width, height, credit, is_clear, has_place, has_serial)


def _has_serial(exif: Image.Exif, packet: bytes) -> bool:
    written_in = {*exif, *exif.get_ifd(CAMERA)}
    return bool(written_in & {*SERIALS, DNG_SERIAL}) or b"SerialNumber" in packet


@contextmanager
def opened(file: IO[bytes]) -> Iterator[Image.Image]:
    """The picture in a file, fit to be decoded. Raises PictureFault, also while it is used."""
    formats = _formats(file)
    try:
        with Image.open(file, formats=formats) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PictureFault("image-too-large")
            if image.format in MOVING and getattr(image, "n_frames", 1) > 1:
                raise PictureFault("image-moving")
            yield image
    except Image.DecompressionBombError:
        raise PictureFault("image-too-large") from None
    except UNREADABLE:
        raise PictureFault("image-unreadable") from None


def _formats(file: IO[bytes]) -> tuple[str, ...]:
    """What may be opened; HEIF too where somebody has installed its decoder."""
    head = file.read(SNIFFED)
    file.seek(0)
    if b"<svg" in head:
        raise PictureFault("image-svg")
    if head[4:8] != b"ftyp" or head[8:12] not in HEIC_BRANDS:
        return FORMATS
    if not find_spec("pillow_heif"):
        raise PictureFault("image-heic")
    import_module("pillow_heif").register_heif_opener()
    return (*FORMATS, "HEIF")


def _exif(image: Image.Image) -> Image.Exif:
    """The metadata of the camera; none where they are nonsense."""
    exif = Image.Exif()
    with suppress(*UNREADABLE, TypeError):
        exif = image.getexif()
        exif.get_ifd(GPS)
        return exif
    return Image.Exif()
