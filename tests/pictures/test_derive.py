"""The copy of a picture: upright, plain, without anything else in the file."""

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as for_any
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from plugins.pictures.derive import LONGEST_SIDE, PictureFault, derived, recipe_hash
from tests.given import quickly

SIZE = (48, 32)
CORNER = (12, 8)
RED, WHITE = (255, 0, 0), (255, 255, 255)
ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F
# How a picture that is stored upright must be turned to be stored with each EXIF orientation.
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
    """A white picture whose upper left corner is red."""
    image = Image.new("RGB", size, WHITE)
    image.paste(RED, (0, 0, *CORNER))
    return image.convert(mode)


def saved(folder: Path, image: Image.Image, name: str = "x.png", **options: object) -> Path:
    image.save(folder / name, **options)
    return folder / name


def copy_of(original: Path) -> Image.Image:
    """The copy, opened again."""
    return Image.open(io.BytesIO(derived(original)[0]))


def is_near(found: object, wanted: tuple[int, int, int]) -> bool:
    """Whether two colours look the same; JPEG never keeps one exactly."""
    return all(abs(a - b) < 40 for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize("orientation", STORED_AS)
@pytest.mark.parametrize("name", ["x.jpg", "x.png", "x.webp"])
def test_every_orientation_comes_out_upright(tmp_path: Path, orientation: int, name: str) -> None:
    """The red corner is upper left, and the sides are those one sees."""
    image = marked()
    for turn in STORED_AS[orientation]:
        image = image.transpose(turn)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    copy = copy_of(saved(tmp_path, image, name, exif=exif)).convert("RGB")
    assert copy.size == SIZE
    assert is_near(copy.getpixel((3, 3)), RED)
    for corner in ((44, 3), (3, 28), (44, 28)):
        assert is_near(copy.getpixel(corner), WHITE)


def test_nothing_of_the_camera_or_the_editor_is_left(tmp_path: Path) -> None:
    """Neither position, maker, comment, colour profile nor XMP."""
    exif = Image.Exif()
    exif[MAKE] = "Hemmelig kamera"
    exif.get_ifd(GPS)[2] = (59.0, 57.0, 0.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    original = saved(
        tmp_path, marked(), "x.jpg",
        exif=exif, comment=b"Hemmelig notat", icc_profile=profile, xmp=b"<x>Hemmelig</x>",
    )  # fmt: skip
    data = derived(original)[0]
    assert set(copy_of(original).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density",
                                           "progressive", "progression"}  # fmt: skip
    for word in (b"Hemmelig", b"Exif", b"ICC_PROFILE", b"http://ns.adobe.com"):
        assert word not in data


def test_the_texts_in_a_png_are_left_out(tmp_path: Path) -> None:
    """Also of a copy that stays PNG."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Hemmelig")
    texts.add_itxt("XML:com.adobe.xmp", "Hemmelig")
    copy = copy_of(saved(tmp_path, marked("RGBA"), pnginfo=texts, dpi=(300, 300)))
    assert (copy.format, copy.info) == ("PNG", {})


def test_see_through_pictures_stay_so(tmp_path: Path) -> None:
    """As PNG, with the alpha they had."""
    image = marked("RGBA")
    image.putpixel((40, 20), (0, 0, 0, 0))
    data, suffix, _ = derived(saved(tmp_path, image))
    copy = Image.open(io.BytesIO(data))
    assert (suffix, copy.mode, copy.getpixel((40, 20))[3]) == (".png", "RGBA", 0)


def test_a_palette_with_a_see_through_colour_is_see_through(tmp_path: Path) -> None:
    """As many logos are."""
    original = saved(tmp_path, marked("P"), transparency=0)
    assert derived(original)[1] == ".png"


@pytest.mark.parametrize(
    ("mode", "name"),
    [("P", "x.png"), ("P", "x.gif"), ("L", "x.png"), ("L", "x.jpg"), ("1", "x.png"),
     ("CMYK", "x.jpg"), ("CMYK", "x.tif"), ("RGB", "x.webp"), ("RGB", "x.bmp"), ("LA", "x.png"),
     ("YCbCr", "x.jpg"), ("LAB", "x.tif")],
)  # fmt: skip
def test_every_kind_of_picture_is_shown_as_it_looks(tmp_path: Path, mode: str, name: str) -> None:
    """Light stays light and dark stays dark, in a form that browsers read."""
    copy = copy_of(saved(tmp_path, marked(mode), name))
    assert copy.format in ("JPEG", "PNG")
    assert copy.mode in ("RGB", "RGBA")
    shown = copy.convert("RGB")
    assert is_near(shown.getpixel((40, 28)), WHITE)
    assert sum(shown.getpixel((3, 3))) < 3 * 160


@pytest.mark.parametrize("name", ["x.png", "x.tif"])
def test_sixteen_bits_become_eight(tmp_path: Path, name: str) -> None:
    """A scanner's greys keep their places, and do not all turn white."""
    image = Image.new("I;16", SIZE)
    for x in range(SIZE[0]):
        for y in range(SIZE[1]):
            image.putpixel((x, y), 65_535 if x >= 24 else 16_384)
    shown = copy_of(saved(tmp_path, image, name)).convert("L")
    assert abs(shown.getpixel((6, 6)) - 64) < 6
    assert shown.getpixel((40, 6)) > 249


def test_colours_of_another_space_become_those_of_the_web(tmp_path: Path) -> None:
    """A profile that cannot be read is as none."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    web = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (web, lab, b"tull"):
        original = saved(tmp_path, marked(), "x.jpg", icc_profile=profile, quality=95)
        assert is_near(copy_of(original).getpixel((3, 3)), RED)


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ((3200, 1600), (1600, 800)),
        ((1000, 3200), (500, 1600)),
        ((1601, 10), (1600, 10)),
        ((1600, 1600), (1600, 1600)),
        ((5000, 1), (1600, 1)),
        ((40, 30), (40, 30)),
        ((1, 1), (1, 1)),
    ],
)
@pytest.mark.parametrize("name", ["x.jpg", "x.png"])
def test_the_longest_side_is_1600_pixels_at_most(
    tmp_path: Path, name: str, size: tuple[int, int], wanted: tuple[int, int]
) -> None:
    """In proportion; a smaller picture is never enlarged; what is told is what is."""
    data, _, told = derived(saved(tmp_path, Image.new("RGB", size, RED), name))
    assert told == Image.open(io.BytesIO(data)).size == wanted
    assert max(told) <= LONGEST_SIDE


def test_the_same_original_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whatever it is called, and however often."""
    first = saved(tmp_path, marked(), "a.jpg")
    second = saved(tmp_path, marked(), "b.jpg")
    assert derived(first) == derived(first) == derived(second)
    assert recipe_hash(first.read_bytes()) == recipe_hash(second.read_bytes())


@pytest.mark.parametrize(
    "data",
    [b"", b"Dette er ikke et bilde.", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a",
     b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7\n", b"RIFF\0\0\0\0WEBP"],
)  # fmt: skip
def test_what_is_no_picture_is_a_fault(tmp_path: Path, data: bytes) -> None:
    """Also when its name says that it is one."""
    file = tmp_path / "x.jpg"
    file.write_bytes(data)
    with pytest.raises(PictureFault) as caught:
        derived(file)
    assert caught.value.code == "image-unreadable"


@pytest.mark.parametrize("name", ["x.jpg", "x.png", "x.webp", "x.gif", "x.tif"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_picture_that_was_cut_off_is_a_fault(tmp_path: Path, name: str, part: float) -> None:
    """Half a picture is not published."""
    file = saved(tmp_path, Image.effect_noise((200, 200), 90).convert("RGB"), name)
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * part)])
    with pytest.raises(PictureFault):
        derived(file)


def test_a_picture_by_another_name_is_what_its_bytes_are(tmp_path: Path) -> None:
    """A PNG called .jpg is no fault."""
    file = saved(tmp_path, marked()).rename(tmp_path / "x.jpg")
    assert derived(file)[1] == ".jpg"


def test_a_picture_too_large_to_open_is_a_fault(tmp_path: Path) -> None:
    """A few bytes can claim to be a picture of billions of pixels."""
    bomb = io.BytesIO()
    Image.new("1", (30_000, 10_000)).save(bomb, "PNG")
    file = tmp_path / "x.png"
    file.write_bytes(bomb.getvalue())
    with pytest.raises(PictureFault) as caught:
        derived(file)
    assert caught.value.code == "image-too-large"


def test_a_camera_that_notes_nonsense_takes_pictures_all_the_same(tmp_path: Path) -> None:
    """Only the orientation is asked for: here the width is noted as a text."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKE] = "abc"
    nonsense = exif.tobytes().replace(b"\x01\x0f\x00\x02", b"\x01\x00\x00\x02")
    image = marked().transpose(*STORED_AS[6])
    copy = copy_of(saved(tmp_path, image, "x.jpg", exif=nonsense))
    assert copy.size == SIZE
    assert is_near(copy.getpixel((3, 3)), RED)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
@pytest.mark.parametrize("name", ["x.jpg", "x.png", "x.webp", "x.gif", "x.tif"])
@settings(quickly, suppress_health_check=[HealthCheck.function_scoped_fixture])
@for_any(places=st.lists(st.tuples(st.floats(0, 0.99), st.integers(0, 255)), max_size=8))
def test_a_damaged_picture_is_a_picture_or_a_fault(
    tmp_path: Path, name: str, places: list[tuple[float, int]]
) -> None:
    """Whatever bytes are changed, nothing crashes."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    file = saved(tmp_path, marked(), name, **({} if name.endswith("gif") else {"exif": exif}))
    data = bytearray(file.read_bytes())
    for place, byte in places:
        data[int(place * len(data))] = byte
    file.write_bytes(data)
    try:
        assert max(derived(file)[2]) <= LONGEST_SIDE
    except PictureFault as fault:
        assert fault.code.startswith("image-")
