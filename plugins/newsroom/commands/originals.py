"""Makes original pictures smaller, and removes metadata that says where and how they were taken.

Removing metadata encodes no pixel again: the segments of a JPEG (ISO/IEC 10918-1, annex B) and the
chunks of a PNG (PNG, third edition, 5.3) or a WebP (RFC 9649) are copied without the private ones.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from newsroom.contract.image import SUFFIXES
from newsroom.disk.atomic import overwrite
from newsroom.pictures.credits import Credit, xmp
from newsroom.pictures.derive import upright, xmp_options
from newsroom.pictures.inspect import (
    ORIENTATION,
    Facts,
    PictureFault,
    inspected,
    metadata,
    opened,
)

MOST_SIDE = 2_560
MOST_BYTES = 1_000_000
QUALITY = 88
UNKNOWN = "image-format"
EXIF_HEAD = b"Exif\0\0"
XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
SCAN, END, COMMENT, PROFILE, ADOBE = 0xDA, 0xD9, 0xFE, 0xE2, 0xEE
APPLICATIONS = range(0xE1, 0xF0)
# Within a scan a marker is what is neither a stuffed byte nor a restart.
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
SMALLER: Mapping[str, Mapping[str, Any]] = {
           "JPEG": {"quality": QUALITY, "optimize": True, "progressive": True},
           "PNG": {"optimize": True}, "WEBP": {"quality": QUALITY}}  # fmt: skip
PNG_HEAD, IMAGE_HEADER, IMAGE_END = b"\x89PNG\r\n\x1a\n", b"IHDR", b"IEND"
# The chunks that say how a picture looks: colours, transparency, size in print, pixels.
PNG_CHUNKS = {IMAGE_HEADER, IMAGE_END, b"PLTE", b"IDAT", b"tRNS", b"bKGD", b"pHYs", b"cHRM"}
PNG_CHUNKS |= {b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI"}
EXTENDED = b"VP8X"
WEBP_CHUNKS = {EXTENDED, b"ICCP", b"ALPH", b"VP8 ", b"VP8L"}
HAS_EXIF, HAS_XMP = 0x08, 0x04


@dataclass(frozen=True, slots=True)
class Original:
    """A picture in content/, its facts, and its size in bytes."""

    file: Path
    facts: Facts
    size: int

    @property
    def is_large(self) -> bool:
        return max(self.facts.width, self.facts.height) > MOST_SIDE or self.size > MOST_BYTES


def originals(folder: Path) -> Iterator[Original]:
    """Every picture in a folder, in order."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix.lower() in SUFFIXES:
            yield Original(file, inspected(file), file.stat().st_size)


def shrink(original: Original) -> bool:
    """Make the file smaller in place, with no metadata but its credit; False if it would grow.

    Raises PictureFault, also for a format that cannot be written.
    """
    data = original.file.read_bytes()
    smaller = encoded(data, original.facts.credit)
    if len(smaller) >= len(data):
        return False
    overwrite(original.file, smaller)
    return True


def encoded(data: bytes, credit: Credit, name: str = "") -> bytes:
    """The picture in the format `name`, else its own, at most MOST_SIDE pixels wide and high.

    It keeps no metadata but the credit. Raises PictureFault, also for a format of no encoder.
    """
    image, out = opened(io.BytesIO(data)), io.BytesIO()
    name = name or format_of(image)
    if name not in SMALLER:
        raise PictureFault(UNKNOWN)
    smaller = upright(image, min(1.0, MOST_SIDE / max(image.size)))
    if name == "JPEG":
        smaller = smaller.convert("RGB")
    options = xmp_options(name.lower(), xmp(credit))
    smaller.save(out, name, **SMALLER[name], **options)
    return out.getvalue()


def format_of(image: Image.Image) -> str:
    """The format of a picture; the several views that some phones store are a JPEG."""
    return "JPEG" if image.format == "MPO" else image.format or ""


def clean(original: Original) -> bool:
    """Remove all metadata but credit and orientation in place; returns True.

    Raises PictureFault, also for a format whose parts are unknown.
    """
    data = original.file.read_bytes()
    orientation = metadata(opened(io.BytesIO(data))).get(ORIENTATION, 1)
    overwrite(original.file, cleaned(data, original.facts.credit, orientation))
    return True


def cleaned(data: bytes, credit: Credit, orientation: int = 1) -> bytes:
    """The file's bytes with only this credit and orientation. Raises PictureFault."""
    tags = Image.Exif()
    tags[ORIENTATION] = orientation
    exif, packet = tags.tobytes() if orientation != 1 else b"", xmp(credit)
    try:
        if data.startswith(b"\xff\xd8"):
            return b"".join(_jpeg(data, exif, packet))
        if data.startswith(PNG_HEAD):
            return PNG_HEAD + b"".join(_png(data, exif, packet))
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            chunks = b"WEBP" + b"".join(_webp(data, exif, packet))
            return b"RIFF" + struct.pack("<I", len(chunks)) + chunks
    except (struct.error, IndexError):
        raise PictureFault("image-unreadable") from None
    raise PictureFault(UNKNOWN)


def _png(data: bytes, exif: bytes, packet: bytes) -> Iterator[bytes]:
    """The chunks that a picture is shown by, and after the first those of exif and packet."""
    at, name = len(PNG_HEAD), b""
    while name != IMAGE_END:
        size, name = struct.unpack_from(">I4s", data, at)
        if name in PNG_CHUNKS:
            yield data[at : at + size + 12]
        if name == IMAGE_HEADER and exif:
            yield _png_chunk(b"eXIf", exif.removeprefix(EXIF_HEAD))
        if name == IMAGE_HEADER and packet:
            yield _png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet)
        at += size + 12


def _png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _webp(data: bytes, exif: bytes, packet: bytes) -> Iterator[bytes]:
    """The chunks that a picture is shown by, then those of exif and packet.

    Only a file with the chunk VP8X may have metadata; its first byte says which there are.
    """
    at = 12
    while at < len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + size]
        if name == EXTENDED:
            kept = body[0] & ~(HAS_EXIF | HAS_XMP)
            flags = kept | (HAS_EXIF if exif else 0) | (HAS_XMP if packet else 0)
            body = bytes([flags]) + body[1:]
        if name in WEBP_CHUNKS:
            yield _webp_chunk(name, body)
        at += 8 + size + size % 2
    for name, body in ((b"EXIF", exif), (b"XMP ", packet)):
        if body:
            yield _webp_chunk(name, body)


def _webp_chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _jpeg(data: bytes, exif: bytes, packet: bytes) -> Iterator[bytes]:
    """Segments without comments and application data, except JFIF, colour profile and Adobe's."""
    yield data[:2]
    for payload in filter(None, (exif, XMP_HEAD + packet if packet else b"")):
        yield b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload
    at = 2
    # Phones put more data behind the end of the picture; it is left out.
    while data[at + 1] != END:
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if data[at + 1] == SCAN:
            end = _scan_end(data, end)
        if not _is_private(data[at + 1], data[at + 4 : end]):
            yield data[at:end]
        at = end
    yield data[at : at + 2]


def _scan_end(data: bytes, begin: int) -> int:
    """Where the scan that begins somewhere ends; at the end of the file in a truncated one."""
    marker = MARKER.search(data, begin)
    return marker.start() if marker else len(data)


def _is_private(marker: int, body: bytes) -> bool:
    if marker == PROFILE:
        return not body.startswith(b"ICC_PROFILE\0")
    return marker == COMMENT or (marker in APPLICATIONS and marker != ADOBE)
