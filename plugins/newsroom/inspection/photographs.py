"""Pictures of the finished site: none tells where it was taken, none is an original."""

import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from PIL import Image

from newsroom.inspection.fault import File

# Without one of these there is no EXIF and no XMP of a place; most pictures end here.
SIGNS = (b"Exif", b"EXIF", b"eXIf", b"GPS")
TIFF = {".tif", ".tiff", ".dng"}
GPS = 0x8825


def has_place(data: bytes, suffix: str) -> bool:
    """Whether a picture tells where it was taken, or may: what cannot be read is not let out."""
    if suffix not in TIFF and not any(sign in data for sign in SIGNS):
        return False
    if b"GPSLatitude" in data:
        return True
    try:
        with Image.open(io.BytesIO(data)) as image:
            return bool(image.getexif().get_ifd(GPS))
    except (OSError, SyntaxError, ValueError, KeyError):
        return True


def originals_among(files: Mapping[str, File], originals: Iterable[Path]) -> dict[str, Path]:
    """The originals among files, by path; only those whose size agrees are read."""
    by_size = defaultdict(list)
    for original in originals:
        by_size[original.stat().st_size].append(original)
    found = {}
    for path, file in files.items():
        for original in by_size.get(file.size, ()):
            if hashlib.sha256(original.read_bytes()).hexdigest() == file.sha256:
                found[path] = original
    return found
