"""Long texts, which take a third of the room in memory while nobody reads them."""

import zlib

FAST = 1


def packed(text: str) -> bytes:
    """The text as few bytes."""
    return zlib.compress(text.encode(), FAST)


def unpacked(data: bytes) -> str:
    """The text that was packed."""
    return zlib.decompress(data).decode()


NOTHING = packed("")
