"""What there is to find (sitemaps.org), and what robots may read (RFC 9309)."""

from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter
from xml.etree import ElementTree as ET

from plugins.addresses.page import Page
from plugins.addresses.plan import SITEMAP
from plugins.parts.material import Material
from plugins.wording.dates import stamp

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def indexed(pages: Iterable[Page]) -> tuple[tuple[str, datetime | None], ...]:
    """The pages to be found, by address."""
    found = ((page.address, page.lastmod) for page in pages if page.indexed)
    return tuple(sorted(found, key=itemgetter(0)))


def sitemap(pages: tuple[tuple[str, datetime | None], ...], material: Material) -> bytes:
    """Each address to be indexed, with the time it last changed where that is known."""
    urls = ET.Element("urlset", {"xmlns": NAMESPACE})
    for address, lastmod in pages:
        url = ET.SubElement(urls, "url")
        ET.SubElement(url, "loc").text = material.plan.root.url(address)
        if lastmod:
            ET.SubElement(url, "lastmod").text = stamp(lastmod)
    ET.indent(urls)
    return ET.tostring(urls, encoding="utf-8", xml_declaration=True) + b"\n"


def robots(material: Material) -> bytes:
    """Everything may be read; an address for the site map needs a site with an address."""
    root = material.plan.root
    lines = ["User-agent: *", "Allow: /"]
    lines += [f"Sitemap: {root.url(SITEMAP)}"] if root.siteurl else []
    return ("\n".join(lines) + "\n").encode()


def licences(theme: str, material: Material) -> bytes:
    """Whose the theme's files are, and the content's."""
    return "\n".join(filter(None, (theme, material.edition.catalog.licences))).encode()
