"""Draws the pictures that the tests make copies of, and makes these copies."""

import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

from newsroom.executor.local import Executor
from newsroom.pictures.variants import (
    PictureKey,
    Prepared,
    Recipe,
    Variants,
    encode,
    plan_copies,
)

SIZE = (48, 32)
RED, WHITE = (255, 0, 0), (255, 255, 255)
ORIENTATION, GPS, MAKE, ARTIST = 0x0112, 0x8825, 0x010F, 0x013B
PLACE = {1: "N", 2: (59.0, 57.0, 0.0), 3: "E", 4: (11.0, 3.0, 0.0)}
WIDTHS = (240, 480, 800, 1200, 1600)
EVERY = ("avif", "webp", "jpeg")
PATH = "images/x"
FIGURE = PictureKey(PATH)
TWO_THREADS = Executor(2)
# How to turn an upright picture so that it is stored with each EXIF orientation.
STORED_AS = {
    1: (),
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_90,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_270,),
}


def marked(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    """A white picture with a red upper left corner."""
    image = Image.new("RGB", size, WHITE)
    image.paste(RED, (0, 0, size[0] // 4, size[1] // 4))
    return image.convert(mode)


def saved(folder: Path, image: Image.Image, name: str = "x.png", **options: object) -> Path:
    image.save(folder / name, **options)
    return folder / name


def profile(name: str) -> bytes:
    """A profile made by Pillow: sRGB, LAB or XYZ."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()


# Red, green and blue of wide-gamut spaces, as in ICC profiles: XYZ, adapted to D50.
PRIMARIES = {
    "Display P3": (
        (0.51512, 0.2412, -0.00105),
        (0.29198, 0.69225, 0.04189),
        (0.1571, 0.06657, 0.78407),
    ),
    "Adobe RGB": (
        (0.60974, 0.31111, 0.01947),
        (0.20528, 0.62567, 0.06087),
        (0.14919, 0.06322, 0.74457),
    ),
}


def wide_gamut(name: str) -> bytes:
    """The profile of a wide-gamut space: sRGB with other primaries (ICC.1:2022, 7.3, 10.31)."""
    data = bytearray(profile("sRGB"))
    for tag, primary in zip((b"rXYZ", b"gXYZ", b"bXYZ"), PRIMARIES[name], strict=True):
        (at,) = struct.unpack_from(">I", data, data.index(tag, 128) + 4)
        struct.pack_into(">3i", data, at + 8, *(round(part * 65536) for part in primary))
    return bytes(data)


def copied(
    *inputs: Any, executor: Executor = TWO_THREADS, removed: Iterable[Path] = (), **options: object
) -> Prepared:
    """The copies that are planned for pictures, made."""
    planned = plan_copies(*inputs, processes=executor.processes, removed=removed)
    _, media, cache, _ = inputs
    return encode(planned, media, cache, executor=executor, **options)


def prepared(
    original: Path,
    cache: Path,
    *slots: str,
    key: PictureKey = FIGURE,
    formats: tuple[str, ...] = EVERY,
    credit: str = "Foto: Kari Nordmann",
) -> Prepared:
    """What is made of an original for these slots, or for an article's figure."""
    recipe = Recipe(formats, WIDTHS, credit)
    return copied({key: slots or ("figure",)}, {key.path: original}, cache, recipe)


def made(original: Path, *slots: str, **options: object) -> Variants:
    """The copies of an original, stored beside it."""
    result = prepared(original, original.parent / "cache", *slots, **options)
    assert result.faults == {}
    (variants,) = result.variants.values()
    return variants


def folder(variants: Variants, original: Path) -> Path:
    """The folder in which `made` stores the copies."""
    return original.parent / "cache" / variants.stored


def files(variants: Variants, original: Path) -> list[Path]:
    return sorted(variants.files(original.parent / "cache").values())


def copies(original: Path, *slots: str, **options: object) -> dict[str, Image.Image]:
    """Every copy by its file name, opened with Pillow."""
    return {f.name: Image.open(f) for f in files(made(original, *slots, **options), original)}


def fault(original: Path) -> str:
    """The code of the problem with an original."""
    result = prepared(original, original.parent / "cache", formats=("jpeg",))
    assert not result.variants
    return result.faults[PATH]


def is_near(colour: object, expected: tuple[int, int, int]) -> bool:
    """Whether two colours differ by less than 40 in each channel; a lossy copy is never exact."""
    return all(abs(a - b) < 40 for a, b in zip(colour, expected, strict=True))
