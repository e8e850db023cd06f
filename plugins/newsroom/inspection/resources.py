"""Finds what a file makes the browser fetch from other sites (HTML, XML, CSS and scripts)."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from newsroom.inspection.markup import (
    ANY_TAG,
    attributes,
    attributes_by_name,
    in_ascii,
    is_markup,
    tags,
)

TAG = tags(
    rb"script|img|source|iframe|video|audio|embed|object|track|input|link|use|image|feimage"
    rb"|base|frame|form"
)
URL_ATTRIBUTES = {b"src", b"poster", b"data", b"href", b"action"}
SRCSET_ATTRIBUTES = {b"srcset", b"imagesrcset"}
# Browsers fetch nothing for a link with only these relations.
NOT_FETCHED = {b"self", b"canonical", b"alternate", b"author", b"license", b"me", b"next", b"prev"}
NOT_FETCHED |= {b"help"}
IN_CSS = re.compile(
    rb"""(?:url\(\s*|@import\s*|image-set\(\s*)(?:["']|&quot;|&#3[49];)?\s*"""
    rb"""((?:https?:)?//[^)"'\s;]+)""",
    re.IGNORECASE,
)
# The rest of a style element, and of any tag.
STYLE = re.compile(rb"<(?:[a-z][\w.-]*:)?style(?![\w.:-])(.*?)(?=</|\Z)", re.I | re.S)
# Text in these attributes is no CSS, whatever it says.
TEXT_ATTRIBUTES = {b"content", b"title", b"alt", b"value", b"label", b"aria-label"} | URL_ATTRIBUTES
IN_STYLE_SHEET_LINK = re.compile(rb"""<\?xml-stylesheet[^>]*?\shref\s*=\s*["']([^"']*)""", re.I)
# Elements whose `ping` tells another server that a link was followed.
LINK = tags(rb"a|area")
# `<meta http-equiv="refresh">` sends the browser to another page (HTML, 4.2.5.3).
META = tags(rb"meta")
REFRESH = re.compile(rb"""[\d.\s]*[;,\s]\s*(?:url\s*=\s*)?["']?([^"']*)""", re.IGNORECASE)
ABSOLUTE = re.compile(r"(?:(?:https?|ftp|wss?):)?//", re.IGNORECASE)
# Browsers drop tabs and line breaks from a URL, and read "\" as "/" (URL Standard, 4.4).
AS_BROWSERS_READ = str.maketrans("\\", "/", "\t\r\n")
SCRIPTS = {".js", ".mjs"}
# The theme's own scripts have no absolute URL.
IN_SCRIPT = re.compile(rb"""["'`]((?:https?:|wss?:)?//[^"'`\s]+)""", re.IGNORECASE)


def foreign_urls(data: bytes, suffix: str, siteurl: str) -> Iterator[str]:
    """The URLs on other sites that a file makes a browser fetch; `siteurl` may be ""."""
    for raw in _fetched(data, suffix):
        url = html.unescape(raw.decode("utf-8", "replace")).translate(AS_BROWSERS_READ).strip()
        if ABSOLUTE.match(url) and not (siteurl and _is_within(url, siteurl)):
            yield url


def _fetched(data: bytes, suffix: str) -> Iterator[bytes]:
    if suffix in SCRIPTS:
        yield from IN_SCRIPT.findall(data)
    elif suffix == ".css":
        yield from IN_CSS.findall(data)
    elif is_markup(data, suffix):
        yield from _in_markup(in_ascii(data))


def _in_markup(data: bytes) -> Iterator[bytes]:
    small = data.lower()
    for markers, find in FINDERS.items():
        if any(marker in small for marker in markers):
            yield from find(data)
    yield from _in_tags(data)


def _in_tags(data: bytes) -> Iterator[bytes]:
    for tag, rest in TAG.findall(data):
        if tag.lower() == b"link" and _is_not_fetched(rest):
            continue
        for name, value in attributes(rest):
            if name in SRCSET_ATTRIBUTES:
                yield from (part.split()[0] for part in value.split(b",") if part.split())
            elif name.rpartition(b":")[2] in URL_ATTRIBUTES:
                yield value


def _is_not_fetched(rest: bytes) -> bool:
    relations = attributes_by_name(rest).get(b"rel", b"").lower().split()
    return bool(relations) and set(relations) <= NOT_FETCHED


def _in_styles(data: bytes) -> Iterator[bytes]:
    """The URLs in style elements and in attributes; none in text, which may be about CSS."""
    for style in STYLE.findall(data):
        yield from IN_CSS.findall(style)
    for _, rest in ANY_TAG.findall(data):
        if b"(" in rest:
            values = (value for name, value in attributes(rest) if name not in TEXT_ATTRIBUTES)
            yield from IN_CSS.findall(b" ".join(values))


def _pings(data: bytes) -> Iterator[bytes]:
    for _, rest in LINK.findall(data):
        yield from attributes_by_name(rest).get(b"ping", b"").split()


def _refreshes(data: bytes) -> Iterator[bytes]:
    for _, rest in META.findall(data):
        meta = attributes_by_name(rest)
        if meta.get(b"http-equiv", b"").lower() == b"refresh":
            yield from REFRESH.findall(meta.get(b"content", b""))


def _is_within(url: str, siteurl: str) -> bool:
    return url == siteurl or url.startswith((f"{siteurl}/", f"{siteurl}?", f"{siteurl}#"))


# Each function after the strings without which it finds nothing; searching those is quicker.
FINDERS: Mapping[tuple[bytes, ...], Callable[[bytes], Iterable[bytes]]] = {
    (b"url(", b"@import", b"image-set("): _in_styles,
    (b"xml-stylesheet",): IN_STYLE_SHEET_LINK.findall,
    (b"ping",): _pings,
    (b"refresh",): _refreshes,
}
