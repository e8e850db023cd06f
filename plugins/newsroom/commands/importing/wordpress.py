"""Reads the export of WordPress (WXR 1.0 to 1.2), with the events of The Events Calendar.

What the plugin keeps about an event, a venue and an organiser are fields `_Event…`, `_Venue…` and
`_Organizer…` of the item.
"""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import parse

from newsroom.commands.importing.items import (
    ImportedPicture,
    ImportSource,
    Item,
    Kind,
    Unreadable,
    alias_of,
)
from newsroom.commands.importing.media import MediaFolder, split_url, upload_path
from newsroom.commands.importing.shortcodes import without_shortcodes
from newsroom.commands.importing.to_markdown import plain
from newsroom.contract.moment import OSLO

KINDS: Mapping[str, Kind] = {
    "post": "article",
    "page": "page",
    "tribe_events": "event",
    "tribe_venue": "venue",
}
# How The Events Calendar writes a zone that has no name.
OFFSET = re.compile(r"UTC([+-]\d{1,2}(?:\.\d+)?)?")
PUBLIC, LATER, DRAFTS = "publish", "future", ("draft", "pending")
CREDIT = re.compile(r's:6:"credit";s:\d+:"([^"]+)"')
NO_CATEGORY = {"uncategorized", "ukategorisert", "ukategoriserte"}
NO_TIME = "0000"
VENUE = {"address": "Address", "postcode": "Zip", "city": "City", "url": "URL"}


def _text(element: Element, name: str) -> str:
    """The text of a child, whatever the version in its namespace; "" without one."""
    return (element.findtext(f"{{*}}{name}") or "").strip()


@dataclass(frozen=True, slots=True)
class Post:
    """An `<item>` of the export."""

    element: Element
    item: Item = field(default_factory=lambda: Item("", ""))

    def text(self, name: str) -> str:
        return _text(self.element, name)

    def encoded(self, space: str) -> str:
        """The text (`content`) or the summary (`excerpt`): one name in two namespaces."""
        parts = self.element.findall("{*}encoded")
        return next(((part.text or "").strip() for part in parts if f"/{space}/" in part.tag), "")

    def metas(self, name: str) -> list[str]:
        """The values of a meta field."""
        fields = self.element.findall("{*}postmeta")
        return [_text(meta, "meta_value") for meta in fields if _text(meta, "meta_key") == name]

    def meta(self, name: str) -> str:
        return next(iter(self.metas(name)), "")

    def terms(self, taxonomy: str) -> list[str]:
        terms = self.element.findall("category")
        own = (term for term in terms if term.get("domain", "category") == taxonomy)
        return list(dict.fromkeys(unescape(term.text or "").strip() for term in own))

    @property
    def url(self) -> str:
        """The address of a file; "" for another post."""
        return self.text("attachment_url")


def read(file: Path, media: Path | None) -> ImportSource:
    """The items of an export. Raises Unreadable with the line of broken XML."""
    try:
        export = _Export(parse(file, forbid_dtd=True).getroot(), file.name, MediaFolder(media))
    except ParseError as fault:
        raise Unreadable("xml-broken", f"{file.name}:{fault.position[0]}") from None
    except DefusedXmlException:
        raise Unreadable("xml-entities", file.name) from None
    except (OSError, ValueError, LookupError) as fault:
        raise Unreadable("file-unreadable", str(fault)) from None
    if not export.posts:
        raise Unreadable("wordpress-empty", file.name)
    return export.source()


class _Export:
    """The posts of an export by id, the names of the authors, the site's address, and the day."""

    def __init__(self, root: Element, file: str, media: MediaFolder) -> None:
        self.media = media
        self.base = next((e.text or "" for e in root.iter() if e.tag.endswith("base_blog_url")), "")
        self.base = self.base.strip().rstrip("/")
        self.day = ""
        with suppress(ValueError):
            self.day = f"{parsedate_to_datetime(root.findtext('channel/pubDate') or ''):%Y-%m-%d}"
        authors = root.findall("channel/{*}author")
        self.authors = {_text(a, "author_login"): _text(a, "author_display_name") for a in authors}
        self.posts: dict[str, Post] = {}
        for number, element in enumerate(root.iter("item"), 1):
            id, post = _text(element, "post_id"), Post(element)
            id = id if id and id not in self.posts else f"{id} nr-{number}".strip()
            post.item.id, post.item.place = f"{self.base}/?p={id}", f"{file}, post_id {id}"
            post.item.title = plain(unescape(post.text("title")))
            post.item.name = unquote(post.text("post_name")) or post.item.title
            self.posts[id] = post

    def source(self) -> ImportSource:
        """The items of all posts, and what they say about the files."""
        for post in self.posts.values():
            self._fill(post.item, post)
        items = [post.item for post in self.posts.values()]
        files = {upload_path(p.url): _picture(p) for p in self.posts.values() if p.url}
        return ImportSource(items, self.media, self._place_of, files, self.base)

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
        """Give an item that is an entry its fields, its text, its addresses and its state."""
        if item.kind == "venue":
            named = {name: post.meta(f"_Venue{key}") for name, key in VENUE.items()}
            item.fields = {"name": item.title, **named}
            return
        item.fields = {"title": item.title, "summary": unescape(post.encoded("excerpt"))}
        if item.kind != "page":
            fields = self._event if item.kind == "event" else self._article
            item.fields |= fields(item, post)
        link = post.text("link")
        item.links = (_key(link), _key(item.id))
        item.old = (alias_of(link),) if status in (PUBLIC, LATER) else ()
        if status == PUBLIC and not alias_of(link):
            item.note("address-not-kept", link)
        if thumbnail := self.posts.get(post.meta("_thumbnail_id")):
            item.fields["image"] = thumbnail.url
        item.html = without_shortcodes(
            post.encoded("content") + _footnotes(post),
            lambda ids: self._gallery(ids, post),
            lambda tag: item.note("shortcode-removed", tag),
        )
        if comments := post.element.findall("{*}comment"):
            item.note("comments-left-out", str(len(comments)))
        if status in DRAFTS or (status == LATER and item.kind == "page"):
            item.make_draft()

    def _article(self, item: Item, post: Post) -> dict[str, Any]:
        """The fields of an article; without a date it gets the day of the export."""
        written = (post.text(name) for name in ("post_date", "post_modified", "post_date_gmt"))
        date = next((text[:16] for text in written if text and not text.startswith(NO_TIME)), "")
        if not date and self.day:
            date = self.day
            item.note("date-of-export", date)
        named = [name for name in post.terms("category") if name.lower() not in NO_CATEGORY]
        category, *others = named or [""]
        tags = dict.fromkeys((*others, *post.terms("post_tag")))
        login = post.text("creator")
        author = self.authors.get(login) or login
        return {
            "date": date,
            "category": category,
            "tags": list(tags),
            "author": [author] if author else [],
        }

    def _event(self, item: Item, post: Post) -> dict[str, Any]:
        """The fields of an event; `venue` is the item of its venue."""
        is_all_day = post.meta("_EventAllDay") in ("yes", "1")
        length = 10 if is_all_day else 16
        start, end = (post.meta(f"_Event{name}Date")[:length] for name in ("Start", "End"))
        zone = "" if is_all_day else post.meta("_EventTimezone")
        if offset := OFFSET.fullmatch(zone):
            times = (start, end)
            start, end = (_in_oslo(item, clock, zone, float(offset[1] or 0)) for clock in times)
        url = post.meta("_EventURL")
        ids = [id for value in post.metas("_EventOrganizerID") for id in re.findall(r"\d+", value)]
        organisers = [self.posts[id].item for id in ids if id in self.posts]
        for organiser in organisers:
            organiser.use()
        if post.meta("_EventRecurrence"):
            item.note("recurrence-unread")
        cost = post.meta("_EventCost")
        if cost and not cost.isdigit():
            item.note("price-unread", cost)
        venue = self.posts.get(post.meta("_EventVenueID"))
        return {
            "start": start,
            "end": "" if end == start else end,
            "zone": "" if offset or zone == OSLO.key else zone,
            "venue": venue.item if venue else "",
            "organiser": ", ".join(organiser.title for organiser in organisers),
            "registration": {"price": cost} if cost.isdigit() else {},
            "links": [{"title": split_url(url).netloc, "url": url}] if url else [],
            "tags": [*post.terms("tribe_events_cat"), *post.terms("post_tag")],
        }

    def _gallery(self, ids: list[str], post: Post) -> str:
        """The HTML of a gallery: of the pictures with these ids, else of all that belong to it."""
        parent = post.text("post_id")
        own = [p for p in self.posts.values() if p.url and p.text("post_parent") == parent]
        posts = [self.posts[id] for id in ids if id in self.posts] if ids else own
        images = "".join(f'<img src="{escape(picture.url)}">' for picture in posts)
        return f'\n\n<div class="gallery">{images}</div>\n\n'

    def _place_of(self, address: str, item: Item) -> str:
        """The place of an address on the old site; "" for one elsewhere."""
        parts, own = split_url(address), split_url(self.base).netloc
        is_here = parts.netloc in ("", own) or "/uploads/" in parts.path
        return _key(address) if is_here else ""


def _in_oslo(item: Item, clock: str, zone: str, hours: float) -> str:
    """A time of a fixed offset from UTC as the clocks of Oslo show it, with a note if it differs.

    With an offset that Oslo has for a part of the year, the clock is as people saw and meant it.
    """
    try:
        there = datetime.fromisoformat(f"{clock}Z") - timedelta(hours=hours)
    except (ValueError, OverflowError):  # the check of the site reports it
        return clock
    shown = f"{there.astimezone(OSLO):%Y-%m-%d %H:%M}"
    if shown != clock:
        item.note("zone-kept" if hours in (1, 2) else "zone-converted", f"{clock} {zone}")
    return clock if hours in (1, 2) else shown


def _footnotes(post: Post) -> str:
    """The footnotes of a post as WordPress shows them; it keeps them in a field beside the text."""
    try:
        notes = [(note["id"], note["content"]) for note in json.loads(post.meta("footnotes"))]
    except (ValueError, TypeError, KeyError):
        return ""
    items = "".join(f'<li id="{escape(str(id))}">{text}</li>' for id, text in notes)
    return f'\n\n<ol class="wp-block-footnotes">{items}</ol>'


def _picture(post: Post) -> ImportedPicture:
    """A picture with the texts that the export has about its file."""
    credit = CREDIT.search(post.meta("_wp_attachment_metadata"))
    alt = " ".join(post.meta("_wp_attachment_image_alt").split())
    caption = plain(unescape(post.encoded("excerpt")))
    return ImportedPicture("", alt, caption, credit[1] if credit else "", post.item)


def _key(address: str) -> str:
    """An address for comparing: its path and its query, without the end's slash."""
    parts = split_url(address)
    return f"{unquote(parts.path).rstrip('/')}?{parts.query}".rstrip("?")
