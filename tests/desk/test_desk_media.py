"""Uploads of pictures and documents, where they are used, and their crops."""

import errno
import io
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from newsroom.commands.originals import MOST_SIDE
from newsroom.commands.outcome import Refused
from newsroom.desk.media.crops import crops
from newsroom.desk.media.uploads import Received, receive, replace
from newsroom.desk.media.usage import media_uses
from newsroom.desk.saving.content_files import ContentFiles
from newsroom.pictures.credits import Credit, embedded, xmp
from newsroom.pictures.inspect import inspected
from tests import given, installed
from tests.pictures.sources import GPS, ORIENTATION, PLACE, marked
from tests.table import check_each
from tests.test_run import HEIC_LOCK

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 29)
PDF = b"%PDF-1.7\n1 0 obj\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s<path d="M0 0h9"/></svg>'
PLACE_SAID = "Stedet bildet er tatt, er fjernet."


def encoded(image: Image.Image, name: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, name, **options)
    return out.getvalue()


def phone_photo(size: tuple[int, int] = (4000, 3000)) -> bytes:
    """A photo of 12 megapixels on its side, with its place and its photographer."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS).update(PLACE)
    noise = Image.effect_noise((size[0] // 4, size[1] // 4), 90).resize(size).convert("RGB")
    return encoded(noise, quality=97, exif=exif, xmp=xmp(Credit("Foto: Åse Ås")))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def files_of(content: Path, lang: str = "nb") -> ContentFiles:
    return ContentFiles(content, content.parent / "history", lang)


@pytest.fixture
def upload(content: Path) -> Callable[..., Received]:
    """Receives a file into the folder of the test."""
    return lambda *given, lang="nb", **more: receive(files_of(content, lang), *given, TODAY, **more)


def paths_in(content: Path) -> list[str]:
    """What is in the folder, also hidden files."""
    found = (Path(top, name) for top, _, names in os.walk(content) for name in names)
    return sorted(file.relative_to(content).as_posix() for file in found)


def refusal(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        work()
    return str(refused.value)


def test_a_photo_of_a_phone_is_cleaned_and_made_smaller(
    upload: Callable[..., Received], content: Path
) -> None:
    """What was done is said, the credit in the file is kept and offered."""
    received = upload("IMG_0042 på tur.JPG", phone_photo())
    assert received.path == "images/2026/img-0042-pa-tur.jpg"
    assert received.credit == "Foto: Åse Ås"
    assert received.said[0] == PLACE_SAID
    assert received.said[1].startswith("Gjort mindre: ")
    assert " MB ble " in received.said[1].replace("\xa0", " ")
    file = content / received.path
    facts = inspected(file)
    assert (facts.width, facts.height) == (MOST_SIDE * 3 // 4, MOST_SIDE)
    assert not facts.has_place
    assert file.stat().st_mode & 0o777 == 0o644
    with Image.open(file) as image:
        assert embedded(image.info["xmp"], {}).line == "Foto: Åse Ås"
    english = upload("b.jpg", phone_photo((400, 300)), lang="en").said
    assert english == ("The place where the picture was taken was removed.",)


def test_a_small_picture_keeps_its_pixels(upload: Callable[..., Received], content: Path) -> None:
    """Its texts and its comments are removed without a word; they tell no place."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "Hemmelig")
    received = upload("plakat.png", encoded(marked(), "PNG", pnginfo=texts))
    assert received == Received("images/2026/plakat.png")
    data = (content / received.path).read_bytes()
    assert b"Hemmelig" not in data
    assert Image.open(io.BytesIO(data)).tobytes() == marked().tobytes()


def test_the_content_of_a_file_says_what_it_is(upload: Callable[..., Received]) -> None:
    """Not its suffix: a picture called PDF is a picture."""
    assert upload("skann.pdf", encoded(marked())).path == "images/2026/skann.jpg"
    assert upload("bilde.jpg", encoded(marked(), "PNG")).path == "images/2026/bilde.png"
    assert upload("uten", encoded(marked(), "WEBP")).path == "images/2026/uten.webp"
    assert upload("rapport.PDF", PDF).path == "documents/2026/rapport.pdf"
    assert upload("tall.csv", "a;ø\n".encode()).path == "documents/2026/tall.csv"


@pytest.mark.parametrize(
    ("format", "mode", "new"),
    [("TIFF", "RGB", "JPEG"), ("BMP", "RGB", "PNG"), ("GIF", "P", "PNG"), ("AVIF", "RGB", "JPEG")],
)
def test_a_picture_of_another_format_is_converted(
    upload: Callable[..., Received], content: Path, format: str, mode: str, new: str
) -> None:
    """To PNG when it has few colours or transparency, else to JPEG."""
    received = upload(f"x.{format.lower()}", encoded(marked(mode), format))
    assert received.said == (f"Gjort om fra {format} til {new}.",)
    with Image.open(content / received.path) as image:
        assert image.format == new


NAMES = {
    "../../x.jpg": "x.jpg",
    r"D:\bilder\Sommerfest.JPG": "sommerfest.jpg",
    "/etc/passwd.jpg": "passwd.jpg",
    "CON.jpg": "con-fil.jpg",
    "lpt1.JPEG": "lpt1-fil.jpg",
    "a\x00b\n\u202e.jpg": "a-b.jpg",
    ".skjult.jpg": "skjult.jpg",
    "...": "fil.jpg",
    "": "fil.jpg",
    "Bla\u030abær & blomster.jpg": "blabaer-blomster.jpg",
    "日本.jpg": "fil.jpg",
    f"{'å' * 300}.jpg": f"{'a' * 80}.jpg",
}


def test_every_name_becomes_a_safe_one(content: Path) -> None:
    """Without folders, control characters, hidden names and names of devices."""
    data = encoded(marked())

    def check(name: str) -> None:
        folder = content / str(len(name))
        assert receive(files_of(folder), name, data, TODAY).path == f"images/2026/{NAMES[name]}"

    check_each(NAMES, check, repr)


def test_no_file_is_overwritten(upload: Callable[..., Received], content: Path) -> None:
    """The same file again is used; another one of the same name gets a number."""
    first, second = encoded(marked()), encoded(marked().rotate(180))
    assert upload("Bord.jpg", first).path == "images/2026/bord.jpg"
    assert upload("bord.jpg", second).path == "images/2026/bord-2.jpg"
    again = upload("bord.jpeg", second)
    assert again.path == "images/2026/bord-2.jpg"
    assert again.said == (
        "Akkurat denne filen lå her fra før, og den brukes: images/2026/bord-2.jpg.",
    )
    third = encoded(marked().rotate(90))
    removed = frozenset({"images/2026/bord-3.jpg"})
    assert upload("bord.jpg", third, removed=removed).path == "images/2026/bord-4.jpg"
    assert len(paths_in(content)) == 3


HEADER = b"IHDR" + struct.pack(">II", 100_000, 100_000) + b"\x08\x02\0\0\0"
HUGE = b"\x89PNG\r\n\x1a\n\0\0\0\r" + HEADER + struct.pack(">I", zlib.crc32(HEADER))
HUGE += b"\0\0\0\0IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))
REFUSED = {
    ("tom.jpg", b""): "Filen «tom.jpg» er tom.",
    ("halvt.jpg", encoded(marked(size=(900, 900)))[:3000]): "Filen er ødelagt",
    ("bombe.png", HUGE): "for mange bildepunkter",
    ("langt.png", encoded(Image.new("1", (60_000, 1)), "PNG")): "for mange bildepunkter",
    ("danser.gif", encoded(marked("P"), "GIF", save_all=True, append_images=[marked("L")])):
        "Last opp et stillbilde",
    ("virus.exe", b"MZ\0\0"): "Lagre bilder som JPEG eller PNG, og dokumenter som PDF.",
    ("side.html", b"<script>"): "Lagre bilder som JPEG eller PNG",
    ("brev.pdf", b"<html>"): "er ikke en PDF-fil, eller den er ødelagt",
    ("ark.xlsx", b"a;b"): "er ikke en XLSX-fil",
    ("notat.txt", b"\0\1"): "er ikke en TXT-fil",
    ("logo.svg", SVG % b"<script>alert(1)</script>"): "«<script>», og det kan ikke en SVG",
    ("logo.png", SVG % b'<g onclick="x()"/>'): "«onclick=x()»",
    ("hent.svg", SVG % b'<use href="https://example.org/x.svg#a"/>'): "fra andre steder",
    ("bilde.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40): "lagrer du bildet som JPEG",
    ("photoshop.psd", b"8BPS"): "Lagre bilder som JPEG",
}  # fmt: skip


def test_what_cannot_be_published_is_refused_in_words(content: Path) -> None:
    """Nothing is written, and the sentence says what to do."""

    def check(case: tuple[str, bytes]) -> None:
        assert REFUSED[case] in refusal(lambda: receive(files_of(content), *case, TODAY)).replace(
            "\xa0", " "
        )
        assert paths_in(content) == []

    check_each(REFUSED, check, lambda case: case[0])


def test_a_drawing_is_written_anew(upload: Callable[..., Received], content: Path) -> None:
    """Without what its editor says about it; it is for the logo and the icon alone."""
    received = upload("logo.svg", SVG % b"<metadata>Hemmelig</metadata>")
    assert received.path == "images/2026/logo.svg"
    assert "kan brukes som logo og ikon" in received.said[0]
    assert b"Hemmelig" not in (content / received.path).read_bytes()


@pytest.mark.parametrize("linked", ["images", "images/2026"])
def test_nothing_is_written_through_a_link(
    upload: Callable[..., Received], content: Path, tmp_path: Path, linked: str
) -> None:
    """Neither outside content/ nor in another folder of it, nor in the place of a linked file."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (content / linked).parent.mkdir(exist_ok=True)
    (content / linked).symlink_to(outside, target_is_directory=True)
    text = refusal(lambda: upload("x.jpg", encoded(marked())))
    assert "er en snarvei ut av content/" in text
    assert list(outside.iterdir()) == []
    (content / linked).unlink()
    (content / "images/2026").mkdir(parents=True)
    (content / "images/2026/x.jpg").symlink_to(outside / "x.jpg")
    assert "er en snarvei ut av content/" in refusal(lambda: upload("x.jpg", encoded(marked())))
    assert list(outside.iterdir()) == []
    (outside / "y.jpg").write_bytes(b"")
    (content / "y.jpg").symlink_to(outside / "y.jpg")
    for path in ("y.jpg", "../outside/y.jpg", str(outside / "y.jpg"), "a\0.jpg", "site.yaml"):
        assert "content/" in refusal(
            lambda path=path: replace(files_of(content), path, "n.jpg", encoded(marked()))
        )
    assert (outside / "y.jpg").read_bytes() == b""


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "Disken er full, så «x.jpg» ble ikke"),
        (OSError(errno.EROFS, "Read-only file system"), "Rett det, og last opp på nytt."),
    ],
)
def test_a_disk_that_cannot_be_written_is_said(
    upload: Callable[..., Received],
    content: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: OSError,
    said: str,
) -> None:
    """No half file stays; the file that was to be replaced is as it was."""
    before = upload("gammel.jpg", encoded(marked()))

    def fail(handle: int) -> None:
        raise fault

    monkeypatch.setattr(os, "fsync", fail)
    assert said in refusal(lambda: upload("x.jpg", encoded(marked().rotate(90))))
    new = encoded(marked().rotate(180))
    assert said.replace("x.jpg", "ny.jpg") in refusal(
        lambda: replace(files_of(content), before.path, "ny.jpg", new)
    )
    assert paths_in(content) == [before.path]
    assert Image.open(content / before.path).getpixel((2, 2))[1] < 60


def test_a_file_is_replaced_by_one_of_the_same_kind(
    upload: Callable[..., Received], content: Path
) -> None:
    """A picture is cleaned and gets the format of its name; a document must have the same kind."""
    picture, paper = upload("a.jpg", encoded(marked())).path, upload("a.pdf", PDF).path
    files = files_of(content)
    received = replace(files, picture, "ny.png", encoded(marked("RGBA").rotate(180), "PNG"))
    assert received == Received(picture, ("Gjort om fra PNG til JPEG.",))
    with Image.open(content / picture) as image:
        assert image.format == "JPEG"
        assert image.getpixel((2, 2))[1] > 200
    assert replace(files, picture, "ny.jpg", phone_photo((400, 300))).said == (PLACE_SAID,)
    assert replace(files, paper, "ny.pdf", PDF + b"2") == Received(paper)
    assert (content / paper).read_bytes() == PDF + b"2"
    differs = refusal(lambda: replace(files, paper, "ny.docx", b"PK\3\4"))
    assert "kan ikke ta plassen til en fil av typen PDF" in differs
    assert "er ødelagt" in refusal(lambda: replace(files, picture, "ny.pdf", PDF)).lower()
    assert (content / paper).read_bytes() == PDF + b"2"


def test_each_use_of_a_file_is_listed(tmp_path: Path) -> None:
    """In fields, in lists, in texts and as the logo; what nobody uses is listed too."""
    picture = "{src: images/bord.jpg, alt: Et bord}"
    catalog, _ = given.loaded(
        tmp_path,
        {
            "site.yaml": "name: Byen\nlogo: images/logo.svg\n",
            "news/2023/sak.md": "---\ntitle: En sak\ndate: 2023-05-01\nsummary: Kort.\n"
            f"image: {picture}\ngallery:\n- {picture}\n---\n"
            "Se ![Et bord](images/bord.jpg) og [planen](documents/plan.pdf).\n",
            "events/2023.yaml": "- id: 2023-mote\n  title: Møte\n  start: 2023-09-12 09:00\n"
            "  venue: sal\n  documents:\n  - {title: Plan, src: documents/plan.pdf}\n",
            "venues.yaml": "sal:\n  name: Sal\n  city: Byen\n",
            "people.yaml": f"kari:\n  name: Kari Nes\n  image: {picture}\n",
            **dict.fromkeys(("images/bord.jpg", "images/logo.svg", "images/alene.jpg"), ""),
            **dict.fromkeys(("documents/plan.pdf", "documents/alene.pdf"), ""),
        },
    )
    uses = {path: [entry.ref for entry in of] for path, of in media_uses(catalog).items()}
    assert uses == {
        "images/bord.jpg": ["news/2023/sak.md", "person:kari"],
        "documents/plan.pdf": ["news/2023/sak.md", "event:2023-mote"],
        "images/logo.svg": [catalog.site.ref],
    }


def test_crops_are_those_of_the_theme(tmp_path: Path) -> None:
    """Around the focal point; only of slots that crop."""
    file = tmp_path / "x.jpg"
    marked(size=(1600, 800)).save(file)
    by_ratio = {crop["label"]: crop for crop in crops(file, (0, 50))}
    assert set(by_ratio) == {"3:2", "16:9", "4:5", "1:1", "4:3", "40:21"}
    square = {"label": "1:1", "aspectRatio": "1 / 1", "backgroundSize": "200% 100%"}
    assert by_ratio["1:1"] == square | {"backgroundPosition": "0% 0%"}
    assert square | {"backgroundPosition": "100% 0%"} in crops(file, (100, 50))
    file.write_bytes(b"")
    assert crops(file) == []


def test_heic_becomes_jpeg(tmp_path: Path, content: Path) -> None:
    """Upright, without its place; read by the package of the lock."""
    packages = installed.one_package(HEIC_LOCK, "pillow-heif", tmp_path)
    code = """\
import io, sys
from datetime import date
from pathlib import Path
import pillow_heif
from PIL import Image
from newsroom.desk.media.uploads import receive
from newsroom.desk.saving.content_files import ContentFiles
from tests.pictures.sources import GPS, PLACE, marked
pillow_heif.register_heif_opener()
exif = Image.Exif()
exif[GPS] = PLACE
out = io.BytesIO()
marked(size=(960, 640)).save(out, format="HEIF", exif=exif.tobytes())
content = Path(sys.argv[1])
files = ContentFiles(content, content.parent / "history")
received = receive(files, "IMG_1.HEIC", out.getvalue(), date(2026, 1, 2))
print(received.path, *received.said, sep="\\n")
"""
    path = os.pathsep.join([os.environ["PYTHONPATH"], str(ROOT), str(packages)])
    done = subprocess.run(
        [sys.executable, "-c", code, str(content)], env=os.environ | {"PYTHONPATH": path},
        capture_output=True, encoding="utf-8", check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.splitlines() == [
        "images/2026/img-1.jpg",
        PLACE_SAID,
        "Gjort om fra HEIC til JPEG.",
    ]
    with Image.open(content / "images/2026/img-1.jpg") as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (960, 640), {})


def test_the_decoder_of_heic_is_installed_by_the_run_py_of_the_site(
    upload: Callable[..., Received], content: Path
) -> None:
    """It is asked to install the lock alone; when that brings nothing, the refusal says so."""
    (content.parent / "run.py").write_text(
        "from contextlib import nullcontext as alone\nHEIC_LOCK = 'heic'\n"
        "def install(lock):\n    open('installed', 'a').write(lock)\n"
    )
    text = refusal(lambda: upload("x.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40))
    assert "lot seg ikke installere nå" in text
    assert (content.parent / "installed").read_text() == "heic"


def test_a_given_credit_is_written_into_the_picture(content: Path) -> None:
    """The line of the file gives way to it, and its creator stays; a document has none."""
    stored = receive(
        files_of(content), "a.jpg", phone_photo((400, 300)), TODAY, credit=" Foto:\n Åse & co "
    )
    assert stored.credit == "Foto: Åse & co"
    assert inspected(content / stored.path).credit == Credit("Foto: Åse & co", "Foto: Åse Ås")
    png = encoded(marked("RGBA"), "PNG")
    path = receive(files_of(content), "b.png", png, TODAY).path
    again = replace(files_of(content), path, path, png, credit="Per")
    assert (again.path, again.credit) == (path, "Per")
    assert receive(files_of(content), "b.pdf", PDF, TODAY, credit="Per").credit == ""
