"""Tells which files browsers read as markup, and reads tags and attributes as browsers do."""

import re
from collections.abc import Iterator

PAGES = {".html", ".htm", ".shtml", ".xhtml", ".xht"}
# Browsers show these as text, whatever their first bytes are.
PLAIN_TEXT = {".txt", ".csv", ".tsv", ".md"}
BEGINNING = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|[\0\s])*<")
# What follows the name of a tag: a quote opens a value only after "=" (HTML, 13.2.5.36).
REST = rb"""((?:[^>=]++|=\s*+(?:"[^"]*"|'[^']*')?)*+)>"""
ATTRIBUTE = re.compile(
    rb"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*))""", re.IGNORECASE
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
