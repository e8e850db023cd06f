"""Writes what machines read of the whole site.

sitemap.xml (sitemaps.org), robots.txt (RFC 9309), licenses.txt, and next-change.json, which tells
the workflow when to rebuild the site.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import itemgetter
from xml.etree import ElementTree as ET

from newsroom.addresses.outputs import OutputPage
from newsroom.addresses.plan import SITEMAP
from newsroom.contract.changes import Change, ChangeReason
from newsroom.contract.moment import OSLO
from newsroom.parts.site_data import SiteData
from newsroom.wording.dates import stamp

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Of the address of a page in another language.
XHTML = {"xmlns:xhtml": "http://www.w3.org/1999/xhtml"}
WORDS: Mapping[ChangeReason, str] = {
    "publish": "Noe nytt blir offentlig",
    "expire": "En sak er ikke lenger aktuell",
    "correct": "En sak er rettet eller endret",
    "deadline": "En påmeldingsfrist går ut",
    "start": "Et arrangement begynner",
    "end": "Et arrangement er over",
    "calendar": "Et arrangement går ut av kalenderne",
    "soon": "Et arrangement begynner denne uka eller denne måneden",
    "horizon": "En serie uten slutt får en måned til",
}
LICENCE = "Arrangementene kan gjenbrukes under / The events may be reused under:"
CREDIT = "Bilder uten egen kreditering / Pictures without a credit of their own:"
NEVER = {"next": None, "why": None, "what": "Ingenting endrer seg av seg selv", "url": None}


def indexed(pages: Iterable[OutputPage]) -> tuple[tuple[str, datetime | None], ...]:
    """The address and the last change of each page to be indexed, sorted by address."""
    entries = ((page.address, page.lastmod) for page in pages if page.indexed)
    return tuple(sorted(entries, key=itemgetter(0)))


def sitemap(pages: tuple[tuple[str, datetime | None], ...], site_data: SiteData) -> bytes:
    """The sitemap as UTF-8 XML."""
    is_paired = len(site_data.edition.catalog.site.languages) > 1
    urls = ET.Element("urlset", {"xmlns": NAMESPACE, **(XHTML if is_paired else {})})
    for address, lastmod in pages:
        url = ET.SubElement(urls, "url")
        ET.SubElement(url, "loc").text = site_data.plan.root.url(address)
        if lastmod:
            ET.SubElement(url, "lastmod").text = stamp(lastmod)
        for lang, href in site_data.plan.alternates(address).items() if is_paired else ():
            ET.SubElement(url, "xhtml:link", rel="alternate", hreflang=lang, href=href)
    ET.indent(urls)
    xml: bytes = ET.tostring(urls, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def robots(site_data: SiteData) -> bytes:
    """The robots.txt, which allows everything; it names the sitemap if there is a SITEURL."""
    root = site_data.plan.root
    lines = ["User-agent: *", "Allow: /"]
    lines += [f"Sitemap: {root.url(SITEMAP)}"] if root.siteurl else []
    return ("\n".join(lines) + "\n").encode()


def licences(site_data: SiteData) -> bytes:
    """The licence and the credit in site.yaml, in the site's language and in English."""
    site = site_data.edition.catalog.site
    given = {LICENCE: site.data_license, CREDIT: site.credit}
    texts = (site.name, *(f"{title}\n{text}" for title, text in given.items() if text))
    return ("\n\n".join(texts) + "\n").encode()


def announcement(now: datetime, change: Change | None, site_data: SiteData) -> bytes:
    """The next change as UTF-8 JSON; `stopped` is true for a sample site, whose clock is fixed.

    It leaves out the time of the build, so that all builds until the next change are identical.
    """
    sample = site_data.edition.catalog.site.sample
    content = {
        **(_fields(change, site_data) if change else NEVER),
        "stopped": bool(sample and sample.now.instant == now),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _fields(change: Change, site_data: SiteData) -> dict[str, str | None]:
    address = site_data.plan.by_ref.get(change.ref)
    return {
        "next": stamp(change.at.astimezone(OSLO)),
        "why": change.why,
        "what": WORDS[change.why],
        "url": site_data.plan.root.url(address) if address else None,
    }
