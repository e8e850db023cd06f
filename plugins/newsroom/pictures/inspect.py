"""Reads the size, format and metadata of an original without decoding its pixels.

Reports a file whose metadata tells where the picture was taken, or with whose camera.
"""

import hashlib
import io
import warnings
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from PIL import Image

from newsroom.contract.problems import Report, Source
from newsroom.pictures.credits import NOBODY, Credit, embedded

MOST_PIXELS = 100_000_000
MOST_BYTES = 200_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP")
MOVING = {"PNG", "WEBP", "AVIF", "GIF"}  # not MPO: some phones store a second view in a JPEG
ORIENTATION, GPS, CAMERA = 0x0112, 0x8825, 0x8769
# CameraOwnerName, BodySerialNumber, LensSerialNumber (Exif 2.32, 4.6.5); CameraSerialNumber of DNG.
SERIALS = {0xA430, 0xA431, 0xA435, 0xC62F}
SIDEWAYS = {5, 6, 7, 8}
# The brands of ISO/IEC 23008-12, annex B.
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
# The beginnings of files in formats that are not shown: TIFF (most can be decoded), PDF, EPS,
# Photoshop, icon, JPEG 2000, JPEG XL.
FOREIGN = (
    *(b"II*\0", b"MM\0*", b"%PDF", b"%!PS", b"8BPS", b"\0\0\1\0"),
    *(b"\0\0\0\x0cj", b"\0\0\0\x0cJXL", b"\xff\x0a"),
)
# A format whose metadata cannot be read without a further package.
CLOSED = "image-heic"
MOVES = "image-moving"
SNIFFED = 1_000  # bytes: the <svg> element begins within them
# Pillow's decoders raise any of these for a damaged file.
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, KeyError, RuntimeError)
# MOST_PIXELS is our own limit.
warnings.simplefilter("ignore", Image.DecompressionBombWarning)


class PictureFault(Exception):
    """A picture cannot be published; `code` is the code of the problem, `value` what it quotes."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code, self.value = code, value


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an original: its SHA-256, its upright size in pixels, and its credit.

    `has_place` and `has_serial` say that its metadata name the place it was taken, or the camera,
    the lens or its owner. If it cannot be used, `code` is the code of the problem, and the other
    fields are unknown.
    """

    sha256: str
    width: int = 0
    height: int = 0
    credit: Credit = NOBODY
    has_transparency: bool = False
    has_place: bool = False
    has_serial: bool = False
    code: str = ""


def inspected(original: Path) -> Facts:
    """Read an original once, without decoding it."""
    if original.stat().st_size > MOST_BYTES:
        return Facts("", code="image-too-heavy")
    with original.open("rb") as file:
        return examined(file)


def examined(file: io.BufferedReader | io.BytesIO) -> Facts:
    """The same for a picture that is open, or in memory."""
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    try:
        return _facts(opened(file), digest)
    except PictureFault as fault:
        return Facts(digest, code=fault.code)


def _facts(image: Image.Image, digest: str) -> Facts:
    exif = metadata(image)
    packet = image.info.get("xmp", b"")
    packet = packet.encode() if isinstance(packet, str) else packet
    try:
        tags = {*exif, *exif.get_ifd(CAMERA)}
        width, height = image.size[::-1] if exif.get(ORIENTATION) in SIDEWAYS else image.size
        return Facts(
            digest,
            width,
            height,
            embedded(packet, exif),
            image.has_transparency_data,
            has_place=bool(exif.get_ifd(GPS)) or b":GPSLatitude" in packet,
            has_serial=not SERIALS.isdisjoint(tags) or b"SerialNumber" in packet,
        )
    except UNREADABLE:
        raise damaged(image) from None


def opened(file: IO[bytes], *, may_move: bool = False) -> Image.Image:
    """Open a picture, without decoding it. Raises PictureFault."""
    head = file.read(SNIFFED)
    file.seek(0)
    formats = _formats(head)
    try:
        image = Image.open(file, formats=formats)
        if image.width * image.height > MOST_PIXELS:
            raise PictureFault("image-too-large")
        if not may_move and image.format in MOVING and getattr(image, "n_frames", 1) > 1:
            raise PictureFault(MOVES)
    except Image.DecompressionBombError:
        raise PictureFault("image-too-large") from None
    except UNREADABLE:
        is_foreign = head.startswith(FOREIGN)
        raise PictureFault("image-format" if is_foreign else "image-unreadable") from None
    return image


def damaged(image: Image.Image) -> PictureFault:
    """The fault of a picture whose data cannot be read; Pillow lacks some compressions of TIFF."""
    return PictureFault("image-format" if image.format == "TIFF" else "image-unreadable")


def _formats(head: bytes) -> tuple[str, ...]:
    """The formats that Pillow may open; includes HEIF if its decoder is installed."""
    if b"<svg" in head:
        raise PictureFault("image-svg")
    if head[4:8] != b"ftyp" or head[8:12] not in HEIC_BRANDS:
        return FORMATS
    if not find_spec("pillow_heif"):
        raise PictureFault(CLOSED)
    import_module("pillow_heif").register_heif_opener()
    return (*FORMATS, "HEIF")


def metadata(image: Image.Image) -> Image.Exif:
    """The EXIF metadata; empty if they cannot be read."""
    with suppress(*UNREADABLE, TypeError):
        exif = image.getexif()
        exif.get_ifd(GPS)  # raises here, not later, when the GPS block cannot be read
        return exif
    return Image.Exif()


def check_privacy(path: str, facts: Facts, report: Report, *, is_public: bool) -> None:
    """Report a place or a serial number in the metadata of the file at `path` (from content/).

    A place is an error when everybody can get the file itself (`is_public`), else advice.
    """
    source, values = Source(path), {"src": path}
    if facts.has_place:
        report.add(source, (), "image-place", values, "error" if is_public else "advice")
    if facts.has_serial and is_public:
        report.add(source, (), "image-serial", values)
    if facts.code == CLOSED and is_public:
        report.add(source, (), CLOSED, values)
