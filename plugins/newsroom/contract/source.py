"""Where an entry was written: its file, the place of each field, and the text under it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from newsroom.contract.compressed_text import NOTHING, unpacked

Where = tuple[str | int, ...]
Place = tuple[int, int]
TEXT = "\n"


@lru_cache(maxsize=4096)
def alike(places: tuple[tuple[Where, Place], ...]) -> Mapping[Where, Place]:
    """The places of fields as a mapping: one for all the files that have theirs where others do."""
    return dict(places)


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or the part of one, that an entry was read from.

    `path` is relative to the content folder, with forward slashes. `places` gives line and column
    (from 1) of each field by its way through the data: `("registration", "deadline")`; with TEXT
    as one more step, where the words of a field begin.
    """

    path: str
    places: Mapping[Where, Place] = field(default_factory=dict)
    packed: bytes = NOTHING
    text_line: int = 1

    @property
    def text(self) -> str:
        """The Markdown under the fields of a document, as it was written."""
        return unpacked(self.packed)

    def place(self, where: Where) -> Place:
        """The place of a field, else of the nearest thing around it, else of the file."""
        for end in range(len(where), -1, -1):
            if where[:end] in self.places:
                return self.places[where[:end]]
        return (0, 0)

    def under(self, *steps: str | int) -> "Source":
        """The source of one entry in a file of several: the places below `steps`."""
        depth = len(steps)
        places = ((w[depth:], at) for w, at in self.places.items() if w[:depth] == steps)
        return Source(self.path, alike(tuple(places)))

    def at_line(self, line: int) -> "Source":
        """The same file at a line of its text."""
        return Source(self.path, {(): (line, 1)})


NOWHERE = Source("")
