"""Writes feeds in each format: Atom and JSON Feed; the suffix of the address says which."""

import json
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from newsroom.parts.site_data import SiteData
from newsroom.sharing.feed_items import Feed, FeedItem, tag_uri
from newsroom.wording.dates import stamp

ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NEVER = "1970-01-01T00:00:00+00:00"
JSON_FEED = "https://jsonfeed.org/version/1.1"


def feed_bytes(feed: Feed, site_data: SiteData) -> bytes:
    """The bytes of a feed, in the format of its address. Raises KeyError for another suffix."""
    return FORMATS[feed.address[feed.address.rindex(".") :]](feed, site_data)


def atom(feed: Feed, site_data: SiteData) -> bytes:
    """The feed in Atom (RFC 4287), as UTF-8 XML."""
    root, site = site_data.plan.root, site_data.edition.catalog.site
    element = ET.Element("feed", {"xmlns": ATOM, LANG: site_data.lang})
    _add(element, "id", tag_uri(site, feed.address))
    _add(element, "title", feed.title)
    updated = stamp(max(item.updated for item in feed.items)) if feed.items else NEVER
    _add(element, "updated", updated)
    _add(element, "link", rel="self", type="application/atom+xml", href=root.url(feed.address))
    _add(element, "link", rel="alternate", type="text/html", href=root.url(feed.page))
    _add(_add(element, "author"), "name", site.name)
    for item in feed.items:
        _atom_entry(element, item, site_data)
    ET.indent(element)
    xml: bytes = ET.tostring(element, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _atom_entry(feed: ET.Element, item: FeedItem, site_data: SiteData) -> None:
    root, site = site_data.plan.root, site_data.edition.catalog.site
    entry = _add(feed, "entry", **({} if item.lang == site_data.lang else {LANG: item.lang}))
    _add(entry, "id", tag_uri(site, item.first))
    _add(entry, "title", item.title)
    _add(entry, "link", rel="alternate", type="text/html", href=root.url(item.address))
    if item.published:
        _add(entry, "published", stamp(item.published))
    _add(entry, "updated", stamp(item.updated))
    for author in item.authors or (site.name,):
        _add(_add(entry, "author"), "name", author)
    for term in item.terms:
        _add(entry, "category", term=term)
    _add(entry, "summary", item.summary)
    _add(entry, "content", item.content, type="html")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def json_feed(feed: Feed, site_data: SiteData) -> bytes:
    """The feed in JSON Feed 1.1 (jsonfeed.org), with the items and ids of the Atom feed."""
    root, site = site_data.plan.root, site_data.edition.catalog.site
    content = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": root.url(feed.page),
        "feed_url": root.url(feed.address),
        "language": site_data.lang,
        "authors": [{"name": site.name}],
        "items": [_json_item(item, site_data) for item in feed.items],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(item: FeedItem, site_data: SiteData) -> dict[str, Any]:
    """One item; what has no value is left out, as the specification asks."""
    root, site = site_data.plan.root, site_data.edition.catalog.site
    fields = {
        "id": tag_uri(site, item.first),
        "url": root.url(item.address),
        "title": item.title,
        "content_html": item.content,
        "summary": item.summary,
        "date_published": stamp(item.published) if item.published else "",
        "date_modified": stamp(item.updated),
        "authors": [{"name": author} for author in item.authors or (site.name,)],
        "tags": list(item.terms),
        "language": item.lang,
    }
    return {name: value for name, value in fields.items() if value}


FORMATS: Mapping[str, Callable[[Feed, SiteData], bytes]] = {".xml": atom, ".json": json_feed}
