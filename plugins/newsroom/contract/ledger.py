"""Every address published so far, what made it, and those given up since."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from newsroom.contract.entry import Document, Entry
from newsroom.contract.event import Occurrence

# Both in content/.
ADDRESSES, GONE = "record/addresses.txt", "record/gone.txt"


@dataclass(frozen=True, slots=True)
class UrlOwner:
    """What made an address: a file, one of several entries in a file, or a date of a series.

    Written `news/2023/sak.md`, `people.yaml#kari`, `events/2023.yaml#2023-kurs/2023-11-08`. What
    has a key is the same in whichever file it stands: `kind` is `people` or `events`, and "" of
    what goes by its file, which then is the key.
    """

    file: str = field(compare=False)
    kind: str
    key: str
    day: str = ""

    @classmethod
    def parse(cls, text: str) -> "UrlOwner":
        file, _, one = text.partition("#")
        if not one:
            return cls(file, "", file)
        key, _, day = one.partition("/")
        return cls(file, PurePosixPath(file.partition("/")[0]).stem, key, day)

    @property
    def whole(self) -> "UrlOwner":
        """Of a date, its series; of all else, itself."""
        return replace(self, day="") if self.day else self

    def __str__(self) -> str:
        one = f"{self.key}/{self.day}" if self.day else self.key
        return f"{self.file}#{one}" if self.kind else self.file


# What made what no entry did: a list, which may come and go, or the site.
LIST, SITE = UrlOwner.parse("list"), UrlOwner.parse("site")


@dataclass(frozen=True, slots=True)
class Ledger:
    """What made each published address, and at which line each was given up.

    `is_written` tells a site that has published nothing from one whose record is lost.
    """

    owners: Mapping[str, UrlOwner] = field(default_factory=dict)
    gone: Mapping[str, int] = field(default_factory=dict)
    is_written: bool = True


def owner_of(entry: Entry) -> UrlOwner:
    """What an entry is as the maker of its addresses."""
    if isinstance(entry, Occurrence):
        return replace(owner_of(entry.series), day=str(entry.on))
    kind = "" if isinstance(entry, Document) else entry.files.folder
    return UrlOwner(entry.source.path, kind, entry.short_name)
