"""Writes sitemap.xml (sitemaps.org), robots.txt (RFC 9309) and licenses.txt."""

from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter
from xml.etree import ElementTree as ET

from newsroom.addresses.outputs import OutputPage
from newsroom.addresses.plan import SITEMAP
from newsroom.parts.site_data import SiteData
from newsroom.wording.dates import stamp

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def indexed(pages: Iterable[OutputPage]) -> tuple[tuple[str, datetime | None], ...]:
    """The address and the last change of each page to be indexed, sorted by address."""
    entries = ((page.address, page.lastmod) for page in pages if page.indexed)
    return tuple(sorted(entries, key=itemgetter(0)))


def sitemap(pages: tuple[tuple[str, datetime | None], ...], site_data: SiteData) -> bytes:
    """The sitemap as UTF-8 XML."""
    urls = ET.Element("urlset", {"xmlns": NAMESPACE})
    for address, lastmod in pages:
        url = ET.SubElement(urls, "url")
        ET.SubElement(url, "loc").text = site_data.plan.root.url(address)
        if lastmod:
            ET.SubElement(url, "lastmod").text = stamp(lastmod)
    ET.indent(urls)
    xml: bytes = ET.tostring(urls, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def robots(site_data: SiteData) -> bytes:
    """The robots.txt, which allows everything; it names the sitemap if there is a SITEURL."""
    root = site_data.plan.root
    lines = ["User-agent: *", "Allow: /"]
    lines += [f"Sitemap: {root.url(SITEMAP)}"] if root.siteurl else []
    return ("\n".join(lines) + "\n").encode()


def licences(theme: str, site_data: SiteData) -> bytes:
    """The licences of the theme's files and of the content."""
    return "\n".join(filter(None, (theme, site_data.edition.catalog.licences))).encode()
