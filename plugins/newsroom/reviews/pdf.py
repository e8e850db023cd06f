"""The letter of a year as a PDF: the printed page, tagged, with bookmarks (PDF/UA-1, ISO 14289-1).

WeasyPrint is an extra (requirements-pdf.txt), and needs Pango from the system; so it is imported
only when somebody asks for a PDF.
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

from newsroom.disk.atomic import write_atomically
from newsroom.reviews.views import ReviewView
from newsroom.wording.texts import texts

Fetch = Callable[[str], bytes]
# Where the links of a site without an address of its own would lead: nowhere (RFC 6761).
NOWHERE = "https://nettstedet.invalid"
TYPES = {"css": "text/css", "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
SVG = re.compile(r'(<svg class="chart__drawing"[^>]*>)')
OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_tags": True, "optimize_images": True, "dpi": 200}


class PdfUnavailable(Exception):
    """WeasyPrint, or a library it needs, is not there; says which."""


def weasyprint() -> ModuleType:
    """The library. Raises NoPaper with what is missing."""
    strict = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        return import_module("weasyprint")
    except (ImportError, OSError) as fault:
        raise PdfUnavailable(str(fault).strip().splitlines()[0]) from None
    finally:
        # It would have Pillow take half a picture for a whole one.
        ImageFile.LOAD_TRUNCATED_IMAGES = strict


def printed_page(theme: Path, view: ReviewView, name: str, assets: Mapping[str, str]) -> str:
    """The page with nothing around it, as theme/templates/review-print.html has it."""
    templates = Environment(
        loader=FileSystemLoader(theme / "templates"), undefined=StrictUndefined, autoescape=True
    )
    words = texts("nb", theme / "translations")
    template = templates.get_template("review-print.html")
    return template.render(page=view, site={"name": name, "assets": assets}, t=words)


def kept(folder: Path, html: str, siteurl: str, make: Callable[[], bytes]) -> bytes:
    """The PDF of a page, made only when the page or WeasyPrint is another than last time.

    The page names its style sheets and pictures by their content, so it stands for them too.
    """
    said = repr((weasyprint().__version__, siteurl, html)).encode()
    file = folder / f"{hashlib.sha256(said).hexdigest()[:20]}.pdf"
    if not file.exists():
        write_atomically(file, make())
    return file.read_bytes()


def pdf_file(html: str, siteurl: str, fetch: Fetch, colours: Mapping[str, str]) -> bytes:
    """The page as it is printed, its links leading to the site; nothing is fetched over a net.

    `fetch` gives the bytes of what the page shows, by the path it names. The same page gives the
    same bytes on the same machine; the letters are those of its fonts.
    """
    library = weasyprint()

    class Fetcher(library.urls.URLFetcher):
        def fetch(self, url: str, headers: object = None) -> object:
            path = urlsplit(url).path
            kind = TYPES.get(path.rpartition(".")[2], "application/octet-stream")
            return library.urls.URLFetcherResponse(url, fetch(path), {"Content-Type": kind})

    style = f"<style>{_in_drawings(colours)}</style>"
    text = SVG.sub(lambda found: found[1] + style, html)
    page = library.HTML(string=text, base_url=f"{siteurl or NOWHERE}/", url_fetcher=Fetcher())
    return page.write_pdf(pdf_identifier=hashlib.sha256(text.encode()).digest()[:16], **OPTIONS)


def _in_drawings(colours: Mapping[str, str]) -> str:
    """The rules of chart.css as WeasyPrint takes them: inside the drawing, and without var()."""
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
