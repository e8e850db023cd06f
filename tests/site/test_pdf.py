"""The PDF of an annual letter: made when it asks for one, with a message when it cannot be made."""

import os
import re
import shutil
import subprocess
import zlib
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from newsroom.reviews import pdf
from newsroom.reviews.pdf import PdfUnavailable, cached_pdf, weasyprint
from tests.machine import need
from tests.site.building import ROOT, SITES, build, good, share_pictures

pytestmark = pytest.mark.sample

PDF = "aret/2023/arsbrev-2023.pdf"
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
NO_FONTS = "<fontconfig></fontconfig>"
# Stands in for WeasyPrint on a machine without Pango.
BROKEN = "raise OSError(\"cannot load library 'libpango-1.0-0'\")\n"


def has_weasyprint() -> bool:
    """Asks as the site does, since importing WeasyPrint here would change Pillow for all tests."""
    try:
        weasyprint()
    except PdfUnavailable:
        return False
    return True


def poppler(*words: str | Path) -> str:
    return subprocess.run(words, capture_output=True, check=True, encoding="utf-8").stdout


def asking(folder: Path, site: Path = ROOT / "content") -> Path:
    """A copy of a site, the sample if none is given, in which the annual letter asks for a PDF."""
    content = Path(shutil.copytree(site, folder / "content"))
    letter = content / "reviews/2023.md"
    text = letter.read_text(encoding="utf-8").replace("\npdf: ja\n", "\n")
    text = text.replace("\nyear: 2023\n", "\nyear: 2023\npdf: ja\n")
    letter.write_text(text, encoding="utf-8")
    return content


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published sample with the PDF, at an address with a path."""
    need("WeasyPrint, med Pango", has_weasyprint())
    need("poppler-utils", bool(shutil.which("pdftotext") and shutil.which("pdftoppm")))
    folder = tmp_path_factory.mktemp("pdf")
    share_pictures(folder / "cache")
    return printed(folder)


def printed(folder: Path, **env: str) -> Path:
    """The site of a build with a cache in this folder, with one picture format and width."""
    given = {"NOW": None, "CACHE_PATH": str(folder / "cache"), "SITEURL": "https://a.no/sti"}
    given |= {"PICTURE_FORMATS": ["jpeg"], "PICTURE_WIDTHS": [800]}
    return good(asking(folder), folder / "out", env=env, **given)


def inside(file: Path) -> bytes:
    """The bytes of a PDF, with its compressed streams unpacked."""
    data = file.read_bytes()
    streams = (found for found in STREAM.findall(data) if found[:1] == b"x")
    return data + b"".join(zlib.decompressobj().decompress(one) for one in streams)


def test_the_pdf_is_tagged_and_in_norwegian(site: Path) -> None:
    """The PDF has tags and a language, as PDF/UA-1 requires for screen readers."""
    info = poppler("pdfinfo", site / PDF)
    assert re.search(r"^Tagged: +yes$", info, re.MULTILINE)
    assert re.search(r"^Page size: .*A4", info, re.MULTILINE)
    assert re.search(rb"/Lang ?\(nb\)", inside(site / PDF))


def test_links_in_the_pdf_lead_to_the_site(site: Path) -> None:
    """The links in the PDF are absolute, since the file may be anywhere."""
    links = set(re.findall(rb"/URI \((.*?)\)", inside(site / PDF)))
    assert b"https://a.no/sti/nettverk/batteri/" in links
    assert all(link.startswith(b"https://a.no/sti/") for link in links)


def test_the_pdf_has_bookmarks(site: Path) -> None:
    """The bookmarks are the headings of the annual letter and of the parts around it."""
    outline = poppler("pdftohtml", "-xml", "-stdout", "-i", site / PDF).partition("<outline>")[2]
    assert all(f">{heading}</item>" in outline for heading in ("Gründerne", "Året i tall"))


def test_the_pdf_begins_with_a_cover_and_numbers_the_pages_after_it(site: Path) -> None:
    """The cover has year, title and three figures; the text starts on a new page and is signed."""
    pages = [" ".join(p.split()) for p in poppler("pdftotext", site / PDF, "-").split("\f")]
    cover, first, *others = pages
    words = ("2023", "Et år med flere rundt bordet", "60", "2 247", "over 160")
    assert all(word in cover for word in words)
    assert "Kjære" not in cover
    assert "Kjære medlemmer" in first
    assert re.search(rf"2 ?/ ?{len(pages) - 1}$", first)
    assert "Daglig leder, Kunnskapsbyen Lillestrøm" in "".join(others)


def test_what_is_only_for_the_screen_is_not_in_the_pdf(site: Path) -> None:
    """The PDF has no menu, no breadcrumbs and no download link."""
    text = poppler("pdftotext", site / PDF, "-")
    assert not any(word in text for word in ("Hopp til", "Forsiden", "Last ned", "LinkedIn"))


def test_the_cover_and_the_charts_are_really_drawn(site: Path, tmp_path: Path) -> None:
    """In the rendered page, the picture fills the top and a bar has its network's colour."""
    poppler("pdftoppm", "-r", "40", "-png", site / PDF, tmp_path / "side")
    pages = [Image.open(file).convert("RGB") for file in sorted(tmp_path.glob("side*.png"))]
    top = pages[0].crop((0, 0, pages[0].width, pages[0].height // 3))
    assert (255, 255, 255) not in {colour for _, colour in top.getcolors(1 << 20)}
    kobber = (138, 75, 48)
    assert any(kobber in {colour for _, colour in page.getcolors(1 << 20)} for page in pages[2:])


def test_the_page_leads_to_the_pdf_and_says_how_large_it_is(site: Path) -> None:
    """The page links to the PDF and shows the size of the file."""
    page = (site / "aret/2023/index.html").read_text(encoding="utf-8")
    found = re.search(r'href="([^"]+)">Last ned årsbrevet \(PDF, (\d+)\u00a0kB\)</a>', page)
    assert found[1] == f"/sti/{PDF}"
    assert int(found[2]) == round((site / PDF).stat().st_size / 1000)


def test_the_same_letter_gives_the_same_pdf_on_a_machine_without_fonts(
    site: Path, tmp_path: Path
) -> None:
    """Two builds share all but the PDF; the second finds no font of the system, and prints anew."""
    all_but_the_pdf = shutil.ignore_patterns("pdf")
    cache = site.parent / "cache"
    shutil.copytree(cache, tmp_path / "cache", symlinks=True, ignore=all_but_the_pdf)
    (tmp_path / "fonts.conf").write_text(NO_FONTS, encoding="utf-8")
    other = printed(tmp_path, FONTCONFIG_FILE=str(tmp_path / "fonts.conf"))
    assert len(list((tmp_path / "cache/pdf").iterdir())) == 1
    assert (other / PDF).read_bytes() == (site / PDF).read_bytes()


def test_the_fonts_in_the_pdf_are_those_of_packages(site: Path) -> None:
    """All of them are embedded."""
    rows = [line.split() for line in poppler("pdffonts", site / PDF).splitlines()[2:]]
    assert {name.partition("+")[2].partition("-")[0] for name, *_ in rows} == {"Manrope", "Caladea"}
    assert {row[-5] for row in rows} == {"yes"}


def test_a_page_is_printed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that was printed before comes from the cache; the oldest ones are deleted."""
    monkeypatch.setattr(pdf, "weasyprint", lambda: SimpleNamespace(__version__="1"))
    monkeypatch.setattr(pdf, "MOST_KEPT", 2)
    printings: list[str] = []

    def print_page(html: str) -> bytes:
        def make() -> bytes:
            printings.append(html)
            return html.encode()

        data = cached_pdf(tmp_path, html, "", make)
        for number, file in enumerate(sorted(tmp_path.iterdir(), key=lambda f: f.stat().st_mtime)):
            os.utime(file, (number, number))
        return data

    assert [print_page(html) for html in "aabca"] == [b"a", b"a", b"b", b"c", b"a"]
    assert printings == ["a", "b", "c", "a"]


@pytest.mark.parametrize(("ci", "code", "is_built"), [("", 0, True), ("true", 2, False)])
def test_without_the_library_the_build_says_so(
    tmp_path: Path, ci: str, code: int, is_built: bool
) -> None:
    """A missing WeasyPrint is advice on a private machine and an error in CI."""
    (tmp_path / "stand-in").mkdir()
    (tmp_path / "stand-in/weasyprint.py").write_text(BROKEN, encoding="utf-8")
    env = {"PYTHONPATH": str(tmp_path / "stand-in"), "CI": ci}
    ended = build(asking(tmp_path, SITES / "full"), tmp_path / "out", env=env)
    (line,) = [line for line in ended.err.splitlines() if "pdf-not-made" in line]
    assert ended.code == code
    assert line.startswith("content/reviews/2023.md:4:1: ")
    assert "libpango-1.0-0" in line
    page = tmp_path / "out/aret/2023/index.html"
    assert page.exists() == is_built
    assert not is_built or "Last ned årsbrevet" not in page.read_text(encoding="utf-8")
