"""A file of the finished site, and what is found in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class File(Protocol):
    """What is known of a file without reading it; its size is in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A file that gives something away; `code` has its words, which `values` fill in."""

    path: str
    code: str
    value: str = ""
    source: str = ""

    @property
    def values(self) -> Mapping[str, str]:
        return {"path": self.path, "value": self.value, "source": self.source}
