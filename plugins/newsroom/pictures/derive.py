"""Makes the copies of an original: decodes it once, and shrinks it step by step."""

import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from newsroom.pictures.inspect import PictureFault, opened
from newsroom.pictures.normalize import FILTER, upright
from newsroom.pictures.slots import Copy, Ratio, box, region
from newsroom.pictures.tones import tone

# docs/images.md has the measurements. Each encoder uses one thread: several pictures are encoded at
# once, and the bytes do not depend on the number of cores.
ENCODERS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 8, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 70, "method": 2},
    "jpeg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
    "png": {"format": "PNG", "optimize": True},
}
RECIPE = f"5 {sorted(ENCODERS.items())}"


@dataclass(frozen=True, slots=True)
class Job:
    """The copies to make of one original; plain data that can be sent to another process.

    `size` is the upright size in pixels, `focal` the focal point in per cent, `xmp` the metadata
    packet for every copy.
    """

    original: Path
    sha256: str
    size: tuple[int, int]
    copies: tuple[Copy, ...]
    focal: tuple[int, int]
    xmp: bytes


@dataclass(frozen=True, slots=True)
class Derived:
    """The tone of a picture (see `tones`), and the bytes of each copy."""

    tone: str
    data: dict[Copy, bytes]


def derived(job: Job) -> Derived:
    """Make all copies of a job. Raises PictureFault."""
    original = job.original.read_bytes()
    if hashlib.sha256(original).hexdigest() != job.sha256:
        raise PictureFault("image-unreadable")  # the file changed after it was inspected
    with opened(io.BytesIO(original)) as image:
        base = upright(image, _scale(job))
    return Derived(tone(base), dict(_encoded(base, job)))


def _scale(job: Job) -> float:
    """The part of the original's size that the largest copy needs, at most 1."""
    return min(1.0, max(c.width / region(c.ratio, job.size)[0] for c in job.copies))


def _encoded(base: Image.Image, job: Job) -> Iterator[tuple[Copy, bytes]]:
    for ratio, group in groupby(sorted(job.copies, key=_by_crop), key=lambda copy: copy.ratio):
        yield from _cascade(base, ratio, group, job)


def _cascade(
    base: Image.Image, ratio: Ratio, copies: Iterable[Copy], job: Job
) -> Iterator[tuple[Copy, bytes]]:
    """The copies with one crop, given and returned widest first."""
    image = base.crop(box(ratio, base.size, job.focal)) if ratio else base
    for copy in copies:
        if image.size != (copy.width, copy.height):
            image = image.resize((copy.width, copy.height), FILTER)
        yield copy, _bytes(image, copy.format, job.xmp)


def _by_crop(copy: Copy) -> tuple[tuple[int, ...], int, str]:
    return copy.ratio or (), -copy.width, copy.format


def _bytes(image: Image.Image, name: str, xmp: bytes) -> bytes:
    out = io.BytesIO()
    if image.mode == "RGBA" and name == "jpeg":
        image = image.convert("RGB")
    image.save(out, **ENCODERS[name], **xmp_options(name, xmp))
    return out.getvalue()


def xmp_options(name: str, xmp: bytes) -> dict[str, Any]:
    """The options of Pillow's `save` that write an XMP packet in the format `name`."""
    if not xmp or name != "png":
        return {"xmp": xmp} if xmp else {}
    chunks = PngInfo()
    chunks.add_itxt("XML:com.adobe.xmp", xmp.decode())
    return {"pnginfo": chunks}
