"""Reads the export of WordPress (WXR 1.0 to 1.2), with the events of The Events Calendar.

What the plugin keeps about an event, a venue and an organiser are fields `_Event…`, `_Venue…` and
`_Organizer…` of the item.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from newsroom.commands.importing.items import (
    ImportedPicture,
    ImportSource,
    Item,
    Kind,
    Unreadable,
    path_of,
)
from newsroom.commands.importing.media import MediaFolder, split_url, upload_path
from newsroom.commands.importing.shortcodes import without_shortcodes
from newsroom.commands.importing.to_markdown import plain

LARGEST = 500 * 1024 * 1024
KINDS: dict[str, Kind] = {
    "post": "article",
    "page": "page",
    "tribe_events": "event",
    "tribe_venue": "venue",
}
PUBLIC, LATER, DRAFTS = "publish", "future", ("draft", "pending")
CREDIT = re.compile(r's:6:"credit";s:\d+:"([^"]+)"')
NO_CATEGORY = {"uncategorized", "ukategorisert", "ukategoriserte"}
NO_TIME = "0000"
VENUE = {"address": "Address", "postcode": "Zip", "city": "City", "url": "URL"}


@dataclass(slots=True)
class Post:
    """An `<item>`: its elements without prefix, its meta fields, and its terms by taxonomy."""

    item: Item
    texts: dict[str, str] = field(default_factory=dict)
    meta: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    terms: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    comments: int = 0

    def text(self, name: str) -> str:
        return self.texts.get(name, "").strip()

    def first(self, name: str) -> str:
        """The first value of a meta field."""
        return next(iter(self.meta.get(name, ())), "").strip()

    @property
    def url(self) -> str:
        """The address of a file; "" for another post."""
        return self.text("attachment_url")


def read(file: Path, media: Path | None) -> ImportSource:
    """The items of an export. Raises Unreadable with the line of broken XML."""
    if file.stat().st_size > LARGEST:
        raise Unreadable("too-large", f"{LARGEST // 1024**2} MB")
    export = _Export()
    try:
        for _, element in iterparse(file, forbid_dtd=True):
            export.add(element)
    except ParseError as fault:
        raise Unreadable("xml-broken", f"{file.name}:{fault.position[0]}") from None
    except DefusedXmlException:
        raise Unreadable("xml-entities", file.name) from None
    except (OSError, ValueError, LookupError) as fault:
        raise Unreadable("file-unreadable", str(fault)) from None
    if not export.posts:
        raise Unreadable("wordpress-empty", file.name)
    return export.source(file.name, MediaFolder(media))


def _local(element: Element) -> str:
    """The name of an element without its namespace; `encoded` is the text of a post."""
    space, _, name = element.tag.rpartition("}")
    return "excerpt" if name == "encoded" and "excerpt" in space else name


class _Export:
    """The posts of an export by id, the names of the authors, the site's address, and the day."""

    def __init__(self) -> None:
        self.posts: dict[str, Post] = {}
        self.authors: dict[str, str] = {}
        self.base = self.day = ""
        self.media = MediaFolder()

    def add(self, element: Element) -> None:
        """Read a finished element, and free the memory of a post."""
        name, text = _local(element), (element.text or "").strip()
        if name == "author" and len(element):
            values = {_local(child): child.text or "" for child in element}
            login = values.get("author_login", "")
            self.authors[login] = values.get("author_display_name", "") or login
        elif name == "base_blog_url":
            self.base = text.rstrip("/")
        elif name == "pubDate" and not self.day and text:
            self.day = parsedate_to_datetime(text).date().isoformat()
        elif name == "item":
            post = _post(element)
            self.posts[post.text("post_id") or f"nr-{len(self.posts) + 1}"] = post
            element.clear()

    def source(self, file: str, media: MediaFolder) -> ImportSource:
        """The items of all posts, and what they say about the files."""
        self.media = media
        for id, post in self.posts.items():
            item = post.item
            item.id, item.place = f"{self.base}/?p={id}", f"{file}, post_id {id}"
            item.title = plain(unescape(post.text("title")))
            item.name = unquote(post.text("post_name")) or item.title
        for post in self.posts.values():
            self._fill(post.item, post)
        items = [post.item for post in self.posts.values()]
        files = {upload_path(p.url): _picture(p) for p in self.posts.values() if p.url}
        return ImportSource(items, media, self._locate, files, self.base)

    def _fill(self, item: Item, post: Post) -> None:
        """Give an item the fields of its post, or the reason why it is left out."""
        type, status = post.text("post_type") or "post", post.text("status") or PUBLIC
        if type == "attachment":
            item.leave_out(
                "media-unused" if self.media.find(post.url) else "media-missing", post.url
            )
        elif type == "tribe_organizer":
            if item.outcome != "used":
                item.leave_out("organiser-unused")
        elif type not in KINDS:
            item.leave_out("type-unknown", type)
        elif post.text("post_password"):
            item.leave_out("password-protected")
        elif status not in (PUBLIC, LATER, *DRAFTS):
            item.leave_out("private" if status == "private" else "status-unknown", status)
        else:
            item.kind = KINDS[type]
            self._fill_entry(item, post, status)

    def _fill_entry(self, item: Item, post: Post, status: str) -> None:
        if item.kind == "venue":
            named = {name: post.first(f"_Venue{key}") for name, key in VENUE.items()}
            item.fields = {"name": item.title, **named}
            return
        item.fields = {"title": item.title, "summary": unescape(post.text("excerpt"))}
        if item.kind != "page":
            fields = self._event if item.kind == "event" else self._article
            item.fields |= fields(item, post)
        link = post.text("link")
        item.links = (_key(link), _key(item.id))
        item.old = (path_of(link),) if status in (PUBLIC, LATER) else ()
        if status == PUBLIC and not path_of(link):
            item.note("address-not-kept", link)
        if thumbnail := self.posts.get(post.first("_thumbnail_id")):
            item.fields["image"] = thumbnail.url
        item.html = without_shortcodes(
            post.text("encoded"),
            lambda ids: self._gallery(ids, post),
            lambda tag: item.note("shortcode-removed", tag),
        )
        if post.comments:
            item.note("comments-left-out", str(post.comments))
        if status in DRAFTS or (status == LATER and item.kind == "page"):
            item.make_draft()

    def _article(self, item: Item, post: Post) -> dict[str, Any]:
        written = (post.text(name) for name in ("post_date", "post_modified", "post_date_gmt"))
        date = next((text[:16] for text in written if text and not text.startswith(NO_TIME)), "")
        if not date:
            date = self.day
            item.note("date-of-export", date)
        named = [name for name in post.terms["category"] if name.lower() not in NO_CATEGORY]
        category, *others = named or [""]
        tags = dict.fromkeys((*others, *post.terms["post_tag"]))
        login = post.text("creator")
        author = self.authors.get(login, login)
        return {
            "date": date,
            "category": category,
            "tags": list(tags),
            "author": [author] if author else [],
        }

    def _event(self, item: Item, post: Post) -> dict[str, Any]:
        """The fields of an event; `venue` is the item of its venue."""
        is_all_day = post.first("_EventAllDay") in ("yes", "1")
        length = 10 if is_all_day else 16
        start, end = (post.first(f"_Event{name}Date")[:length] for name in ("Start", "End"))
        zone, url = post.first("_EventTimezone"), post.first("_EventURL")
        ids = [id for value in post.meta["_EventOrganizerID"] for id in re.findall(r"\d+", value)]
        organisers = [self.posts[id].item for id in ids if id in self.posts]
        for organiser in organisers:
            organiser.use()
        if post.first("_EventRecurrence"):
            item.note("recurrence-unread")
        cost = post.first("_EventCost")
        if cost and not cost.isdigit():
            item.note("price-unread", cost)
        venue = self.posts.get(post.first("_EventVenueID"))
        return {
            "start": start,
            "end": "" if end == start else end,
            "zone": "" if is_all_day or zone == "Europe/Oslo" or "/" not in zone else zone,
            "venue": venue.item if venue else "",
            "organiser": ", ".join(organiser.title for organiser in organisers),
            "registration": {"price": cost} if cost.isdigit() else {},
            "links": [{"title": split_url(url).netloc, "url": url}] if url else [],
            "tags": [*post.terms["tribe_events_cat"], *post.terms["post_tag"]],
        }

    def _gallery(self, ids: list[str], post: Post) -> str:
        """The HTML of a gallery: of the pictures with these ids, else of all that belong to it."""
        parent = post.text("post_id")
        own = [p for p in self.posts.values() if p.url and p.text("post_parent") == parent]
        posts = [self.posts[id] for id in ids if id in self.posts] if any(ids) else own
        images = "".join(f'<img src="{escape(picture.url)}">' for picture in posts)
        return f'\n\n<div class="gallery">{images}</div>\n\n'

    def _locate(self, address: str, item: Item) -> str:
        """The place of an address on the old site; "" for one elsewhere."""
        parts, own = split_url(address), split_url(self.base).netloc
        is_here = parts.netloc in ("", own) or "/uploads/" in parts.path
        return _key(address) if is_here else ""


def _post(element: Element) -> Post:
    post = Post(Item("", ""))
    for child in element:
        name = _local(child)
        if name == "postmeta":
            values = {_local(part): part.text or "" for part in child}
            post.meta[values.get("meta_key", "")].append(values.get("meta_value", ""))
        elif name == "category":
            post.terms[child.get("domain", "category")].append(unescape(child.text or "").strip())
        elif name == "comment":
            post.comments += 1
        else:
            post.texts[name] = child.text or ""
    return post


def _picture(post: Post) -> ImportedPicture:
    """What the item of a file says about it."""
    credit = CREDIT.search(post.first("_wp_attachment_metadata"))
    alt = " ".join(post.first("_wp_attachment_image_alt").split())
    caption = plain(unescape(post.text("excerpt")))
    return ImportedPicture("", alt, caption, credit[1] if credit else "", post.item)


def _key(address: str) -> str:
    """An address for comparing: its path and its query, without the end's slash."""
    parts = split_url(address)
    return f"{unquote(parts.path).rstrip('/')}?{parts.query}".rstrip("?")
