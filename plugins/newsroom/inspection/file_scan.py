"""One pass over the files of the finished site."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from newsroom.inspection.fault import Fault
from newsroom.inspection.machine import is_named
from newsroom.inspection.photographs import has_place
from newsroom.inspection.resources import foreign
from newsroom.inspection.secrets import UNPUBLISHED, Secret
from newsroom.inspection.wordings import plain, together, unfolded, words_of
from newsroom.pictures.inspect import SUFFIXES

# What is made of other files of the site, or cannot be read as words.
CLOSED = {".gz", ".br", ".pdf"}
PACKET = b"<x:xmpmeta", b"</x:xmpmeta>"


@dataclass(frozen=True, slots=True)
class Rules:
    """What to look for: secrets by their marks, folders of the machine, and the site's address."""

    secrets: Mapping[bytes, tuple[Secret, ...]]
    folders: tuple[str, ...]
    home: str

    @classmethod
    def of(cls, secrets: Iterable[Secret], folders: Iterable[str], home: str) -> "Rules":
        by_mark = defaultdict(set)
        for secret in secrets:
            by_mark[secret.mark].add(secret)
        sorted_marks = {mark: tuple(sorted(found)) for mark, found in sorted(by_mark.items())}
        return cls(sorted_marks, tuple(sorted(set(folders))), home)

    def are_among(self, others: "Rules") -> bool:
        """Whether everything these look for, the others look for too."""
        return (
            self.home == others.home
            and set(self.folders) <= set(others.folders)
            and all(set(found) <= set(others.secrets.get(mark, ()))
                    for mark, found in self.secrets.items())
        )  # fmt: skip


def faults_in(path: str, data: bytes, rules: Rules) -> Iterator[Fault]:
    """Everything wrong with one file."""
    suffix = PurePosixPath(path).suffix.lower()
    yield from (Fault(path, "leak-path", one) for one in rules.folders if is_named(one, data))
    if suffix in SUFFIXES:
        if has_place(data, suffix):
            yield Fault(path, "leak-place")
        data = _packet(data)
    else:
        yield from (Fault(path, "leak-foreign", url) for url in foreign(data, suffix, rules.home))
    if data and rules.secrets and suffix not in CLOSED:
        yield from _spoken(path, unfolded(data, suffix), rules)


def _spoken(path: str, data: bytes, rules: Rules) -> Iterator[Fault]:
    marks = rules.secrets.keys() & set(plain(data).split())
    row = together(words_of(data)) if marks else b""
    for mark in sorted(marks):
        for secret in rules.secrets[mark]:
            if secret.words in row:
                yield Fault(path, UNPUBLISHED, secret.value, secret.source)


def _packet(data: bytes) -> bytes:
    """What a picture says in words (XMP); its pixels are none."""
    begin, end = data.find(PACKET[0]), data.rfind(PACKET[1])
    return data[begin:end] if 0 <= begin < end else b""
