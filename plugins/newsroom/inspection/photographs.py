"""Checks the pictures of the finished site: no GPS position, and no unprocessed original."""

import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from PIL import Image

from newsroom.inspection.fault import HashedFile

# A file without any of these has neither EXIF nor an XMP position; that is quick to see.
MARKERS = (b"Exif", b"EXIF", b"eXIf", b"GPS")
TIFF = {".tif", ".tiff", ".dng"}
GPS = 0x8825


def has_place(data: bytes, suffix: str) -> bool:
    """Whether the metadata have a GPS position; True also when they cannot be read."""
    if suffix not in TIFF and not any(marker in data for marker in MARKERS):
        return False
    if b"GPSLatitude" in data:
        return True
    try:
        with Image.open(io.BytesIO(data)) as image:
            return bool(image.getexif().get_ifd(GPS))
    except (OSError, SyntaxError, ValueError, KeyError):
        return True


def originals_among(files: Mapping[str, HashedFile], originals: Iterable[Path]) -> dict[str, Path]:
    """The files that have the bytes of an original, by path; only those of equal size are read."""
    by_size: dict[int, list[Path]] = defaultdict(list)
    for original in originals:
        by_size[original.stat().st_size].append(original)
    published = {}
    for path, file in files.items():
        for original in by_size.get(file.size, ()):
            if hashlib.sha256(original.read_bytes()).hexdigest() == file.sha256:
                published[path] = original
    return published
