"""The ledger: every published address with its owner, and the addresses given up since."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from newsroom.contract.entry import Document, Entry
from newsroom.contract.event import Occurrence

# Both in content/.
ADDRESSES, GONE = "record/addresses.txt", "record/gone.txt"


@dataclass(frozen=True, slots=True)
class UrlOwner:
    """The owner of an address: a file, an entry in a file of several, or an occurrence.

    Written `news/2023/sak.md`, `people.yaml#kari`, `events/2023.yaml#2023-kurs/2023-11-08`. `kind`
    is the folder or the file of the entry (`people`, `events`); an entry that moves to another
    file keeps its kind and key. For an entry that is a file, `kind` is "" and `key` is the file.
    """

    file: str = field(compare=False)
    kind: str
    key: str
    day: str = ""

    @classmethod
    def parse(cls, text: str) -> "UrlOwner":
        file, _, entry = text.partition("#")
        if not entry:
            return cls(file, "", file)
        key, _, day = entry.partition("/")
        return cls(file, PurePosixPath(file.partition("/")[0]).stem, key, day)

    @property
    def series_or_self(self) -> "UrlOwner":
        """The series of an occurrence; any other owner itself."""
        return replace(self, day="") if self.day else self

    def __str__(self) -> str:
        entry = f"{self.key}/{self.day}" if self.day else self.key
        return f"{self.file}#{entry}" if self.kind else self.file


# The owners of addresses without an entry: a list, which may become empty, or the site.
LIST, SITE = UrlOwner.parse("list"), UrlOwner.parse("site")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The owner of each published address, and the line in gone.txt of each removed one.

    `is_written` is False when the file of addresses is missing or lost.
    """

    owners: Mapping[str, UrlOwner] = field(default_factory=dict)
    gone: Mapping[str, int] = field(default_factory=dict)
    is_written: bool = True


def owner_of(entry: Entry) -> UrlOwner:
    """The owner of the addresses of an entry."""
    if isinstance(entry, Occurrence):
        return replace(owner_of(entry.series), day=str(entry.on))
    kind = "" if isinstance(entry, Document) else entry.files.folder
    return UrlOwner(entry.source.path, kind, entry.short_name)
