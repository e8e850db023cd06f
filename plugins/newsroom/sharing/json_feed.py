"""JSON Feed 1.1 (jsonfeed.org), with the same items and ids as the Atom feed."""

import json
from typing import Any

from newsroom.parts.site_data import SiteData
from newsroom.sharing.feed_items import Feed, FeedItem, tag_uri
from newsroom.wording.dates import stamp

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, site_data: SiteData) -> bytes:
    """The feed as UTF-8 JSON."""
    root, site = site_data.plan.root, site_data.edition.catalog.site
    content = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": root.url(feed.page),
        "feed_url": root.url(feed.address),
        "language": "nb",
        "authors": [{"name": site.name}],
        "items": [_item(item, site_data) for item in feed.items],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _item(item: FeedItem, site_data: SiteData) -> dict[str, Any]:
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
