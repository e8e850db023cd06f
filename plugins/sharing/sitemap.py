"""What there is to find (sitemaps.org), and what robots may read (RFC 9309)."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from plugins.addresses.page import Page
from plugins.addresses.plan import SITEMAP
from plugins.addresses.urls import Root
from plugins.wording.dates import stamp

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(pages: Iterable[Page], root: Root) -> bytes:
    """Every page to be indexed, by address, with the time it last changed where that is known."""
    urls = ET.Element("urlset", {"xmlns": NAMESPACE})
    for page in sorted(pages, key=lambda page: page.address):
        if page.indexed:
            url = ET.SubElement(urls, "url")
            ET.SubElement(url, "loc").text = root.url(page.address)
            if page.lastmod:
                ET.SubElement(url, "lastmod").text = stamp(page.lastmod)
    ET.indent(urls)
    return ET.tostring(urls, encoding="utf-8", xml_declaration=True) + b"\n"


def robots(root: Root) -> bytes:
    """Everything may be read; an address for the site map needs a site with an address."""
    lines = ["User-agent: *", "Allow: /"]
    lines += [f"Sitemap: {root.url(SITEMAP)}"] if root.siteurl else []
    return ("\n".join(lines) + "\n").encode()
