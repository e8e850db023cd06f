"""HEIC, the format of iPhones: read with pillow-heif, which is installed here by its lock."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests import given, installed
from tests.site.building import build
from tests.test_run import HEIC_LOCK

ROOT = Path(__file__).parents[2]
# A red upper left corner, stored on its side, with a position.
DRAW = """\
import sys
import pillow_heif
from tests.pictures.sources import GPS, ORIENTATION, PLACE, STORED_AS, marked
from PIL import Image
pillow_heif.register_heif_opener()
exif = Image.Exif()
exif[ORIENTATION] = 6
exif[GPS] = PLACE
image = marked(size=(960, 640))
for turn in STORED_AS[6]:
    image = image.transpose(turn)
image.save(sys.argv[1], format="HEIF", exif=exif.tobytes())
"""
ARTICLE = """\
---
title: En sak
date: 2023-05-01
summary: Kort sagt.
image: {src: images/IMG_0042.HEIC, alt: Et hjørne}
---
Tekst.
"""


@pytest.fixture(scope="module")
def decoder(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment variables with which Python finds the package of the lock."""
    packages = installed.one_package(HEIC_LOCK, "pillow-heif", tmp_path_factory.mktemp("heic"))
    return {"PYTHONPATH": os.pathsep.join([os.environ["PYTHONPATH"], str(ROOT), str(packages)])}


def test_a_photo_of_a_phone_becomes_the_usual_copies(
    decoder: dict[str, str], tmp_path: Path
) -> None:
    """Upright and without its position; a build without the package before it changes nothing."""
    content = given.written(
        tmp_path / "content", {"site.yaml": "credit: Byen\n", "news/2023/sak.md": ARTICLE}
    )
    photo = content / "images/IMG_0042.HEIC"
    photo.parent.mkdir()
    draw = [sys.executable, "-c", DRAW, str(photo)]
    subprocess.run(draw, env=os.environ | decoder, check=True, timeout=60)
    settings = {"CACHE_PATH": str(tmp_path / "cache"), "PICTURE_WIDTHS": [480]}
    without = build(content, tmp_path / "out", **settings)
    assert without.code == 2
    assert "content/news/2023/sak.md:5:14: image-heic: " in without.err
    done = build(content, tmp_path / "out", env=decoder, **settings)
    assert done.code == 0, done.err
    assert "content/images/IMG_0042.HEIC: råd: image-place: " in done.err
    files = sorted((tmp_path / "out/bilder").rglob("480.*"))
    assert [file.suffix for file in files] == [".avif", ".jpg"]
    for file in files:
        with Image.open(file) as image:
            assert image.size == (480, 320)
            assert not image.getexif()
            red, green, _ = image.convert("RGB").getpixel((30, 30))
            assert red > 200 > 60 > green
            assert min(image.convert("RGB").getpixel((450, 300))) > 240
