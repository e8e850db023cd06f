"""The source of an entry: its file, the line and column of each field, and its text."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

# A path of field names and list indexes to a field: ("programme", 0, "title").
Where = tuple[str | int, ...]
# Line and column, from 1.
Position = tuple[int, int]
# The last step of a path to where the text of a field begins, not its key.
TEXT = "\n"
FAST = 1


def packed(text: str) -> bytes:
    """The text compressed with zlib: a long one takes a third of the memory until it is read."""
    return zlib.compress(text.encode(), FAST)


def unpacked(data: bytes) -> str:
    """The text that `packed` compressed."""
    return zlib.decompress(data).decode()


EMPTY = packed("")


@lru_cache(maxsize=4096)
def alike(places: tuple[tuple[Where, Position], ...]) -> Mapping[Where, Position]:
    """The positions as a mapping; files with equal positions share one, to save memory."""
    return dict(places)


@dataclass(frozen=True, slots=True)
class Source:
    """The file, or the part of a file, that an entry was read from.

    `path` is relative to the content folder, with forward slashes. `places` has the position of
    each field by its path, `("registration", "deadline")`; with TEXT as the last step, the position
    of the field's text. `packed` is the compressed text, which begins at `text_line`.
    """

    path: str
    places: Mapping[Where, Position] = field(default_factory=dict)
    packed: bytes = EMPTY
    text_line: int = 1

    @property
    def text(self) -> str:
        """The Markdown text of a document, as it was written."""
        return unpacked(self.packed)

    def place(self, where: Where) -> Position:
        """The position of a field, else of the nearest field around it, else (0, 0)."""
        for end in range(len(where), -1, -1):
            if where[:end] in self.places:
                return self.places[where[:end]]
        return (0, 0)

    def under(self, *steps: str | int) -> "Source":
        """The source of one entry in a file of several: the positions below the path `steps`."""
        depth = len(steps)
        places = (
            (where[depth:], position)
            for where, position in self.places.items()
            if where[:depth] == steps
        )
        return Source(self.path, alike(tuple(places)))

    def at_line(self, line: int) -> "Source":
        """The source for a problem at a line of the text."""
        return Source(self.path, {(): (line, 1)})


NOWHERE = Source("")
