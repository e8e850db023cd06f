"""A file of the finished site, and what is found in it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
    def what(self) -> tuple[str, str]:
        """What is given away, wherever it is; a picture gives itself away."""
        return self.code, self.value or self.path

    @property
    def values(self) -> Mapping[str, str]:
        return {"path": self.path, "value": self.value, "source": self.source}


def each_once(faults: Iterable[Fault]) -> Iterator[tuple[Fault, int]]:
    """Each thing that is given away: the first file that does, and how many do."""
    files: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    for fault in sorted(set(faults)):
        files[fault.what].append(fault)
    for found in files.values():
        yield found[0], len({fault.path for fault in found})
