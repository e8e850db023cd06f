"""Feeds in each format; the name of the file says which."""

from collections.abc import Callable, Mapping

from newsroom.parts.site_data import SiteData
from newsroom.sharing.atom import atom
from newsroom.sharing.feed_items import Feed
from newsroom.sharing.json_feed import json_feed

FORMATS: Mapping[str, Callable[[Feed, SiteData], bytes]] = {".xml": atom, ".json": json_feed}


def feed_bytes(feed: Feed, site_data: SiteData) -> bytes:
    """The bytes of a feed, in the format of its address. Raises KeyError for another suffix."""
    return FORMATS[feed.address[feed.address.rindex(".") :]](feed, site_data)
