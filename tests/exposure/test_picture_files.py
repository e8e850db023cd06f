"""Original pictures that everybody can get: as downloads, or in a public repository."""

from pathlib import Path

import pytest
from PIL import Image

from newsroom.commands.images import main as images
from tests import given
from tests.pictures.sources import GPS, PLACE, marked, saved
from tests.site.building import build, good

CAMERA, SERIAL = 0x8769, 0xA431
SITE = "identity: example.org,2023\n"
ARTICLE = "---\ntitle: Sak\ndate: 2023-05-01\nsummary: Kort.\n---\n{}\n"
EVENT = """\
id: frokost
title: Frokost
start: 2023-09-12 09:00
online: https://prove.example/mote
summary: Vi møtes.
documents: [{title: Kart, src: documents/foto.jpg}]
"""
OFFERED = {
    "in a text": {"news/2023/sak.md": ARTICLE.format("[Last ned](../../documents/foto.jpg)")},
    "of an event": {"events/frokost.yaml": EVENT},
}


def photograph(file: Path, *, place: bool = False, serial: bool = False) -> None:
    exif = Image.Exif()
    if place:
        exif.get_ifd(GPS).update(PLACE)
    if serial:
        exif[CAMERA] = {SERIAL: "12345"}
    file.parent.mkdir(parents=True, exist_ok=True)
    saved(file.parent, marked(), file.name, exif=exif)


@pytest.mark.parametrize("files", OFFERED.values(), ids=OFFERED)
@pytest.mark.parametrize("tells", ["place", "serial"])
def test_a_picture_to_download_is_told_of_and_mended(tmp_path: Path, files, tells: str) -> None:
    """The command in the message corrects a picture for download, in any repository."""
    content = given.written(tmp_path / "content", {"site.yaml": SITE, **files})
    photograph(content / "documents/foto.jpg", **{tells: True})
    ended = build(content, tmp_path / "out")
    assert ended.code == 2
    assert f"content/documents/foto.jpg: image-{tells}: " in ended.err
    assert "`python3 run.py images --clean`" in ended.err
    assert images(content, shrinks=False, cleans=True) == 0
    out = good(content, tmp_path / "out")
    with Image.open(out / "dokumenter/foto.jpg") as image:
        assert not image.getexif()


STRAYS = ("foto.jpg", "bilder/foto.png", "news/2023/.foto.webp", "record/foto.jpg")


@pytest.mark.parametrize("name", STRAYS)
def test_one_that_no_page_can_use_is_told_of_too(tmp_path: Path, name: str) -> None:
    """A picture that no page uses is reported too, in a public repository."""
    site = {"site.yaml": f"{SITE}repository: public\n"}
    content = given.written(tmp_path / "content", site)
    photograph(content / name, place=True, serial=True)
    ended = build(content, tmp_path / "out")
    assert ended.code == 2
    assert f"content/{name}: image-place: " in ended.err
    assert f"content/{name}: image-serial: " in ended.err
    assert images(content, shrinks=False, cleans=True) == 0
    good(content, tmp_path / "out")


def test_one_that_cannot_be_looked_into_is_told_of(tmp_path: Path) -> None:
    """A picture that cannot be read is reported, since it may have a position."""
    content = given.written(tmp_path / "content", {"site.yaml": SITE})
    given.written(content, OFFERED["of an event"] | {"documents/foto.jpg": ""})
    heic = b"\x00\x00\x00\x18ftypheic" + bytes(60)
    (content / "documents/foto.jpg").write_bytes(heic)
    ended = build(content, tmp_path / "out")
    assert ended.code == 2
    assert "content/documents/foto.jpg: image-heic: " in ended.err


def test_the_same_picture_may_be_shown_and_offered(tmp_path: Path) -> None:
    """The same picture may be shown and offered for download, such as a press photograph."""
    text = ARTICLE.format("![Skog](images/foto.jpg)\n\n[Last ned](../../documents/foto.jpg)")
    content = given.written(tmp_path / "content", {
        "site.yaml": f"{SITE}credit: Byen\n", "news/2023/sak.md": text,
    })  # fmt: skip
    for folder in ("images", "documents"):
        photograph(content / folder / "foto.jpg")
    out = good(content, tmp_path / "out")
    offered = (out / "dokumenter/foto.jpg").read_bytes()
    assert offered == (content / "images/foto.jpg").read_bytes()


def test_a_large_picture_to_download_is_left_as_large(tmp_path: Path, capsys) -> None:
    """The command does not make a large picture for download smaller."""
    file = tmp_path / "documents/plakat.png"
    file.parent.mkdir()
    saved(file.parent, marked(size=(3000, 1500)), file.name)
    before = file.read_bytes()
    assert images(tmp_path, shrinks=True, cleans=True) == 0
    assert file.read_bytes() == before
    assert "Alt er i orden: 1 bilde," in capsys.readouterr().out
