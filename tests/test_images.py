"""`run.py images`: originals that are too large, or tell where they were taken."""

import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageChops, PngImagePlugin

from newsroom.commands import images
from newsroom.commands.images import main
from newsroom.commands.originals import cleaned
from newsroom.pictures.credits import Credit, embedded, xmp
from newsroom.pictures.inspect import inspected
from tests.pictures.sources import GPS, MAKE, ORIENTATION, PLACE, marked, profile, saved

CREDIT = Credit("Foto: Åse Ås", "Åse Ås", "© Åse Ås")


def camera(folder: Path, name: str, orientation: int = 6) -> Path:
    """A picture from a telephone: turned, with a place, a maker, a comment and a credit."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKE] = "Hemmelig"
    exif.get_ifd(GPS).update(PLACE)
    options = {"exif": exif, "xmp": xmp(CREDIT), "icc_profile": profile("sRGB")}
    if name.endswith(".png"):
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Comment", "Hemmelig")
        texts.add_itxt("XML:com.adobe.xmp", xmp(CREDIT).decode())
        options = {"exif": exif, "pnginfo": texts, "icc_profile": profile("sRGB")}
    if name.endswith(".jpg"):
        options |= {"comment": b"Hemmelig", "quality": 95, "progressive": True}
    return saved(folder, Image.effect_noise((90, 60), 60).convert("RGB"), name, **options)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content/images/2023").mkdir(parents=True)
    return tmp_path / "content"


@pytest.mark.parametrize("name", ["x.jpg", "x.png", "x.webp"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_cleaning_leaves_the_pixels_the_credit_and_the_way_up(
    content: Path, name: str, orientation: int, capsys: pytest.CaptureFixture
) -> None:
    """And nothing else of the camera; the file keeps its permissions."""
    file = camera(content / "images/2023", name, orientation)
    file.chmod(0o644)
    before = file.parent / f"before-{name}"
    shutil.copy(file, content.parent / before.name)
    assert main(content, shrinks=False, cleans=True) == 0
    with Image.open(content.parent / before.name) as one, Image.open(file) as other:
        assert ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getbbox() is None
        assert dict(other.getexif()) == ({ORIENTATION: 6} if orientation == 6 else {})
        assert embedded(other.info["xmp"], {}) == CREDIT
        assert other.info["icc_profile"] == one.info["icc_profile"]
    assert b"Hemmelig" not in file.read_bytes()
    assert not inspected(file).has_place
    assert file.stat().st_mode & 0o777 == 0o644
    assert "1 bilder forteller det ikke lenger." in capsys.readouterr().out


def test_what_hides_behind_a_picture_is_cleaned_away(content: Path) -> None:
    """A telephone's second view has metadata of its own."""
    exif = Image.Exif()
    exif[MAKE] = "Hemmelig"
    views = {"save_all": True, "append_images": [marked().rotate(180)], "exif": exif}
    data = saved(content, marked(), "x.mpo", **views).read_bytes()
    lean = cleaned(data, Credit())
    assert b"Hemmelig" not in lean
    assert lean.count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize("tag", [0xA430, 0xA431, 0xA435])
def test_the_number_of_a_camera_is_told_of_and_cleaned(content: Path, tag: int) -> None:
    """It leads from one picture to all others of the same camera, and to whose it is."""
    exif = Image.Exif()
    exif[0x8769] = {tag: "12345"}
    file = saved(content / "images/2023", marked(), "x.jpg", exif=exif)
    assert inspected(file).has_serial
    assert main(content, shrinks=False, cleans=False) == 1
    assert main(content, shrinks=False, cleans=True) == 0
    assert not inspected(file).has_serial


def test_a_place_is_told_of_until_it_is_cleaned(
    content: Path, capsys: pytest.CaptureFixture
) -> None:
    """With the command that takes it out; a format we do not take apart is named."""
    camera(content / "images/2023", "x.jpg")
    assert main(content, shrinks=False, cleans=False) == 1
    assert "python3 run.py images --clean" in capsys.readouterr().out
    camera(content / "images/2023", "y.avif")
    assert main(content, shrinks=False, cleans=True) == 1
    assert "Kunne ikke endre y.avif" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["x.jpg", "x.png", "x.webp"])
def test_a_large_picture_is_made_smaller_upright_and_with_its_credit(
    content: Path, name: str, capsys: pytest.CaptureFixture
) -> None:
    """When it is asked for; else it is only told of."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    options = {"exif": exif, "xmp": xmp(CREDIT)}
    if name.endswith(".png"):
        texts = PngImagePlugin.PngInfo()
        texts.add_itxt("XML:com.adobe.xmp", xmp(CREDIT).decode())
        options = {"exif": exif, "pnginfo": texts}
    file = saved(content / "images", marked(size=(3000, 1500)), name, **options)
    before = file.read_bytes()
    assert main(content, shrinks=False, cleans=False) == 0
    assert file.read_bytes() == before
    assert main(content, shrinks=True, cleans=False) == 0
    with Image.open(file) as image:
        assert image.size == (1280, 2560)
        assert not image.getexif()
        assert embedded(image.info["xmp"], {}) == CREDIT
    assert "1 bilder er gjort mindre." in capsys.readouterr().out


@pytest.mark.parametrize(("answer", "is_changed"), [("j", True), ("n", False), ("", False)])
def test_on_a_terminal_one_is_asked(
    content: Path, monkeypatch: pytest.MonkeyPatch, answer: str, is_changed: bool
) -> None:
    """Nothing is changed by pressing Enter."""
    file = saved(content / "images", marked(size=(3000, 1500)), "x.jpg", quality=95)
    before = file.read_bytes()
    monkeypatch.setattr(images.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    main(content, shrinks=False, cleans=False)
    assert (file.read_bytes() != before) == is_changed


def test_good_originals_are_left_alone(content: Path, capsys: pytest.CaptureFixture) -> None:
    """And what is no picture is not this command's business."""
    file = saved(content / "images", marked(), "x.jpg")
    (content / "images/les-meg.txt").write_text("Hei", encoding="utf-8")
    before = file.read_bytes()
    assert main(content, shrinks=True, cleans=True) == 0
    assert file.read_bytes() == before
    assert "Alt er i orden: 1 bilder" in capsys.readouterr().out
