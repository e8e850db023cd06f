"""Compressed texts: a long text takes a third of the memory until it is read."""

import zlib

FAST = 1


def packed(text: str) -> bytes:
    """The text compressed with zlib."""
    return zlib.compress(text.encode(), FAST)


def unpacked(data: bytes) -> str:
    """The text that `packed` compressed."""
    return zlib.decompress(data).decode()


EMPTY = packed("")
