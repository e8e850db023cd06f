"""Texts as words, whatever markup stands between them."""

import html
import re
from collections.abc import Iterable

PLAIN = b"abcdefghijklmnopqrstuvwxyz0123456789"
# ASCII letters small, digits, and the bytes of other letters (UTF-8); all else is a space.
TABLE = bytes(
    small if small in PLAIN or small >= 0x80 else 0x20 for small in bytes(range(256)).lower()
)
# Soft hyphens and what has no width stand within words; other signs beyond ASCII between them:
# U+00A0 to U+00BF, and U+2000 to U+2BFF.
UNSEEN = re.compile(rb"\xc2\xad|\xe2\x80[\x8b-\x8f]|\xe2\x81\xa0|\xef\xbb\xbf")
SIGNS = re.compile(rb"\xc2[\xa0-\xbf]|\xe2[\x80-\xaf][\x80-\xbf]")
LARGE = {letter.encode(): letter.lower().encode() for letter in "ÆØÅÄÖÉ"}
FOLD = re.compile(rb"\r?\n[ \t]")
ESCAPE = re.compile(rb"\\u([0-9a-fA-F]{4})|\\[nrt]")
PERCENT = re.compile(rb"%([0-9a-fA-F]{2})")
# Entities that stand for no letter need not be decoded to tell words apart.
LETTERED = re.compile(rb"&(?!amp;|quot;|lt;|gt;|#34;|#39;)[#a-zA-Z0-9]+;")
ESCAPED = {".ics", ".json", ".html"}
ADDRESSED = {".html", ".xml", ".svg", ".json", ".ics"}


def words_of(data: bytes) -> list[bytes]:
    """The words of a text, its entities decoded."""
    if b"&" in data:
        data = html.unescape(data.decode("utf-8", "replace")).encode()
    return plain(data).split()


def plain(data: bytes) -> bytes:
    """Letters small, and spaces."""
    for large, small in LARGE.items():
        data = data.replace(large, small)
    return SIGNS.sub(b" ", UNSEEN.sub(b"", data)).translate(TABLE)


def together(words: Iterable[bytes]) -> bytes:
    """Words in a row, a space on either side of each."""
    return b" ".join((b"", *words, b""))


def unfolded(data: bytes, suffix: str) -> bytes:
    """A file's text with its calendar lines unfolded, and what is written in escapes as letters.

    Those of entities, of addresses (RFC 3986, 2.1) and of JSON, which pages have too.
    """
    if suffix == ".ics":
        data = FOLD.sub(b"", data)
    if suffix in ADDRESSED:
        data = PERCENT.sub(lambda found: bytes.fromhex(found[1].decode()), data)
    if suffix in ESCAPED:
        data = ESCAPE.sub(_letter, data)
    if LETTERED.search(data):
        data = html.unescape(data.decode("utf-8", "replace")).encode("utf-8", "replace")
    return data


def _letter(found: re.Match[bytes]) -> bytes:
    """What `\\u00f8` stands for; the end of a line, and half a sign, are a space."""
    return chr(int(found[1], 16)).encode("utf-8", "replace") if found[1] else b" "
