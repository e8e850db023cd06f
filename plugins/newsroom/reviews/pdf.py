"""Makes an annual letter a PDF: the print page, tagged, with bookmarks (PDF/UA-1, ISO 14289-1).

WeasyPrint is an optional dependency (requirements-pdf.txt) and needs Pango from the system, so it
is imported only for a PDF.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from PIL import ImageFile

from newsroom.disk.atomic import read_checked, write_checked
from newsroom.wording.texts import texts

Fetch = Callable[[str], bytes]
# The base of links if the site has no SITEURL; no such host can exist (RFC 6761).
NOWHERE = "https://nettstedet.invalid"
TYPES = {"css": "text/css", "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
SVG = re.compile(r'(<svg class="chart__drawing"[^>]*>)')
OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_tags": True, "optimize_images": True, "dpi": 200}


class PdfUnavailable(Exception):
    """WeasyPrint, or a library it needs, is not installed; the message says which."""


def weasyprint() -> ModuleType:
    """Import WeasyPrint. Raises PdfUnavailable."""
    strict = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        return import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise PdfUnavailable(str(error).strip().splitlines()[0]) from None
    finally:
        # WeasyPrint makes Pillow accept truncated pictures.
        ImageFile.LOAD_TRUNCATED_IMAGES = strict


def printed_page(theme: Path, view: object, name: str, assets: Mapping[str, str]) -> str:
    """The HTML of theme/templates/review-print.html, without header, menu and footer.

    `view` is a ReviewView; only the template reads it.
    """
    templates = Environment(
        loader=FileSystemLoader(theme / "templates"), undefined=StrictUndefined, autoescape=True
    )
    words = texts("nb", theme / "translations")
    template = templates.get_template("review-print.html")
    return template.render(page=view, site={"name": name, "assets": assets}, t=words)


def cached_pdf(folder: Path, html: str, siteurl: str, make: Callable[[], bytes]) -> bytes:
    """The PDF of a page from the cache in `folder`; calls `make` if the page or WeasyPrint changed.

    The addresses of style sheets and pictures contain fingerprints, so `html` covers them too.
    """
    key = repr((weasyprint().__version__, siteurl, html)).encode()
    file = folder / f"{hashlib.sha256(key).hexdigest()[:20]}.pdf"
    if (cached := read_checked(file)) is not None:
        return bytes(cached)
    data = make()
    write_checked(file, data)
    return data


def pdf_file(html: str, siteurl: str, fetch: Fetch, colours: Mapping[str, str]) -> bytes:
    """The PDF of a page; nothing is downloaded.

    `fetch` returns the bytes of a style sheet or picture by its path. The same page gives the same
    bytes on the same machine, because the fonts are those of the machine.
    """
    library = weasyprint()

    # WeasyPrint is an optional dependency, so its class is known only now.
    class Fetcher(library.urls.URLFetcher):  # type: ignore[name-defined, misc]
        def fetch(self, url: str, headers: object = None) -> object:
            path = urlsplit(url).path
            kind = TYPES.get(path.rpartition(".")[2], "application/octet-stream")
            return library.urls.URLFetcherResponse(url, fetch(path), {"Content-Type": kind})

    style = f"<style>{_in_drawings(colours)}</style>"
    text = SVG.sub(lambda match: match[1] + style, html)
    page = library.HTML(string=text, base_url=f"{siteurl or NOWHERE}/", url_fetcher=Fetcher())
    identifier = hashlib.sha256(text.encode()).digest()[:16]
    data: bytes = page.write_pdf(pdf_identifier=identifier, **OPTIONS)
    return data


def _in_drawings(colours: Mapping[str, str]) -> str:
    """The rules of chart.css for WeasyPrint, which needs them inside the SVG and without var()."""
    own = [
        f'[data-colour="{name.removeprefix("colour-")}"] rect {{ fill: {colour} }}'
        for name, colour in colours.items()
        if name.startswith("colour-")
    ]
    return " ".join(
        (
            "svg { font-size: 12px } text { font-family: sans-serif }",
            ".chart__value { font-weight: bold }",
            f"rect {{ fill: {colours['colour-fjord']} }} line {{ stroke: #000 }}",
            *own,
            f".chart__others {{ fill: {colours['edge']} }}",
            "rect.chart__previous { fill: none; stroke: #000 }",
        )
    )
