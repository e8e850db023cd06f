"""The logo and the icon in site.yaml: what is refused, and what the pages show of them."""

import io
import json
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image

from newsroom.pictures.inspect import PictureFault
from newsroom.pictures.svg import drawing
from tests.checking import checked
from tests.given import written
from tests.site.building import SITES, build
from tests.soundness.workshop import Workshop

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 36"'
PLAIN = f'{HEAD}><path fill="#7a0f3c" d="M0 0h36v36z"/></svg>'
SQUARE, WIDE = PLAIN.format(36), PLAIN.format(180)
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def svg(inside: str, attributes: str = "") -> bytes:
    return f"{HEAD.format(36)} {attributes}>{inside}</svg>".encode()


REFUSED = {
    "a script": (svg("<script>alert(1)</script>"), "svg-unsafe", "<script>"),
    "an event": (svg("", 'onload="alert(1)"'), "svg-unsafe", "onload=alert(1)"),
    "a foreign object": (svg("<foreignObject/>"), "svg-unsafe", "<foreignObject>"),
    "a picture": (svg('<image href="https://example.com/x.png"/>'), "svg-unsafe", "<image>"),
    "an animation": (svg('<set attributeName="href" to="x"/>'), "svg-unsafe", "<set>"),
    "a link to another file": (
        svg('<use href="https://example.com/x.svg#a"/>'),
        "svg-unsafe",
        "href=https://example.com/x.svg#a",
    ),
    "an old link to another file": (
        svg('<use xlink:href="x.svg#a"/>', XLINK),
        "svg-unsafe",
        "href=x.svg#a",
    ),
    "a style that fetches": (
        svg('<g style="background:url(https://example.com/x)"/>'),
        "svg-unsafe",
        "style=background:url(https://example.com/x)",
    ),
    "a style sheet that fetches": (svg("<style>g{fill:URL('x')}</style>"), "svg-unsafe", "URL("),
    "a style sheet that imports": (svg("<style>@import 'x'</style>"), "svg-unsafe", "@import"),
    "a style with escapes": (
        svg(r'<g style="fill:\75rl(x)"/>'),
        "svg-unsafe",
        r"style=fill:\75rl(x)",
    ),
    "an attribute that fetches": (
        svg('<g fill="url(//x/y#a)"/>'),
        "svg-unsafe",
        "fill=url(//x/y#a)",
    ),
    "an entity bomb": (BOMB.encode() + svg("&b;"), "svg-unsafe", "<!DOCTYPE"),
    "half a file": (svg("")[:-6], "svg-unreadable", ""),
    "another encoding": (SQUARE.encode("utf-16"), "svg-unreadable", ""),
    "no size": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "svg-unreadable", ""),
    "another format": (b"<html><svg/></html>", "svg-unreadable", ""),
    "too deep a nest": (svg("<g>" * 5000 + "</g>" * 5000), "svg-unreadable", ""),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_unsafe_drawing_is_refused(case: str) -> None:
    """The problem quotes what is not allowed."""
    data, code, value = REFUSED[case]
    with pytest.raises(PictureFault) as refused:
        drawing(data)
    assert (refused.value.code, refused.value.value) == (code, value)


def test_a_drawing_keeps_its_look_and_loses_what_is_of_its_editor() -> None:
    """Gradients and style sheets work; layers, comments and old links are gone or renewed."""
    data = svg(
        '<!-- made by hand --><i:grid/><metadata><i:grid/></metadata>'
        '<style>@media print{.a{fill:url(#g)}}</style>'
        '<use i:label="Layer" data-name="a" xlink:href="#a" fill="url(#g)"/>',
        f'{XLINK} xmlns:i="http://www.inkscape.org/"',
    )  # fmt: skip
    assert drawing(data).data == (
        b'<svg viewBox="0 0 36 36" xmlns="http://www.w3.org/2000/svg" width="36" height="36">'
        b"<style>@media print{.a{fill:url(#g)}}</style>"
        b'<use href="#a" fill="url(#g)" /></svg>'
    )


def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), "#7a0f3c80").save(out, "PNG")
    return out.getvalue()


class BrandSite(Workshop):
    """A copy of a site with files of a brand, and lines for site.yaml."""

    def brand(self, lines: str, **files: bytes) -> BeautifulSoup:
        """Builds it with these files in images/, as `logo_svg`; the front page."""
        for name, data in files.items():
            file = self.content / "images" / name.replace("_", ".")
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(data)
        site = self.content / "site.yaml"
        site.write_text(f"{site.read_text(encoding='utf-8')}{lines}\n", encoding="utf-8")
        warm = self.warm()
        assert warm.code == 0, warm.messages
        self.files, self.messages = warm.files, warm.messages
        return BeautifulSoup((self.out / "index.html").read_bytes(), "html.parser")

    def data(self, href: str) -> bytes:
        return (self.out / href.lstrip("/")).read_bytes()


def icons(page: BeautifulSoup) -> list[tuple[str, str | None]]:
    return [(link["rel"][0], link.get("sizes")) for link in page.select("link[rel*=icon]")]


def header(page: BeautifulSoup) -> tuple[Tag, str]:
    """The link to the front page in the header, and its text."""
    link = page.select_one("a.site-header__name")
    return link, link.get_text(strip=True)


def organisation(page: BeautifulSoup) -> dict:
    graph = json.loads(page.select_one("script[type*=json]").text)["@graph"]
    return next(thing for thing in graph if thing["@type"] == "Organization")


def test_a_wide_drawing_stands_for_the_name_and_has_a_dark_variant(tmp_path: Path) -> None:
    """The name is its text alternative; search engines get the logo; warm equals clean."""
    site = BrandSite(tmp_path)
    site.warm()
    lines = "logo: {src: images/logo.svg, dark: images/dark.svg}\nicon: images/icon.svg"
    page = site.brand(
        lines, logo_svg=WIDE.encode(), dark_svg=WIDE.encode(), icon_svg=SQUARE.encode()
    )
    link, text = header(page)
    assert (text, link.img["alt"]) == ("", "Prøvebyen næringsforening")
    assert (link.img["width"], link.img["height"]) == ("180", "36")
    assert link.source["media"] == "(prefers-color-scheme: dark)"
    assert (
        site.data(link.img["src"])
        == site.data(link.source["srcset"])
        == drawing(WIDE.encode()).data
    )
    assert organisation(page)["logo"] == f"https://example.org{link.img['src']}"
    assert icons(page) == [("icon", None)]
    assert ": svg-not-drawn: Tegningen «images/logo.svg» kunne ikke gjøres om" in site.messages
    assert b".site-header__logo" in site.data(page.select_one("link[rel=stylesheet]")["href"])
    assert site.files == site.clean().files


def test_a_square_picture_stands_beside_the_name(tmp_path: Path) -> None:
    """It is made smaller, and pages without a picture are shared with it."""
    site = BrandSite(tmp_path)
    lines = "logo: images/logo.png\nicon: images/icon.png"
    page = site.brand(lines, logo_png=png(900, 800), icon_png=png(600, 600))
    link, text = header(page)
    assert (text, link.img["alt"], link.img["width"]) == ("Prøvebyen næringsforening", "", "40")
    assert Image.open(io.BytesIO(site.data(link.img["src"]))).size == (144, 128)
    sizes = [("icon", "32x32"), ("icon", "192x192"), ("icon", "512x512")]
    assert icons(page) == [*sizes, ("apple-touch-icon", "180x180")]
    moved = (site.out / "nyheter/2023/gammel-kraft/index.html").read_bytes()
    assert icons(BeautifulSoup(moved, "html.parser")) == icons(page)
    touch = site.data(page.select_one("link[rel=apple-touch-icon]")["href"])
    assert Image.open(io.BytesIO(touch)).mode == "RGB"
    shared = page.select_one('meta[property="og:image"]')["content"]
    card = Image.open(io.BytesIO(site.data(shared.removeprefix("https://example.org"))))
    assert card.size == (1200, 630)
    # The white plate, and the colour of the header.
    colours = [card.convert("RGB").getpixel(at) for at in ((80, 80), (4, 4))]
    assert colours == [(255, 255, 255), (0x00, 0x30, 0x3D)]


def test_a_theme_beside_the_content_overlays_the_engine_s(tmp_path: Path) -> None:
    """Parts, templates, style sheets and static files; each change is in the next warm build."""
    site = BrandSite(tmp_path)
    site.content = site.content.rename(tmp_path / "site")
    site.content = Path(shutil.copytree(site.content, tmp_path / "own/content"))
    own, before = tmp_path / "own/theme", site.warm()
    notice = (site.theme / "templates/not-found.html").read_text(encoding="utf-8")
    button = (site.theme / "templates/parts/skip-link.html").read_text(encoding="utf-8")
    changed = notice.replace("{% block main %}", "{% block main %}<p data-mine></p>")
    written(own, {"templates/not-found.html": changed})
    written(own, {"templates/parts/skip-link.html": button.replace("<a ", "<a data-own ")})
    written(own, {"css/components/badge.css": ".badge { order: 17; }"})
    written(
        own, {"css/local.css": '.own::before { content: "a ;  b"; }', "static/icon.svg": SQUARE}
    )
    tokens = (site.theme / "css/tokens.css").read_text(encoding="utf-8")
    written(own, {"css/tokens.css": tokens.replace("--ink: #10222b", "--ink: #400040")})
    warm = site.warm()
    assert (before.code, warm.code, warm.files) == (0, 0, site.clean().files)
    charts = [path for path in warm.files if path.endswith(".png") and "aret" in path]
    assert charts and not {before.files[path] for path in charts} & {
        warm.files[path] for path in charts
    }
    page = BeautifulSoup((site.out / "404.html").read_bytes(), "html.parser")
    assert page.select_one("main p[data-mine]")
    assert page.select_one("a[data-own]")["href"] == "#innhold"
    assert site.data(page.select_one("link[rel=icon]")["href"]) == SQUARE.encode()
    sheet = site.data(page.select_one("link[rel=stylesheet]")["href"]).decode()
    assert ".badge{order:17}" in sheet
    assert sheet.endswith('@layer local {\n.own::before { content: "a ;  b"; }}\n')
    (own / "css/local.css").unlink()
    assert site.warm().files == site.clean().files


def test_a_style_sheet_that_is_no_utf_8_is_named(tmp_path: Path) -> None:
    """A site may have saved it with another program; it gets a sentence."""
    content = shutil.copytree(SITES / "minimal", tmp_path / "content")
    sheet = tmp_path / "theme/css/local.css"
    written(tmp_path, {"theme/css/local.css": ""})
    sheet.write_bytes(b'.a::before { content: "\xf8"; }')
    done = build(content, tmp_path / "out")
    assert (done.code, "Traceback" in done.err) == (1, False)
    assert f"En fil i temaet virker ikke ({sheet})" in " ".join(done.err.split())


def test_a_logo_that_is_not_there_is_reported(tmp_path: Path) -> None:
    """Each path has its own problem, in its line."""
    lines = (
        "name: Foreningen\nlogo:\n  src: images/a.svg\n  dark: images/b.svg\nicon: images/c.png\n"
    )
    run, _ = checked(written(tmp_path, {"content/site.yaml": lines}) / "content", tmp_path / "x")
    assert [(p.code, p.line) for p in run.report.errors()] == [
        ("image-missing", 3),
        ("image-missing", 4),
        ("image-missing", 5),
    ]
