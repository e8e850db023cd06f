"""Makes original pictures smaller, and removes metadata that says where and how they were taken.

Removing metadata keeps every pixel: the segments of a JPEG (ISO/IEC 10918-1, annex B) are copied
without the private ones, and a PNG or a WebP is encoded again without loss.
"""

import io
import re
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from newsroom.disk.atomic import write_atomically
from newsroom.pictures.credits import Credit, xmp
from newsroom.pictures.derive import xmp_options
from newsroom.pictures.inspect import ORIENTATION, SUFFIXES, Facts, inspected, opened
from newsroom.pictures.normalize import upright

MOST_SIDE = 2_560
MOST_BYTES = 1_000_000
QUALITY = 88
XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
SCAN, END, COMMENT, PROFILE, ADOBE = 0xDA, 0xD9, 0xFE, 0xE2, 0xEE
APPLICATIONS = range(0xE1, 0xF0)
# Within a scan a marker is what is neither a stuffed byte nor a restart.
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
SMALLER: Mapping[str, Mapping[str, Any]] = {
           "JPEG": {"quality": QUALITY, "optimize": True, "progressive": True},
           "PNG": {"optimize": True}, "WEBP": {"quality": QUALITY}}  # fmt: skip
LOSSLESS: Mapping[str, Mapping[str, Any]] = {"PNG": {}, "WEBP": {"lossless": True, "exact": True}}


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
    """Every picture in a folder that can be read, in order."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix.lower() in SUFFIXES:
            original = Original(file, inspected(file), file.stat().st_size)
            if not original.facts.code:
                yield original


def shrink(original: Original) -> bool:
    """Make the file smaller in place, with no metadata but its credit; False if it would grow.

    Raises PictureFault.
    """
    data = original.file.read_bytes()
    with opened(io.BytesIO(data)) as image:
        name = "JPEG" if image.format == "MPO" else image.format or ""
        name = name if name in SMALLER else ""
        scale = min(1.0, MOST_SIDE / max(image.size))
        smaller = upright(image, scale) if name else image
    if not name:
        return False
    out = io.BytesIO()
    smaller.save(
        out, name, **SMALLER[name], **xmp_options(name.lower(), xmp(original.facts.credit))
    )
    if out.tell() >= len(data):
        return False
    _replace(original.file, out.getvalue())
    return True


def clean(original: Original) -> bool:
    """Remove all metadata but credit and orientation in place; False when the format is unknown."""
    data = original.file.read_bytes()
    with opened(io.BytesIO(data)) as image:
        orientation = image.getexif().get(ORIENTATION, 1)
    lean = cleaned(data, original.facts.credit, orientation)
    if not lean:
        return False
    _replace(original.file, lean)
    return True


def _replace(file: Path, data: bytes) -> None:
    """Replace a file atomically, keeping its permissions."""
    mode = file.stat().st_mode
    write_atomically(file, data)
    file.chmod(mode)


def cleaned(data: bytes, credit: Credit, orientation: int = 1) -> bytes | None:
    """The file's bytes with only this credit and orientation; None for other formats."""
    tags = Image.Exif()
    tags[ORIENTATION] = orientation
    exif, packet = tags.tobytes() if orientation != 1 else b"", xmp(credit)
    if data.startswith(b"\xff\xd8"):
        return b"".join(_jpeg(data, exif, packet))
    with opened(io.BytesIO(data)) as image:
        name, out = image.format or "", io.BytesIO()
        if name not in LOSSLESS:
            return None
        options = {"exif": exif, "icc_profile": image.info.get("icc_profile"), **LOSSLESS[name]}
        image.save(out, name, **options, **xmp_options(name.lower(), packet))
    return out.getvalue()


def _jpeg(data: bytes, exif: bytes, packet: bytes) -> Iterator[bytes]:
    """Segments without comments and application data, except JFIF, colour profile and Adobe's."""
    yield data[:2]
    yield from _segments((exif, XMP_HEAD + packet if packet else b""))
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


def _segments(payloads: Iterable[bytes]) -> Iterator[bytes]:
    for payload in payloads:
        if payload:
            yield b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload
