"""Writes UTF-8 to stderr and stdout, whatever the encoding of the terminal."""

from io import TextIOWrapper
from typing import TextIO


def in_utf8(stream: TextIO) -> TextIO:
    """The stream, which writes UTF-8 from now on."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8")
    return stream
