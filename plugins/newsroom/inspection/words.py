"""Splits files into words that can be compared, whatever markup and escapes they have."""

import html
import re
from collections.abc import Iterable

ASCII_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789"
# For bytes.translate: ASCII letters to small ones; digits and bytes of UTF-8 stay; all else is a
# space.
TABLE = bytes(
    small if small in ASCII_LETTERS or small >= 0x80 else 0x20
    for small in bytes(range(256)).lower()
)
# Soft hyphens and characters of no width, which occur within words.
INVISIBLE = re.compile(rb"\xc2\xad|\xe2\x80[\x8b-\x8f]|\xe2\x81\xa0|\xef\xbb\xbf")
# Other signs beyond ASCII, which separate words: U+00A0 to U+00BF, and U+2000 to U+2BFF.
SIGNS = re.compile(rb"\xc2[\xa0-\xbf]|\xe2[\x80-\xaf][\x80-\xbf]")
LARGE = {letter.encode(): letter.lower().encode() for letter in "ÆØÅÄÖÉ"}
FOLD = re.compile(rb"\r?\n[ \t]")
ESCAPE = re.compile(rb"\\u([0-9a-fA-F]{4})|\\[nrt]")
PERCENT = re.compile(rb"%([0-9a-fA-F]{2})")
# Entities that can stand for a letter; the others separate words decoded or not.
LETTER_ENTITY = re.compile(rb"&(?!amp;|quot;|lt;|gt;|#34;|#39;)[#a-zA-Z0-9]+;")
WITH_ESCAPES = {".ics", ".json", ".html"}
WITH_URLS = {".html", ".xml", ".svg", ".json", ".ics"}


def words_of(data: bytes) -> list[bytes]:
    """The normalized words of a text in UTF-8, with its entities decoded."""
    if b"&" in data:
        data = html.unescape(data.decode("utf-8", "replace")).encode()
    return normalized(data).split()


def normalized(data: bytes) -> bytes:
    """A text in UTF-8 with small letters, and a space for each sign that is no letter or digit."""
    for large, small in LARGE.items():
        data = data.replace(large, small)
    return SIGNS.sub(b" ", INVISIBLE.sub(b"", data)).translate(TABLE)


def joined(words: Iterable[bytes]) -> bytes:
    """Words in a row with a space before and after each, so that only whole words match."""
    return b" ".join((b"", *words, b""))


def decoded(data: bytes, suffix: str) -> bytes:
    """A file with iCalendar lines unfolded (RFC 5545, 3.1) and all escapes decoded.

    The escapes are those of URLs (RFC 3986, 2.1), of JSON, which HTML contains too, and entities.
    """
    if suffix == ".ics":
        data = FOLD.sub(b"", data)
    if suffix in WITH_URLS:
        data = PERCENT.sub(lambda match: bytes.fromhex(match[1].decode()), data)
    if suffix in WITH_ESCAPES:
        data = ESCAPE.sub(_letter, data)
    if LETTER_ENTITY.search(data):
        data = html.unescape(data.decode("utf-8", "replace")).encode("utf-8", "replace")
    return data


def _letter(escape: re.Match[bytes]) -> bytes:
    """The letter of `\\u00f8`; a space for a line break, "?" for half of a surrogate pair."""
    return chr(int(escape[1], 16)).encode("utf-8", "replace") if escape[1] else b" "
