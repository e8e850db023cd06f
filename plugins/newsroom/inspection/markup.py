"""Which files browsers read as markup, and its tags and attributes as they read them."""

import re
from collections.abc import Iterator

PAGES = {".html", ".htm", ".shtml", ".xhtml", ".xht"}
# Shown as they stand, whatever they begin with.
SHOWN_PLAIN = {".txt", ".csv", ".tsv", ".md"}
BEGINNING = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|[\0\s])*<")
# What follows the name of a tag: quotes mean something only after "=" (HTML, 13.2.5.36).
REST = rb"""((?:[^>=]++|=\s*+(?:"[^"]*"|'[^']*')?)*+)>"""
ATTRIBUTE = re.compile(
    rb"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*))""", re.IGNORECASE
)


def is_markup(data: bytes, suffix: str) -> bool:
    """Whether it is a page, or XML of any name (`.svg`, `.kml`), which cannot begin otherwise."""
    return suffix in PAGES or bool(suffix not in SHOWN_PLAIN and BEGINNING.match(data))


def in_ascii(data: bytes) -> bytes:
    """Markup of UTF-16 with its ASCII signs as such; any other as it is."""
    return data.replace(b"\0", b"")


def tags(names: bytes) -> re.Pattern[bytes]:
    """Finds the name and the rest of tags, whatever prefix XML gives them."""
    # Looking for a letter first is a third quicker: half of all tags close another.
    prefix = rb"<(?=[a-z])(?:[a-z][\w.-]*:)?"
    return re.compile(prefix + rb"(" + names + rb")(?![\w.:-])" + REST, re.IGNORECASE)


def attributes(rest: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The attributes of a tag that have a value: small names, and values as they are written."""
    for name, *values in ATTRIBUTE.findall(rest):
        yield name.lower(), b"".join(values)


def first_of(rest: bytes) -> dict[bytes, bytes]:
    """The same by name: of two that are alike, browsers take the first (HTML, 13.2.5.33)."""
    return dict(reversed(list(attributes(rest))))
