"""Writes UTF-8 to stderr and stdout, whatever the encoding of the terminal."""

from io import TextIOWrapper
from typing import TextIO


def in_utf8(stream: TextIO) -> TextIO:
    """Switch a stream to UTF-8, and return it."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8")
    return stream
