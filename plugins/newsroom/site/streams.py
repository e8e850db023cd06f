"""What is told on stderr and stdout is UTF-8, whatever the terminal's language is set to."""

from io import TextIOWrapper
from typing import TextIO


def in_utf8(stream: TextIO) -> TextIO:
    """The stream, which writes UTF-8 from now on."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8")
    return stream
