"""The copies of a picture: upright, plain, in the colours of the web, with its credit alone."""

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as for_any
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from newsroom.pictures.credits import Credit, embedded
from newsroom.pictures.slots import SLOTS, box
from newsroom.pictures.variants import PictureKey
from tests.given import quickly
from tests.pictures.sources import (
    ARTIST,
    EVERY,
    GPS,
    MAKE,
    ORIENTATION,
    PATH,
    PLACE,
    PRIMARIES,
    RED,
    SIZE,
    STORED_AS,
    WHITE,
    asked,
    copies,
    fault,
    files,
    folder,
    is_near,
    made,
    marked,
    profile,
    saved,
    wider,
)

SECRETS = (b"Hemmelig", b"Exif", b"ICC_PROFILE", b"GPS", b"iCCP", b"eXIf")


def only(original: Path, **said: object) -> Image.Image:
    """The one copy that a small original has in one format."""
    (copy,) = copies(original, **{"formats": ("jpeg",)} | said).values()
    return copy


@pytest.mark.parametrize("orientation", STORED_AS)
@pytest.mark.parametrize("name", ["x.jpg", "x.png", "x.webp"])
def test_every_orientation_comes_out_upright(tmp_path: Path, orientation: int, name: str) -> None:
    """The red corner is upper left in each format, and the sides are those one sees."""
    image = marked()
    for turn in STORED_AS[orientation]:
        image = image.transpose(turn)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    found = copies(saved(tmp_path, image, name, exif=exif))
    assert found.keys() == {"48.avif", "48.webp", "48.jpg"}
    for copy in found.values():
        assert copy.size == SIZE
        shown = copy.convert("RGB")
        assert is_near(shown.getpixel((3, 3)), RED)
        for corner in ((44, 3), (3, 28), (44, 28)):
            assert is_near(shown.getpixel(corner), WHITE)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_nothing_of_the_camera_is_left_and_the_credit_is_there(tmp_path: Path, mode: str) -> None:
    """Neither position, maker, comment, profile nor XMP of its own; who made it, in each format."""
    exif = Image.Exif()
    exif[MAKE] = "Hemmelig kamera"
    exif.get_ifd(GPS).update(PLACE)
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "Hemmelig")
    texts.add_itxt("XML:com.adobe.xmp", "<x>Hemmelig</x>")
    name = "x.png" if mode == "RGBA" else "x.jpg"
    options = {"pnginfo": texts} if mode == "RGBA" else {"comment": b"Hemmelig", "xmp": b"<x/>"}
    image = marked(mode)
    if mode == "RGBA":
        image.putpixel((40, 20), (0, 0, 0, 0))
    original = saved(tmp_path, image, name, exif=exif, icc_profile=profile("sRGB"), **options)
    key = PictureKey(PATH, Credit("Foto: Åse <Ås> & co", "Åse Ås", "© Åse Ås"))
    found = files(made(original, key=key), original)
    assert len(found) == len(EVERY)
    for file in found:
        data = file.read_bytes()
        assert not [secret for secret in SECRETS if secret in data], file.name
        with Image.open(file) as copy:
            assert not copy.getexif()
            assert embedded(copy.info["xmp"], {}) == key.credit


def test_the_credit_of_the_file_itself_is_kept(tmp_path: Path) -> None:
    """Where the entry names nobody; the site's default is for pictures that nobody has signed."""
    exif = Image.Exif()
    exif[ARTIST] = "Kari Nordmann"
    signed = saved(tmp_path, marked(), "a.jpg", exif=exif)
    assert made(signed).credit == Credit("Kari Nordmann", "Kari Nordmann")
    assert made(signed, key=PictureKey(PATH, Credit("Foto: Ola"))).credit == Credit("Foto: Ola")
    unsigned = saved(tmp_path, marked(), "b.jpg")
    assert made(unsigned).credit == Credit("Foto: Kari Nordmann")


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"tull",
        b"<a/>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"\xff\xfe<",
        b"<?xml encoding='tull'?><a/>",
    ],
)
def test_metadata_that_cannot_be_read_name_nobody(packet: bytes) -> None:
    """Nothing in them is expanded or fetched."""
    assert embedded(packet, {ARTIST: b"\xff", 1: 2}) == Credit()


def test_a_credit_that_cameras_pad_is_read() -> None:
    """EXIF strings end in NULs, and some cameras fill them with spaces."""
    assert embedded(b"", {ARTIST: "Kari Nordmann \0\0"}) == Credit(creator="Kari Nordmann")
    assert embedded(b"", {ARTIST: "Kari\0Nordmann"}) == Credit()


def test_see_through_pictures_stay_so(tmp_path: Path) -> None:
    """In each format, with PNG as the one for all; no tone shows through them."""
    image = marked("RGBA")
    image.paste((0, 0, 0, 0), (30, 16, 48, 32))
    original = saved(tmp_path, image)
    found = copies(original)
    assert found.keys() == {"48.avif", "48.webp", "48.png"}
    assert all(copy.convert("RGBA").getpixel((40, 24))[3] < 20 for copy in found.values())
    assert made(original).tone == ""


def test_a_palette_with_a_see_through_colour_is_see_through(tmp_path: Path) -> None:
    """As many logos are."""
    assert only(saved(tmp_path, marked("P"), transparency=0)).format == "PNG"


@pytest.mark.parametrize(
    ("mode", "name"),
    [("P", "x.png"), ("P", "x.gif"), ("L", "x.png"), ("L", "x.jpg"), ("1", "x.png"),
     ("CMYK", "x.jpg"), ("CMYK", "x.tif"), ("RGB", "x.webp"), ("RGB", "x.bmp"), ("LA", "x.png"),
     ("YCbCr", "x.jpg"), ("LAB", "x.tif"), ("RGB", "x.avif")],
)  # fmt: skip
def test_every_kind_of_picture_is_shown_as_it_looks(tmp_path: Path, mode: str, name: str) -> None:
    """Light stays light and dark stays dark, in a form that browsers read."""
    for copy in copies(saved(tmp_path, marked(mode), name)).values():
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
    shown = only(saved(tmp_path, image, name)).convert("L")
    assert abs(shown.getpixel((6, 6)) - 64) < 6
    assert shown.getpixel((40, 6)) > 249


@pytest.mark.parametrize("space", PRIMARIES)
def test_colours_of_another_space_become_those_of_the_web(tmp_path: Path, space: str) -> None:
    """A green of a wider space is greener than ours of the same numbers: it has less red.

    A profile that cannot be read, or is of another kind than the picture, is as none.
    """
    dull = Image.new("RGB", SIZE, (120, 200, 120))
    plain = only(saved(tmp_path, dull, "a.png")).getpixel((9, 9))
    wide = only(saved(tmp_path, dull, "b.png", icc_profile=wider(space))).getpixel((9, 9))
    assert wide[0] < plain[0] - 8
    for number, other in enumerate((profile("sRGB"), profile("LAB"), b"tull")):
        same = saved(tmp_path, dull, f"{number}.png", icc_profile=other)
        assert is_near(only(same).getpixel((9, 9)), plain)


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ((3200, 1600), [480, 800, 1200, 1600]),
        ((1000, 3200), [480, 800, 1000]),
        ((1601, 10), [480, 800, 1200, 1600]),
        ((820, 400), [480, 820]),
        ((40, 30), [40]),
        ((1, 1), [1]),
    ],
)
@pytest.mark.parametrize("name", ["x.jpg", "x.png"])
def test_widths_are_those_of_the_layout_and_never_wider_than_the_picture(
    tmp_path: Path, name: str, size: tuple[int, int], wanted: list[int]
) -> None:
    """In proportion, and what is told is what is."""
    original = saved(tmp_path, Image.new("RGB", size, RED), name)
    found = made(original, formats=("jpeg",))
    assert [copy.width for copy in found.by_slot["figure"]] == wanted
    for copy in found.by_slot["figure"]:
        with Image.open(folder(found, original) / copy.file) as image:
            assert image.size == (copy.width, copy.height)
            assert abs(copy.height - copy.width * size[1] / size[0]) <= 1


@pytest.mark.parametrize("slot", [name for name, slot in SLOTS.items() if slot.ratio])
@pytest.mark.parametrize("focal", [(0, 0), (100, 100), (50, 50)])
def test_a_crop_has_its_ratio_and_holds_the_focal_point(
    tmp_path: Path, slot: str, focal: tuple[int, int]
) -> None:
    """Of a broad picture and of a tall one; whatever is at the focal point is in it."""
    for number, size in enumerate(((400, 100), (100, 400))):
        image = Image.new("RGB", size, WHITE)
        at = [min(side - 8, side * part // 100) for side, part in zip(size, focal, strict=True)]
        image.paste(RED, (at[0] - 8, at[1] - 8, at[0] + 8, at[1] + 8))
        original = saved(tmp_path, image, f"{number}.png")
        found = made(original, slot, key=PictureKey(PATH, focal=focal), formats=("jpeg",))
        (copy,) = found.by_slot[slot]
        wide, high = SLOTS[slot].ratio
        assert copy.width / copy.height == pytest.approx(wide / high, rel=0.02)
        with Image.open(folder(found, original) / copy.file) as cropped:
            colours = cropped.convert("RGB").getcolors(cropped.width * cropped.height)
            assert any(is_near(colour, RED) for _, colour in colours)


def test_a_crop_stays_within_the_picture() -> None:
    """Also where the focal point is at its edge."""
    assert box((1, 1), (300, 100), (0, 50)) == (0, 0, 100, 100)
    assert box((1, 1), (300, 100), (100, 50)) == (200, 0, 300, 100)
    assert box((1, 1), (300, 100), (50, 50)) == (100, 0, 200, 100)


def test_the_same_original_gives_the_same_bytes(tmp_path: Path) -> None:
    """Whatever it is called, and however often."""
    first = saved(tmp_path, marked(), "a.jpg")
    second = saved(tmp_path, marked(), "b.jpg")
    found = [asked(one, tmp_path / str(n)).variants for n, one in enumerate((first, second))]
    one, other = (next(iter(variants.values())) for variants in found)
    assert one.name == other.name
    here, there = one.files(tmp_path / "0"), other.files(tmp_path / "1")
    assert here.keys() == there.keys()
    assert all(here[at].read_bytes() == there[at].read_bytes() for at in here)


@pytest.mark.parametrize(
    "data",
    [b"", b"Dette er ikke et bilde.", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a",
     b"%PDF-1.7\n", b"RIFF\0\0\0\0WEBP"],
)  # fmt: skip
def test_what_is_no_picture_is_a_fault(tmp_path: Path, data: bytes) -> None:
    """Also when its name says that it is one."""
    file = tmp_path / "x.jpg"
    file.write_bytes(data)
    assert fault(file) == "image-unreadable"


def test_a_drawing_in_svg_is_refused_in_its_own_words(tmp_path: Path) -> None:
    """Whatever it is called: it could hold scripts, and a browser would run them."""
    file = tmp_path / "x.png"
    file.write_text("<?xml version='1.0'?>\n<!-- logo -->\n<svg><script/></svg>", encoding="utf-8")
    assert fault(file) == "image-svg"


@pytest.mark.parametrize("name", ["x.jpg", "x.png", "x.webp", "x.gif", "x.tif", "x.avif"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_picture_that_was_cut_off_is_a_fault(tmp_path: Path, name: str, part: float) -> None:
    """Half a picture is not published."""
    file = saved(tmp_path, Image.effect_noise((200, 200), 90).convert("RGB"), name)
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * part)])
    assert fault(file) == "image-unreadable"


def test_a_picture_by_another_name_is_what_its_bytes_are(tmp_path: Path) -> None:
    """A PNG called .jpg is no fault."""
    file = saved(tmp_path, marked()).rename(tmp_path / "x.jpg")
    assert only(file).format == "JPEG"


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("size", [(30_000, 10_000), (11_000, 10_000)])
def test_a_picture_too_large_to_open_is_a_fault(tmp_path: Path, size: tuple[int, int]) -> None:
    """A few bytes can claim to be a picture of billions of pixels."""
    bomb = io.BytesIO()
    Image.new("1", size).save(bomb, "PNG")
    file = tmp_path / "x.png"
    file.write_bytes(bomb.getvalue())
    assert fault(file) == "image-too-large"


@pytest.mark.parametrize("name", ["x.gif", "x.png", "x.webp", "x.avif"])
def test_a_picture_that_moves_is_refused(tmp_path: Path, name: str) -> None:
    """It could not be stopped (WCAG 2.2, 2.2.2)."""
    others = [marked().rotate(180)]
    file = saved(tmp_path, marked(), name, save_all=True, append_images=others)
    assert fault(file) == "image-moving"


def test_a_telephone_picture_with_a_second_view_does_not_move(tmp_path: Path) -> None:
    """CIPA's multi-picture format: the first is the picture."""
    file = saved(tmp_path, marked(), "x.mpo", save_all=True, append_images=[marked().rotate(180)])
    assert is_near(only(file).getpixel((3, 3)), RED)


def test_a_camera_that_notes_nonsense_takes_pictures_all_the_same(tmp_path: Path) -> None:
    """Only the orientation is asked for: here the width is noted as a text."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKE] = "abc"
    nonsense = exif.tobytes().replace(b"\x01\x0f\x00\x02", b"\x01\x00\x00\x02")
    image = marked().transpose(*STORED_AS[6])
    copy = only(saved(tmp_path, image, "x.jpg", exif=nonsense))
    assert copy.size == SIZE
    assert is_near(copy.getpixel((3, 3)), RED)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF", "ignore:Tag data larger than file")
@pytest.mark.parametrize("name", ["x.jpg", "x.png", "x.webp", "x.gif", "x.tif", "x.avif"])
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
    prepared = asked(file, tmp_path / "cache", formats=("jpeg",))
    assert len(prepared.variants) + len(prepared.faults) == 1
    assert all(code.startswith("image-") for code in prepared.faults.values())
