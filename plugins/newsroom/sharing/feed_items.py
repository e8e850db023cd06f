"""The content of feeds, which `atom` and `json_feed` write in their formats."""

from dataclasses import dataclass
from datetime import datetime

from newsroom.contract.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """An entry of a feed.

    `first` is the first address of the entry, which its id is made of; `address` is where it is
    now; `content` is HTML with absolute URLs; `published` is None for an event. Without
    `authors` it is by the site.
    """

    first: str
    address: str
    title: str
    updated: datetime
    published: datetime | None
    authors: tuple[str, ...]
    terms: tuple[str, ...]
    summary: str
    content: str
    lang: str


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed at an address: `/feed.xml` is of the page `/`, `/feed.json` too."""

    address: str
    title: str
    items: tuple[FeedItem, ...]

    @property
    def page(self) -> str:
        """The address of the page that the feed is of."""
        return self.address[: self.address.rindex("/") + 1]


def tag_uri(site: Site, address: str) -> str:
    """`tag:example.org,2023:/feed.xml`: an id that outlives a new slug and domain (RFC 4151)."""
    return f"tag:{site.authority}:{address}"
