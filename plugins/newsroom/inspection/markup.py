"""Reads files as browsers do: finds scripts in documents, and what is fetched from other sites.

The site's own pages forbid scripts with a policy (hosting/headers.py). A document has no such
policy, but the same origin: unless the host sends one, its script may do all that the site may.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

PAGES = {".html", ".htm", ".shtml", ".xhtml", ".xht"}
# Browsers show these as text, whatever their first bytes are.
PLAIN_TEXT = {".txt", ".csv", ".tsv", ".md"}
BEGINNING = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|[\0\s])*<")
# What follows the name of a tag: a quote opens a value only after "=" (HTML, 13.2.5.36).
REST = rb"""((?:[^>=]++|=\s*+(?:"[^"]*"|'[^']*')?)*+)>"""
ATTRIBUTE = re.compile(
    rb"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*))""", re.IGNORECASE
)
EVENT_HANDLER = re.compile(rb"on[a-z]+|srcdoc")
# Attributes whose URL can be a script; those of an SVG animation among them.
URL_ATTRIBUTE = re.compile(rb"(?:.*:)?href|src|(?:form)?action|data|to|from|by|values")
# Browsers ignore these in a URL (URL Standard, 4.4). `values` of an animation has several URLs.
IGNORED = re.compile(r"[\x00-\x20]+")
SCRIPT_URL = re.compile(r"(?:^|;)(?:(?:java|vb)script:|data:text/html)", re.IGNORECASE)
# Script elements, XSLT, and XML entities with markup or the URL of a script.
ELEMENT = re.compile(
    rb"""<(?:[a-z][\w.-]*:)?script(?![\w.:-])|<\?xml-stylesheet[^>]*xsl"""
    rb"""|<!ENTITY\s[^"']*(?:"[^"]*?(?:[<&]|script:)|'[^']*?(?:[<&]|script:))""",
    re.IGNORECASE,
)


def is_markup(data: bytes, suffix: str) -> bool:
    """Whether a file is HTML, or XML of any suffix (`.svg`, `.kml`), which begins with "<"."""
    return suffix in PAGES or bool(suffix not in PLAIN_TEXT and BEGINNING.match(data))


def in_ascii(data: bytes) -> bytes:
    """Markup in which ASCII patterns match: UTF-16 without its zero bytes; all else unchanged."""
    return data.replace(b"\0", b"")


def tags(names: bytes) -> re.Pattern[bytes]:
    """A pattern for tags: group 1 is the name, group 2 the attributes; XML prefixes may precede."""
    # The look-ahead makes the search a third quicker: half of all tags are closing tags.
    prefix = rb"<(?=[a-z])(?:[a-z][\w.-]*:)?"
    return re.compile(prefix + rb"(" + names + rb")(?![\w.:-])" + REST, re.IGNORECASE)


def attributes(rest: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name (in small letters) and raw value of each attribute that has a value."""
    for name, *values in ATTRIBUTE.findall(rest):
        yield name.lower(), b"".join(values)


def attributes_by_name(rest: bytes) -> dict[bytes, bytes]:
    """The same as a mapping; of two with one name the first counts (HTML, 13.2.5.33)."""
    return dict(reversed(list(attributes(rest))))


ANY_TAG = tags(rb"[a-z][\w.-]*")


def script_in(data: bytes, suffix: str) -> tuple[int, str] | None:
    """The line (from 1) and name of the first tag or attribute that would run; None without one."""
    if not is_markup(data, suffix):
        return None
    markup = in_ascii(data)
    first = min(chain(_elements(markup), _attributes(markup)), default=None)
    if first is None:
        return None
    position, name = first
    return markup.count(b"\n", 0, position) + 1, name.decode("ascii", "replace")


def _elements(markup: bytes) -> Iterator[tuple[int, bytes]]:
    for element in ELEMENT.finditer(markup):
        yield element.start(), element[0].split()[0].lstrip(b"<!?")


def _attributes(markup: bytes) -> Iterator[tuple[int, bytes]]:
    for tag in ANY_TAG.finditer(markup):
        for name, value in attributes(tag[2]):
            is_url = URL_ATTRIBUTE.fullmatch(name)
            if EVENT_HANDLER.fullmatch(name) or (is_url and _is_script(value)):
                yield tag.start(), name


def _is_script(value: bytes) -> bool:
    url = html.unescape(value.decode("utf-8", "replace"))
    return bool(SCRIPT_URL.search(IGNORED.sub("", url)))


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
# Pagefind's script reads a path by putting it after example.com (RFC 2606).
IN_SCRIPT = re.compile(rb"""(?i)["'`](?!https://example.com\$)((?:https?:|wss?:)?//[^"'`\s]+)""")


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
