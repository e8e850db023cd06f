"""Texts as words, whatever markup stands between them."""

import html
import re
from collections.abc import Iterable

PLAIN = b"abcdefghijklmnopqrstuvwxyz0123456789"
# ASCII letters small, digits, and the bytes of other letters (UTF-8); all else is a space.
TABLE = bytes(
    small if small in PLAIN or small >= 0x80 else 0x20 for small in bytes(range(256)).lower()
)
FOLD = re.compile(rb"\r?\n[ \t]")
ESCAPE = re.compile(rb"\\u00[0-9a-f]{2}|\\[nrt]")


def words_of(data: bytes) -> list[bytes]:
    """The words of a text, its entities decoded."""
    if b"&" in data:
        data = html.unescape(data.decode("utf-8", "replace")).encode()
    return plain(data).split()


def plain(data: bytes) -> bytes:
    """Letters small and spaces, as many as there were bytes."""
    return data.translate(TABLE)


def together(words: Iterable[bytes]) -> bytes:
    """Words in a row, a space on either side of each."""
    return b" ".join((b"", *words, b""))


def unfolded(data: bytes, suffix: str) -> bytes:
    """A file's text with its calendar lines unfolded, and JSON's escapes left out."""
    if suffix == ".ics":
        data = FOLD.sub(b"", data)
    return ESCAPE.sub(b" ", data) if suffix in (".ics", ".json") else data
