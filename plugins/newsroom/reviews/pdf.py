"""Makes an annual letter a PDF: the print page, tagged, with bookmarks (PDF/UA-1, ISO 14289-1).

WeasyPrint is an optional dependency (requirements-pdf.txt) and needs Pango from the system, so it
is imported only for a PDF.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from PIL import ImageFile

from newsroom.addresses.outputs import PageView
from newsroom.disk.atomic import read_checked, write_checked
from newsroom.wording.texts import texts

Fetch = Callable[[str], bytes]
# The base of links if the site has no SITEURL; no such host can exist (RFC 6761).
NOWHERE = "https://nettstedet.invalid"
# PDFs in the cache: more than the letters of a site, for its preview and its published site.
MOST_KEPT = 200
TYPES = {"css": "text/css", "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
SVG = re.compile(r'(<svg class="(?:chart__drawing|year-dots__dot)"[^>]*>)')
# The fonts are those of packages, so that the PDF is the same on machines with other fonts.
FACES = (
    ("Manrope", 400, "normal", "Manrope-Regular"),
    ("Manrope", 700, "normal", "Manrope-Bold"),
    ("Caladea", 400, "normal", "Caladea-Regular"),
    ("Caladea", 700, "normal", "Caladea-Bold"),
    ("Caladea", 400, "italic", "Caladea-Italic"),
    ("Caladea", 700, "italic", "Caladea-BoldItalic"),
)
# Neither has U+2010, the hyphen that WeasyPrint divides words with.
FONTS = ":root { --sans: Manrope; --voice: Caladea; hyphenate-character: '-' }" + "".join(
    f"@font-face {{ font-family: {family}; font-weight: {weight}; font-style: {style}; "
    f"src: url(font:{family}/{file}.ttf) }}"
    for family, weight, style, file in FACES
)
OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_tags": True, "optimize_images": True, "dpi": 200}


class PdfUnavailable(Exception):
    """WeasyPrint, its font, or a library it needs, is not installed; the message says which."""


def weasyprint() -> ModuleType:
    """Import WeasyPrint. Raises PdfUnavailable."""
    strict = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        import_module("font_caladea")
        return import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise PdfUnavailable(str(error).strip().splitlines()[0]) from None
    finally:
        # WeasyPrint makes Pillow accept truncated pictures.
        ImageFile.LOAD_TRUNCATED_IMAGES = strict


def printed_page(theme: Path, view: PageView, name: str, assets: Mapping[str, str]) -> str:
    """The HTML of theme/templates/review-print.html, without header, menu and footer.

    `view` is a ReviewView; only the template reads it.
    """
    templates = Environment(
        loader=FileSystemLoader(theme / "templates"), undefined=StrictUndefined, autoescape=True
    )
    words = texts(view.head.lang, theme / "translations")
    template = templates.get_template("review-print.html")
    return template.render(page=view, site={"name": name, "assets": assets}, t=words)


def cached_pdf(folder: Path, html: str, siteurl: str, make: Callable[[], bytes]) -> bytes:
    """The PDF of a page from the cache in `folder`; calls `make` if the page or WeasyPrint changed.

    The addresses of style sheets and pictures contain fingerprints, so `html` covers them too.
    """
    key = repr((weasyprint().__version__, FONTS, siteurl, html)).encode()
    file = folder / f"{hashlib.sha256(key).hexdigest()[:20]}.pdf"
    if (cached := read_checked(file)) is not None:
        return bytes(cached)
    data = make()
    write_checked(file, data)
    # Another build may remove them at the same time.
    with suppress(FileNotFoundError):
        for old in sorted(folder.glob("*.pdf"), key=lambda one: one.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink()
    return data


def pdf_file(html: str, siteurl: str, fetch: Fetch, colours: Mapping[str, str]) -> bytes:
    """The PDF of a page; nothing is downloaded.

    `fetch` returns the bytes of a style sheet or picture by its path. The same page gives the same
    bytes with the same Pango, whatever fonts the machine has.
    """
    library = weasyprint()

    # WeasyPrint is an optional dependency, so its class is known only now.
    class Fetcher(library.urls.URLFetcher):  # type: ignore[name-defined, misc]
        def fetch(self, url: str, headers: object = None) -> object:
            scheme, _, path, *_ = urlsplit(url)
            kind = TYPES.get(path.rpartition(".")[2], "application/octet-stream")
            data = _font(path) if scheme == "font" else fetch(path)
            return library.urls.URLFetcherResponse(url, data, {"Content-Type": kind})

    style = f"<style>{_in_drawings(colours)}</style>"
    text = SVG.sub(lambda match: match[1] + style, html)
    text = text.replace("</head>", f"<style>{FONTS}</style></head>", 1)
    page = library.HTML(string=text, base_url=f"{siteurl or NOWHERE}/", url_fetcher=Fetcher())
    identifier = hashlib.sha256(text.encode()).digest()[:16]
    data: bytes = page.write_pdf(pdf_identifier=identifier, **OPTIONS)
    return data


def _font(path: str) -> bytes:
    """The bytes of a font of a package, for example of `Caladea/Caladea-Bold.ttf`."""
    family, _, file = path.partition("/")
    return (files(f"font_{family.lower()}") / "files" / file).read_bytes()


def _in_drawings(colours: Mapping[str, str]) -> str:
    """The rules of drawings for WeasyPrint, which needs them inside the SVG and without var()."""
    own = [
        f'[data-colour="{name.removeprefix("colour-")}"] {shape} {{ fill: {colour} }}'
        for name, colour in colours.items()
        if name.startswith("colour-")
        for shape in ("rect", "circle")
    ]
    return " ".join(
        (
            "svg { font-size: 12px } text { font-family: Manrope }",
            ".chart__value { font-weight: bold }",
            f"rect {{ fill: {colours['colour-fjord']} }} line {{ stroke: #000 }}",
            *own,
            "rect.chart__previous, circle.year-dots__open { fill: none; stroke: #000 }",
            "circle + text { fill: #fff } circle.year-dots__open + text { fill: #000 }",
        )
    )
