"""A fault in a file of the finished site."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol


class HashedFile(Protocol):
    """A file of the site that has been hashed; `size` is in bytes."""

    @property
    def sha256(self) -> str: ...

    @property
    def size(self) -> int: ...


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A file of the site that gives something away.

    `path` is relative to OUTPUT, with forward slashes. `wording.problems` has the text for `code`,
    with `value` (what is given away) and `source` (the file in content/ it comes from).
    """

    path: str
    code: str
    value: str = ""
    source: str = ""

    @property
    def subject(self) -> tuple[str, str]:
        """What is given away, the same in every file that does; a picture is its own subject."""
        return self.code, self.value or self.path

    @property
    def values(self) -> Mapping[str, str]:
        """The values for the text."""
        return {"path": self.path, "value": self.value, "source": self.source}


def each_once(faults: Iterable[Fault]) -> Iterator[tuple[Fault, int]]:
    """One fault for each thing given away: the first by path, with the number of files."""
    by_subject: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    for fault in sorted(set(faults)):
        by_subject[fault.subject].append(fault)
    for same in by_subject.values():
        yield same[0], len({fault.path for fault in same})
