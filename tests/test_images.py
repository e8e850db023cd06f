"""`run.py images` resizes large originals, and removes metadata about place and camera."""

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
    """A rotated picture with place, camera, comment and credit, as a phone makes it."""
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
def test_clean_keeps_pixels_credit_profile_and_orientation(
    content: Path, name: str, orientation: int, capsys: pytest.CaptureFixture
) -> None:
    """All other metadata are removed; the file keeps its permissions."""
    file = camera(content / "images/2023", name, orientation)
    file.chmod(0o644)
    before = file.parent / f"before-{name}"
    shutil.copy(file, content.parent / before.name)
    assert main(content, shrinks=False, cleans=True) == 0
    with Image.open(content.parent / before.name) as original, Image.open(file) as result:
        difference = ImageChops.difference(original.convert("RGB"), result.convert("RGB"))
        assert difference.getbbox() is None
        assert dict(result.getexif()) == ({ORIENTATION: 6} if orientation == 6 else {})
        assert embedded(result.info["xmp"], {}) == CREDIT
        assert result.info["icc_profile"] == original.info["icc_profile"]
    assert b"Hemmelig" not in file.read_bytes()
    assert not inspected(file).has_place
    assert file.stat().st_mode & 0o777 == 0o644
    assert "1 bilde røper det ikke lenger." in capsys.readouterr().out


def test_clean_removes_the_second_picture_of_a_multi_picture_file(content: Path) -> None:
    """Its metadata are removed with it."""
    exif = Image.Exif()
    exif[MAKE] = "Hemmelig"
    views = {"save_all": True, "append_images": [marked().rotate(180)], "exif": exif}
    data = saved(content, marked(), "x.mpo", **views).read_bytes()
    clean = cleaned(data, Credit())
    assert b"Hemmelig" not in clean
    assert clean.count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize("tag", [0xA430, 0xA431, 0xA435])
def test_serial_numbers_are_reported_and_cleaned(content: Path, tag: int) -> None:
    """They connect a picture with all others from the same camera, and with its owner."""
    exif = Image.Exif()
    exif[0x8769] = {tag: "12345"}
    file = saved(content / "images/2023", marked(), "x.jpg", exif=exif)
    assert inspected(file).has_serial
    assert main(content, shrinks=False, cleans=False) == 1
    assert main(content, shrinks=False, cleans=True) == 0
    assert not inspected(file).has_serial


def test_a_place_is_reported_with_the_command_that_removes_it(
    content: Path, capsys: pytest.CaptureFixture
) -> None:
    """A format that the command cannot clean is reported by its file name."""
    camera(content / "images/2023", "x.jpg")
    assert main(content, shrinks=False, cleans=False) == 1
    assert "python3 run.py images --clean" in capsys.readouterr().out
    camera(content / "images/2023", "y.avif")
    assert main(content, shrinks=False, cleans=True) == 1
    assert "Kunne ikke endre y.avif" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["x.jpg", "x.png", "x.webp"])
def test_shrink_makes_a_large_picture_smaller(
    content: Path, name: str, capsys: pytest.CaptureFixture
) -> None:
    """The new file is upright and has its credit; without `--shrink` the file is unchanged."""
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
    assert "1 bilde er gjort mindre: " in capsys.readouterr().out


@pytest.mark.parametrize(("answer", "is_changed"), [("j", True), ("n", False), ("", False)])
def test_the_command_asks_before_it_changes_files(
    content: Path, monkeypatch: pytest.MonkeyPatch, answer: str, is_changed: bool
) -> None:
    """Only `j` changes a file, and Enter does not."""
    file = saved(content / "images", marked(size=(3000, 1500)), "x.jpg", quality=95)
    before = file.read_bytes()
    monkeypatch.setattr(images.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    main(content, shrinks=False, cleans=False)
    assert (file.read_bytes() != before) == is_changed


def test_good_originals_are_unchanged(content: Path, capsys: pytest.CaptureFixture) -> None:
    """Files that are no pictures are ignored."""
    file = saved(content / "images", marked(), "x.jpg")
    (content / "images/les-meg.txt").write_text("Hei", encoding="utf-8")
    before = file.read_bytes()
    assert main(content, shrinks=True, cleans=True) == 0
    assert file.read_bytes() == before
    assert "Alt er i orden: 1 bilde," in capsys.readouterr().out


def test_pictures_that_no_build_can_use_are_reported(
    content: Path, capsys: pytest.CaptureFixture
) -> None:
    """The messages are those of the build; files in documents/ may be animations."""
    (content / "images/x.jpg").write_bytes(b"ikke et bilde")
    frames = {"save_all": True, "append_images": [marked().rotate(90)]}
    saved(content / "images", marked(), "y.gif", **frames)
    (content / "documents").mkdir()
    saved(content / "documents", marked(), "z.gif", **frames)
    assert main(content, shrinks=False, cleans=False) == 1
    stdout = capsys.readouterr().out
    assert stdout == (
        "content/images/x.jpg: image-unreadable: Bildet «images/x.jpg» lar seg ikke åpne. Filen er"
        " ødelagt, eller den er ikke et bilde. Åpne bildet på din egen maskin, og lagre det på nytt"
        " som JPEG eller PNG.\n"
        "content/images/y.gif: image-moving: Bildet «images/y.gif» beveger seg, og bevegelse som"
        " ikke kan stanses, stenger lesere ute. Kjør `python3 run.py check --fix`: det lager et"
        " stillbilde av det første bildet og skriver navnet på det i teksten. Eller lenk til en"
        " video.\n"
    )


def test_removed_metadata_do_not_count_as_saved_bytes(
    content: Path, capsys: pytest.CaptureFixture
) -> None:
    """A picture that is large only because of its metadata is not resized after cleaning."""
    file = camera(content / "images", "x.jpg")
    file.write_bytes(file.read_bytes() + b"Hemmelig" * 200_000)
    assert main(content, shrinks=True, cleans=True) == 0
    assert capsys.readouterr().out.splitlines()[2:] == ["1 bilde røper det ikke lenger."]


def test_a_picture_that_would_grow_is_unchanged(
    content: Path, capsys: pytest.CaptureFixture
) -> None:
    """The output says that it cannot become smaller, and reports no saving."""
    noise = Image.effect_noise((2000, 2000), 200)
    file = saved(content / "images", noise, "x.jpg", quality=60, optimize=True, progressive=True)
    before = file.read_bytes()
    assert main(content, shrinks=True, cleans=False) == 0
    assert file.read_bytes() == before
    stdout = capsys.readouterr().out
    assert stdout.endswith("x.jpg er så liten den kan bli uten å se dårligere ut.\n")
    assert "spart" not in stdout


def test_clean_does_not_encode_a_lossy_webp_or_a_16_bit_png_again(content: Path) -> None:
    """Both files become smaller, and the 16-bit PNG keeps its mode and pixels."""
    tags = Image.Exif()
    tags.get_ifd(GPS).update(PLACE)
    exif = tags.tobytes()
    noise = Image.effect_noise((300, 200), 80).convert("RGB")
    lossy = saved(content / "images", noise, "x.webp", exif=exif, quality=80)
    deep = saved(content / "images", Image.new("I;16", (20, 20), 12_345), "x.png", exif=exif)
    sizes = [file.stat().st_size for file in (lossy, deep)]
    assert main(content, shrinks=False, cleans=True) == 0
    assert all(f.stat().st_size < size for f, size in zip((lossy, deep), sizes, strict=True))
    with Image.open(deep) as image:
        assert (image.mode, image.getpixel((3, 3))) == ("I;16", 12_345)
        assert not image.getexif()


def test_a_truncated_picture_is_unchanged(content: Path, capsys: pytest.CaptureFixture) -> None:
    """It is reported by name, with what to do."""
    file = camera(content / "images", "x.jpg")
    file.write_bytes(file.read_bytes()[:-200])
    before = file.read_bytes()
    assert main(content, shrinks=False, cleans=True) == 1
    assert file.read_bytes() == before
    assert "Kunne ikke endre x.jpg: lagre det som JPEG" in capsys.readouterr().out
