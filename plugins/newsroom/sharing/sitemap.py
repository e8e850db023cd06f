"""What there is to find (sitemaps.org), and what robots may read (RFC 9309)."""

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
    """The pages to be found, by address."""
    found = ((page.address, page.lastmod) for page in pages if page.indexed)
    return tuple(sorted(found, key=itemgetter(0)))


def sitemap(pages: tuple[tuple[str, datetime | None], ...], site_data: SiteData) -> bytes:
    """Each address to be indexed, with the time it last changed where that is known."""
    urls = ET.Element("urlset", {"xmlns": NAMESPACE})
    for address, lastmod in pages:
        url = ET.SubElement(urls, "url")
        ET.SubElement(url, "loc").text = site_data.plan.root.url(address)
        if lastmod:
            ET.SubElement(url, "lastmod").text = stamp(lastmod)
    ET.indent(urls)
    return ET.tostring(urls, encoding="utf-8", xml_declaration=True) + b"\n"


def robots(site_data: SiteData) -> bytes:
    """Everything may be read; an address for the site map needs a site with an address."""
    root = site_data.plan.root
    lines = ["User-agent: *", "Allow: /"]
    lines += [f"Sitemap: {root.url(SITEMAP)}"] if root.siteurl else []
    return ("\n".join(lines) + "\n").encode()


def licences(theme: str, site_data: SiteData) -> bytes:
    """Whose the theme's files are, and the content's."""
    return "\n".join(filter(None, (theme, site_data.edition.catalog.licences))).encode()
