"""Finds scripts in a document that would run in the reader's browser.

The site's own pages forbid scripts with a policy (addresses/policy.py). A document has no such
policy, but the same origin: unless the host sends one, its script may do all that the site may.
"""

import html
import re
from collections.abc import Iterator
from itertools import chain

from newsroom.inspection.markup import attributes, in_ascii, is_markup, tags

TAG = tags(rb"[a-z][\w.-]*")
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
    for tag in TAG.finditer(markup):
        for name, value in attributes(tag[2]):
            is_url = URL_ATTRIBUTE.fullmatch(name)
            if EVENT_HANDLER.fullmatch(name) or (is_url and _is_script(value)):
                yield tag.start(), name


def _is_script(value: bytes) -> bool:
    url = html.unescape(value.decode("utf-8", "replace"))
    return bool(SCRIPT_URL.search(IGNORED.sub("", url)))
