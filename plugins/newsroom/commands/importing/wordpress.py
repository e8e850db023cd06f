"""Reads the export of WordPress (WXR 1.0 to 1.2), with the events of The Events Calendar.

What the plugin keeps about an event, a venue and an organiser are fields `_Event…`, `_Venue…` and
`_Organizer…` of the item.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
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
    ImportSource,
    Item,
    Kind,
    MediaFile,
    Unreadable,
    path_of,
    split_url,
)
from newsroom.commands.importing.media import RESIZED, MediaFolder
from newsroom.commands.importing.shortcodes import without_shortcodes
from newsroom.commands.importing.to_markdown import plain

LARGEST = 500 * 1024 * 1024
KINDS: Mapping[str, Kind] = {
    "post": "article",
    "page": "page",
    "tribe_events": "event",
    "tribe_venue": "venue",
}
PUBLIC, LATER, DRAFTS = "publish", "future", ("draft", "pending")
CREDIT = re.compile(r's:6:"credit";s:\d+:"([^"]+)"')
NO_CATEGORY = {"uncategorized", "ukategorisert", "ukategoriserte"}
NO_TIME = "0000"


@dataclass(slots=True)
class Post:
    """An `<item>`: its elements without prefix, its meta fields, and its terms by taxonomy."""

    texts: dict[str, str] = field(default_factory=dict)
    meta: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    terms: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    comments: int = 0

    def text(self, name: str) -> str:
        return self.texts.get(name, "").strip()

    def first(self, name: str) -> str:
        """The first value of a meta field."""
        return next(iter(self.meta.get(name, ())), "").strip()


@dataclass(slots=True)
class Export:
    """The posts of an export by id, the names of the authors, the site's address, and the day."""

    file: Path
    posts: dict[str, Post] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    base: str = ""
    day: str = ""


def read(file: Path, media: Path | None) -> ImportSource:
    """The items of an export. Raises Unreadable with the line of broken XML."""
    if file.stat().st_size > LARGEST:
        raise Unreadable("too-large", f"{LARGEST // 1024**2} MB")
    export = Export(file)
    try:
        _read_xml(export)
    except ParseError as fault:
        raise Unreadable("xml-broken", f"{file.name}:{fault.position[0]}") from None
    except DefusedXmlException:
        raise Unreadable("xml-entities", file.name) from None
    except (OSError, ValueError, LookupError) as fault:
        raise Unreadable("file-unreadable", str(fault)) from None
    if not export.posts:
        raise Unreadable("wordpress-empty", file.name)
    return _Items(export, MediaFolder(media)).source()


def _read_xml(export: Export) -> None:
    for _, element in iterparse(export.file, forbid_dtd=True):
        name = _local(element)
        if name == "author" and len(element):
            values = {_local(child): child.text or "" for child in element}
            login = values.get("author_login", "")
            export.authors[login] = values.get("author_display_name", "") or login
        elif name == "base_blog_url":
            export.base = (element.text or "").strip().rstrip("/")
        elif name == "pubDate" and not export.day and element.text:
            export.day = parsedate_to_datetime(element.text).date().isoformat()
        elif name == "item":
            post = _post(element)
            export.posts[post.text("post_id") or f"nr-{len(export.posts) + 1}"] = post
            element.clear()


def _local(element: Element) -> str:
    """The name of an element without its namespace; `encoded` is the text of a post."""
    space, _, name = element.tag.rpartition("}")
    return "excerpt" if name == "encoded" and "excerpt" in space else name


def _post(element: Element) -> Post:
    post = Post()
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


class _Items:
    """Makes an item of each post."""

    def __init__(self, export: Export, media: MediaFolder) -> None:
        self.export, self.media = export, media
        self.of_post = {id: self._start(id, post) for id, post in export.posts.items()}
        self.by_address = {
            _file_name(post.text("attachment_url")): id
            for id, post in export.posts.items()
            if post.text("attachment_url")
        }

    def source(self) -> ImportSource:
        for id, post in self.export.posts.items():
            self._fill(self.of_post[id], post)
        return ImportSource(
            list(self.of_post.values()), self._picture, self._link, self.export.base
        )

    def _start(self, id: str, post: Post) -> Item:
        title = plain(unescape(post.text("title")))
        name = unquote(post.text("post_name")) or title
        place = f"{self.export.file.name}, post_id {id}"
        return Item(f"{self.export.base}/?p={id}", place, title, name=name)

    def _fill(self, item: Item, post: Post) -> None:
        """Give an item the fields of its post, or the reason why it is left out."""
        type, status = post.text("post_type") or "post", post.text("status") or PUBLIC
        if type == "attachment":
            file = self.media.find(post.text("attachment_url"))
            item.leave_out("media-unused" if file else "media-missing", post.text("attachment_url"))
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
        item.fields = {"title": item.title, "summary": unescape(post.text("excerpt"))}
        if item.kind == "venue":
            item.fields = _venue(item, post)
            return
        if item.kind == "event":
            item.fields |= self._event(item, post)
        elif item.kind == "article":
            item.fields |= self._article(item, post)
        old = path_of(post.text("link"))
        item.old = (old,) if status in (PUBLIC, LATER) else ()
        if status == PUBLIC and not old:
            item.note("address-not-kept", post.text("link"))
        item.links = (_key(post.text("link")), _key(item.id))
        if thumbnail := self.export.posts.get(post.first("_thumbnail_id")):
            item.fields["image"] = thumbnail.text("attachment_url")
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
            date = self.export.day
            item.note("date-of-export", date)
        categories = [c for c in post.terms["category"] if c.lower() not in NO_CATEGORY]
        tags = list(dict.fromkeys((*categories[1:], *post.terms["post_tag"])))
        login = post.text("creator")
        author = self.export.authors.get(login, login)
        return {
            "date": date,
            "category": next(iter(categories), ""),
            "tags": tags,
            "author": [author] if author else [],
        }

    def _event(self, item: Item, post: Post) -> dict[str, Any]:
        """The fields of an event; `venue` is the item of its venue."""
        is_all_day = post.first("_EventAllDay") in ("yes", "1")
        length = 10 if is_all_day else 16
        start, end = (post.first(f"_Event{name}Date")[:length] for name in ("Start", "End"))
        zone, url = post.first("_EventTimezone"), post.first("_EventURL")
        ids = [id for value in post.meta["_EventOrganizerID"] for id in re.findall(r"\d+", value)]
        organisers = [self.of_post[id] for id in ids if id in self.of_post]
        for organiser in organisers:
            organiser.outcome, organiser.notes = "used", []
        if post.first("_EventRecurrence"):
            item.note("recurrence-unread")
        cost = post.first("_EventCost")
        if cost and not cost.isdigit():
            item.note("price-unread", cost)
        return {
            "start": start,
            "end": "" if end == start else end,
            "zone": "" if is_all_day or zone == "Europe/Oslo" or "/" not in zone else zone,
            "venue": self.of_post.get(post.first("_EventVenueID")),
            "organiser": ", ".join(organiser.title for organiser in organisers),
            "registration": {"price": cost} if cost.isdigit() else {},
            "links": [{"title": split_url(url).netloc, "url": url}] if url else [],
            "tags": [*post.terms["tribe_events_cat"], *post.terms["post_tag"]],
        }

    def _gallery(self, ids: list[str], post: Post) -> str:
        """The HTML of a gallery: of the pictures with these ids, else of all that belong to it."""
        wanted = [id.strip() for id in ids if id.strip()] or [
            id
            for id, other in self.export.posts.items()
            if other.text("post_parent") == post.text("post_id") and other.text("attachment_url")
        ]
        posts = (self.export.posts[id] for id in wanted if id in self.export.posts)
        images = (f'<img src="{escape(post.text("attachment_url"))}">' for post in posts)
        return f'\n\n<div class="gallery">{"".join(images)}</div>\n\n'

    def _picture(self, address: str, item: Item) -> MediaFile | None:
        """The file of an address, with what its own item says about it."""
        file = self.media.find(address)
        if not file:
            return None
        id = self.by_address.get(_file_name(address), "")
        post = self.export.posts.get(id, Post())
        credit = CREDIT.search(post.first("_wp_attachment_metadata"))
        return MediaFile(
            file,
            post.first("_wp_attachment_image_alt"),
            plain(unescape(post.text("excerpt"))),
            credit[1] if credit else "",
            self.of_post.get(id),
        )

    def _link(self, address: str, item: Item) -> str:
        """The name of an item on the old site; "" for an address elsewhere."""
        host = split_url(address).netloc
        is_here = not host or host == split_url(self.export.base).netloc
        return _key(address) if is_here and not address.startswith("#") else ""


def _venue(item: Item, post: Post) -> dict[str, Any]:
    names = {"address": "Address", "postcode": "Zip", "city": "City", "url": "URL"}
    return {
        "name": item.title,
        **{name: post.first(f"_Venue{key}") for name, key in names.items()},
    }


def _file_name(address: str) -> str:
    """The path of a file below the uploads, without the size of a copy."""
    return RESIZED.sub("", unquote(split_url(address).path).rpartition("/uploads/")[2]).lower()


def _key(address: str) -> str:
    """An address for comparing: its path and its query, without the end's slash."""
    parts = split_url(address)
    return f"{unquote(parts.path).rstrip('/')}?{parts.query}".rstrip("?")
