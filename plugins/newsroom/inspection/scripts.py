"""What in a document would run in its reader's browser.

A page of ours says itself that nothing may (addresses/policy.py). A document does not, and is of
the same origin: where the host sends no policy either, it may do all that the site may.
"""

import html
import re
from collections.abc import Iterator
from itertools import chain

from newsroom.inspection.markup import attributes, in_ascii, is_markup, tags

TAG = tags(rb"[a-z][\w.-]*")
HANDLER = re.compile(rb"on[a-z]+|srcdoc")
# Where an address may be a script; an animation can set one.
ADDRESS = re.compile(rb"(?:.*:)?href|src|(?:form)?action|data|to|from|by|values")
# Browsers leave out what is not to be seen in an address before they read it (URL Standard, 4.4);
# `values` of an animation are several.
UNSEEN = re.compile(r"[\x00-\x20]+")
RUNNING = re.compile(r"(?:^|;)(?:(?:java|vb)script:|data:text/html)", re.IGNORECASE)
# By itself, and what XML is made into: entities with markup or a script's address, and XSLT.
ALONE = re.compile(
    rb"""<(?:[a-z][\w.-]*:)?script(?![\w.:-])|<\?xml-stylesheet[^>]*xsl"""
    rb"""|<!ENTITY\s[^"']*(?:"[^"]*?(?:[<&]|script:)|'[^']*?(?:[<&]|script:))""",
    re.IGNORECASE,
)


def script_in(data: bytes, suffix: str) -> tuple[int, str] | None:
    """The line of the first thing that would run, and its name; None when nothing would."""
    if not is_markup(data, suffix):
        return None
    said = in_ascii(data)
    at, shown = min(chain(_alone(said), _in_tags(said)), default=(-1, b""))
    return (said.count(b"\n", 0, at) + 1, shown.decode("ascii", "replace")) if shown else None


def _alone(said: bytes) -> Iterator[tuple[int, bytes]]:
    for found in ALONE.finditer(said):
        yield found.start(), found[0].split()[0].lstrip(b"<!?")


def _in_tags(said: bytes) -> Iterator[tuple[int, bytes]]:
    for found in TAG.finditer(said):
        for name, value in attributes(found[2]):
            if HANDLER.fullmatch(name) or (ADDRESS.fullmatch(name) and _is_script(value)):
                yield found.start(), name


def _is_script(value: bytes) -> bool:
    written = html.unescape(value.decode("utf-8", "replace"))
    return bool(RUNNING.search(UNSEEN.sub("", written)))
