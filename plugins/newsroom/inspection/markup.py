"""Reads markup as browsers do, and finds scripts in documents.

The site's own pages forbid scripts with a policy (hosting/headers.py). A document has no such
policy, but the same origin: unless the host sends one, its script may do all that the site may.
"""

import html
import re
from collections.abc import Iterator
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
