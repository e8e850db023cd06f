"""The copies of a picture: upright, in sRGB, and without metadata but the credit."""

import io
from codecs import BOM_UTF16_BE
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as for_any
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from newsroom.pictures.credits import Credit, embedded, xmp
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
    copies,
    fault,
    files,
    folder,
    is_near,
    made,
    marked,
    prepared,
    profile,
    saved,
    wide_gamut,
)

SECRETS = (b"Hemmelig", b"Exif", b"ICC_PROFILE", b"GPS", b"iCCP", b"eXIf")


def only(original: Path, **options: object) -> Image.Image:
    """The one copy that a small original has in one format."""
    (copy,) = copies(original, **{"formats": ("jpeg",)} | options).values()
    return copy


@pytest.mark.parametrize("orientation", STORED_AS)
@pytest.mark.parametrize("name", ["x.jpg", "x.png", "x.webp"])
def test_copies_are_upright_for_every_exif_orientation(
    tmp_path: Path, orientation: int, name: str
) -> None:
    """The red corner is upper left in each format, and width and height are as displayed."""
    image = marked()
    for turn in STORED_AS[orientation]:
        image = image.transpose(turn)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    opened = copies(saved(tmp_path, image, name, exif=exif))
    assert opened.keys() == {"48.avif", "48.webp", "48.jpg"}
    for copy in opened.values():
        assert copy.size == SIZE
        shown = copy.convert("RGB")
        assert is_near(shown.getpixel((3, 3)), RED)
        for corner in ((44, 3), (3, 28), (44, 28)):
            assert is_near(shown.getpixel(corner), WHITE)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_copies_have_the_credit_and_no_other_metadata(tmp_path: Path, mode: str) -> None:
    """Place, camera, comment, colour profile and XMP are gone; the credit is in each format."""
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
    copied = files(made(original, key=key), original)
    assert len(copied) == len(EVERY)
    for file in copied:
        data = file.read_bytes()
        assert not [secret for secret in SECRETS if secret in data], file.name
        with Image.open(file) as copy:
            assert not copy.getexif()
            assert embedded(copy.info["xmp"], {}) == key.credit


def test_the_credit_comes_from_the_entry_the_file_or_the_site(tmp_path: Path) -> None:
    """The entry's credit wins over the file's; the site's default is for files without one."""
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
def test_unreadable_metadata_give_no_credit(packet: bytes) -> None:
    """The parser skips broken EXIF and XML, and does not expand entities."""
    assert embedded(packet, {ARTIST: b"\xff", 1: 2}) == Credit()


@pytest.mark.parametrize(("mark", "encoding"), [(b"", "utf-8"), (BOM_UTF16_BE, "utf-16-be")])
def test_xmp_with_a_dtd_gives_no_credit(mark: bytes, encoding: str) -> None:
    """The same packet without the DTD gives its credit."""
    packet, dtd = xmp(Credit("Kari Nordmann")).decode(), '<!DOCTYPE a [<!ENTITY b "c">]>'
    assert embedded(mark + packet.encode(encoding), {}).creator == "Kari Nordmann"
    assert embedded(mark + (dtd + packet).encode(encoding), {}) == Credit()


def test_a_padded_exif_credit_is_read() -> None:
    """EXIF strings end in NULs, and some cameras fill them with spaces."""
    assert embedded(b"", {ARTIST: "Kari Nordmann \0\0"}) == Credit(creator="Kari Nordmann")
    assert embedded(b"", {ARTIST: "Kari\0Nordmann"}) == Credit()


def test_transparency_is_kept(tmp_path: Path) -> None:
    """AVIF, WebP and PNG copies are transparent, and there is no background tone."""
    image = marked("RGBA")
    image.paste((0, 0, 0, 0), (30, 16, 48, 32))
    original = saved(tmp_path, image)
    opened = copies(original)
    assert opened.keys() == {"48.avif", "48.webp", "48.png"}
    assert all(copy.convert("RGBA").getpixel((40, 24))[3] < 20 for copy in opened.values())
    assert made(original).tone == ""


def test_a_palette_with_a_transparent_colour_becomes_png(tmp_path: Path) -> None:
    """Many logos are such files."""
    assert only(saved(tmp_path, marked("P"), transparency=0)).format == "PNG"


@pytest.mark.parametrize(
    ("mode", "name"),
    [("P", "x.png"), ("P", "x.gif"), ("L", "x.png"), ("L", "x.jpg"), ("1", "x.png"),
     ("CMYK", "x.jpg"), ("CMYK", "x.tif"), ("RGB", "x.webp"), ("RGB", "x.bmp"), ("LA", "x.png"),
     ("YCbCr", "x.jpg"), ("LAB", "x.tif"), ("RGB", "x.avif")],
)  # fmt: skip
def test_every_mode_and_format_keeps_light_and_dark(tmp_path: Path, mode: str, name: str) -> None:
    """Copies are RGB or RGBA, with a light and a dark corner as in the original."""
    for copy in copies(saved(tmp_path, marked(mode), name)).values():
        assert copy.mode in ("RGB", "RGBA")
        shown = copy.convert("RGB")
        assert is_near(shown.getpixel((40, 28)), WHITE)
        assert sum(shown.getpixel((3, 3))) < 3 * 160


@pytest.mark.parametrize("name", ["x.png", "x.tif"])
def test_16_bit_greys_are_scaled_to_8_bits(tmp_path: Path, name: str) -> None:
    """A grey of 25 % stays 25 %, and is not clipped to white."""
    image = Image.new("I;16", SIZE)
    for x in range(SIZE[0]):
        for y in range(SIZE[1]):
            image.putpixel((x, y), 65_535 if x >= 24 else 16_384)
    shown = only(saved(tmp_path, image, name)).convert("L")
    assert abs(shown.getpixel((6, 6)) - 64) < 6
    assert shown.getpixel((40, 6)) > 249


@pytest.mark.parametrize("space", PRIMARIES)
def test_wide_gamut_colours_are_converted_to_srgb(tmp_path: Path, space: str) -> None:
    """The same numbers in a wide-gamut space are a greener green, with less red in sRGB.

    A profile that cannot be read, or that is for another colour model, is ignored.
    """
    dull = Image.new("RGB", SIZE, (120, 200, 120))
    plain = only(saved(tmp_path, dull, "a.png")).getpixel((9, 9))
    wide = only(saved(tmp_path, dull, "b.png", icc_profile=wide_gamut(space))).getpixel((9, 9))
    assert wide[0] < plain[0] - 8
    for number, other in enumerate((profile("sRGB"), profile("LAB"), b"tull")):
        same = saved(tmp_path, dull, f"{number}.png", icc_profile=other)
        assert is_near(only(same).getpixel((9, 9)), plain)


@pytest.mark.parametrize(
    ("size", "expected"),
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
def test_copies_have_the_widths_of_the_slot_up_to_the_originals(
    tmp_path: Path, name: str, size: tuple[int, int], expected: list[int]
) -> None:
    """Width and height are those of the file, in proportion to the original."""
    original = saved(tmp_path, Image.new("RGB", size, RED), name)
    variants = made(original, formats=("jpeg",))
    assert [copy.width for copy in variants.by_slot["figure"]] == expected
    for copy in variants.by_slot["figure"]:
        with Image.open(folder(variants, original) / copy.file) as image:
            assert image.size == (copy.width, copy.height)
            assert abs(copy.height - copy.width * size[1] / size[0]) <= 1


@pytest.mark.parametrize(
    "slot", [name for name, slot in SLOTS.items() if slot.ratio and not slot.is_exact]
)
@pytest.mark.parametrize("focal", [(0, 0), (100, 100), (50, 50)])
def test_a_crop_has_the_ratio_of_its_slot_and_the_focal_point(
    tmp_path: Path, slot: str, focal: tuple[int, int]
) -> None:
    """The originals are wide and tall, with the focal point in the middle and in corners."""
    for number, size in enumerate(((400, 100), (100, 400))):
        image = Image.new("RGB", size, WHITE)
        at = [min(side - 8, side * part // 100) for side, part in zip(size, focal, strict=True)]
        image.paste(RED, (at[0] - 8, at[1] - 8, at[0] + 8, at[1] + 8))
        original = saved(tmp_path, image, f"{number}.png")
        variants = made(original, slot, key=PictureKey(PATH, focal=focal), formats=("jpeg",))
        (copy,) = variants.by_slot[slot]
        wide, high = SLOTS[slot].ratio
        assert copy.width / copy.height == pytest.approx(wide / high, rel=0.02)
        with Image.open(folder(variants, original) / copy.file) as cropped:
            colours = cropped.convert("RGB").getcolors(cropped.width * cropped.height)
            assert any(is_near(colour, RED) for _, colour in colours)


@pytest.mark.parametrize(
    ("size", "mode", "expected"),
    [
        ((1200, 630), "RGB", [(1200, 630)]),
        ((1200, 636), "RGB", [(1200, 630)]),
        ((3000, 2000), "RGB", [(1200, 630)]),
        ((1201, 4000), "RGB", [(1200, 630)]),
        ((1199, 4000), "RGB", []),
        ((2000, 620), "RGB", []),
        ((3000, 2000), "RGBA", []),
    ],
)
def test_a_picture_is_shared_in_one_size_or_not_at_all(
    tmp_path: Path, size: tuple[int, int], mode: str, expected: list[tuple[int, int]]
) -> None:
    """A picture that is too narrow when it is cropped is not shared, nor a transparent one."""
    original = saved(tmp_path, Image.new(mode, size), "a.png")
    variants = made(original, "share", "figure")
    copies = variants.by_slot["share"]
    assert [(copy.width, copy.height) for copy in copies] == expected
    for copy in copies:
        with Image.open(folder(variants, original) / copy.file) as image:
            assert (image.size, image.format) == (expected[0], "JPEG")


def test_a_crop_stays_within_the_picture() -> None:
    """The box is moved inwards when the focal point is at an edge."""
    assert box((1, 1), (300, 100), (0, 50)) == (0, 0, 100, 100)
    assert box((1, 1), (300, 100), (100, 50)) == (200, 0, 300, 100)
    assert box((1, 1), (300, 100), (50, 50)) == (100, 0, 200, 100)


def test_the_same_original_gives_the_same_bytes(tmp_path: Path) -> None:
    """The second file has another name and another cache."""
    first = saved(tmp_path, marked(), "a.jpg")
    second = saved(tmp_path, marked(), "b.jpg")
    results = [
        prepared(file, tmp_path / str(number)).variants
        for number, file in enumerate((first, second))
    ]
    first_variants, second_variants = (next(iter(variants.values())) for variants in results)
    assert first_variants.name == second_variants.name
    here, there = first_variants.files(tmp_path / "0"), second_variants.files(tmp_path / "1")
    assert here.keys() == there.keys()
    assert all(here[at].read_bytes() == there[at].read_bytes() for at in here)


@pytest.mark.parametrize(
    "data",
    [b"", b"Dette er ikke et bilde.", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a",
     b"RIFF\0\0\0\0WEBP"],
)  # fmt: skip
def test_a_file_that_is_no_picture_is_image_unreadable(tmp_path: Path, data: bytes) -> None:
    """The suffix .jpg does not make it a picture."""
    file = tmp_path / "x.jpg"
    file.write_bytes(data)
    assert fault(file) == "image-unreadable"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"II*\0", b"MM\0*", b"8BPS", b"%!PS-Adobe"])
def test_a_file_that_browsers_do_not_show_is_image_format(tmp_path: Path, data: bytes) -> None:
    """A TIFF that cannot be decoded is not said to be damaged."""
    file = tmp_path / "x.jpg"
    file.write_bytes(data)
    assert fault(file) == "image-format"


def test_svg_is_image_svg(tmp_path: Path) -> None:
    """SVG may contain scripts, so it is refused under every file name."""
    file = tmp_path / "x.png"
    file.write_text("<?xml version='1.0'?>\n<!-- logo -->\n<svg><script/></svg>", encoding="utf-8")
    assert fault(file) == "image-svg"


@pytest.mark.parametrize("name", ["x.jpg", "x.png", "x.webp", "x.gif", "x.tif", "x.avif"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_picture_is_image_unreadable(tmp_path: Path, name: str, part: float) -> None:
    """Each format is cut at 10, 50 and 90 % of its bytes."""
    file = saved(tmp_path, Image.effect_noise((200, 200), 90).convert("RGB"), name)
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * part)])
    # Of a TIFF it is not certain which of the two it is.
    assert fault(file) == ("image-format" if name == "x.tif" else "image-unreadable")


def test_the_format_is_read_from_the_bytes(tmp_path: Path) -> None:
    """A PNG called x.jpg gets copies."""
    file = saved(tmp_path, marked()).rename(tmp_path / "x.jpg")
    assert only(file).format == "JPEG"


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("size", [(30_000, 10_000), (11_000, 10_000)])
def test_too_many_pixels_are_image_too_large(tmp_path: Path, size: tuple[int, int]) -> None:
    """A small file may have so many pixels that decoding it fills the memory."""
    bomb = io.BytesIO()
    Image.new("1", size).save(bomb, "PNG")
    file = tmp_path / "x.png"
    file.write_bytes(bomb.getvalue())
    assert fault(file) == "image-too-large"


@pytest.mark.parametrize("name", ["x.gif", "x.png", "x.webp", "x.avif"])
def test_an_animation_is_image_moving(tmp_path: Path, name: str) -> None:
    """A visitor could not stop it (WCAG 2.2, 2.2.2)."""
    others = [marked().rotate(180)]
    file = saved(tmp_path, marked(), name, save_all=True, append_images=others)
    assert fault(file) == "image-moving"


def test_a_multi_picture_file_is_no_animation(tmp_path: Path) -> None:
    """The first picture of a file in CIPA's Multi-Picture Format is copied."""
    file = saved(tmp_path, marked(), "x.mpo", save_all=True, append_images=[marked().rotate(180)])
    assert is_near(only(file).getpixel((3, 3)), RED)


def test_invalid_exif_fields_are_ignored(tmp_path: Path) -> None:
    """The orientation is read although the EXIF width is a text."""
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
def test_a_damaged_picture_gives_copies_or_a_problem(
    tmp_path: Path, name: str, places: list[tuple[float, int]]
) -> None:
    """Changed bytes cause no other exception."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    file = saved(tmp_path, marked(), name, **({} if name.endswith("gif") else {"exif": exif}))
    data = bytearray(file.read_bytes())
    for place, byte in places:
        data[int(place * len(data))] = byte
    file.write_bytes(data)
    result = prepared(file, tmp_path / "cache", formats=("jpeg",))
    assert len(result.variants) + len(result.faults) == 1
    assert all(code.startswith("image-") for code in result.faults.values())
