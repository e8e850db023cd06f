"""Atom feeds (RFC 4287)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as ET

from newsroom.contract.site import Site
from newsroom.parts.site_data import SiteData
from newsroom.wording.dates import stamp

ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NEVER = "1970-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a feed tells of: `first` is the address it has its id from, `content` HTML."""

    first: str
    address: str
    title: str
    updated: datetime
    published: datetime | None
    author: str
    terms: tuple[str, ...]
    summary: str
    content: str
    lang: str


def atom(address: str, page: str, title: str, items: Sequence[Item], site_data: SiteData) -> bytes:
    """The bytes of the feed at an address, of what stands on a page."""
    root, site = site_data.plan.root, site_data.edition.catalog.site
    feed = ET.Element("feed", {"xmlns": ATOM, LANG: "nb"})
    _add(feed, "id", tag_uri(site, address))
    _add(feed, "title", title)
    _add(feed, "updated", stamp(max(item.updated for item in items)) if items else NEVER)
    _add(feed, "link", rel="self", type="application/atom+xml", href=root.url(address))
    _add(feed, "link", rel="alternate", type="text/html", href=root.url(page))
    _add(_add(feed, "author"), "name", site.name)
    for item in items:
        _entry(feed, item, site_data)
    ET.indent(feed)
    return ET.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"


def tag_uri(site: Site, address: str) -> str:
    """`tag:example.org,2023:/feed.xml`: an id that outlives a new slug and domain (RFC 4151)."""
    return f"tag:{site.authority}:{address}"


def _entry(feed: ET.Element, item: Item, site_data: SiteData) -> None:
    root, site = site_data.plan.root, site_data.edition.catalog.site
    entry = _add(feed, "entry", **({} if item.lang == "nb" else {LANG: item.lang}))
    _add(entry, "id", tag_uri(site, item.first))
    _add(entry, "title", item.title)
    _add(entry, "link", rel="alternate", type="text/html", href=root.url(item.address))
    if item.published:
        _add(entry, "published", stamp(item.published))
    _add(entry, "updated", stamp(item.updated))
    _add(_add(entry, "author"), "name", item.author or site.name)
    for term in item.terms:
        _add(entry, "category", term=term)
    _add(entry, "summary", item.summary)
    _add(entry, "content", item.content, type="html")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text or None
    return element
