"""The two versions of a site that are compared, as their runs know them at the gate."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsroom.contract.edition import Edition
from newsroom.contract.entry import Entry
from newsroom.run import Run


@dataclass(frozen=True, slots=True)
class Versions:
    """The runs of the old content and of the new, at the same time."""

    old: Run
    new: Run

    @property
    def editions(self) -> tuple[Edition, Edition]:
        return self.old.site_data.edition, self.new.site_data.edition

    @property
    def public(self) -> tuple[Mapping[str, Entry], Mapping[str, Entry]]:
        """What is public in the old version and in the new: each entry by its ref."""
        old, new = ({e.ref: e for e in one.catalog.entries()} for one in self.editions)
        return old, new

    @property
    def kept(self) -> Iterator[tuple[Entry, Entry]]:
        """Each entry that is public in both, as it was and as it is; the site itself first."""
        old, new = self.public
        yield self.old.catalog.site, self.new.catalog.site
        yield from ((entry, new[ref]) for ref, entry in old.items() if ref in new)

    def is_unreadable(self, entry: Entry) -> bool:
        """Whether an entry is missing in the new version because of a fault that is reported."""
        return bool({entry.ref, entry.file} & self.new.catalog.broken)


def name_of(entry: Entry) -> str:
    """The title or the name that readers know an entry by."""
    return str(getattr(entry, "title", "") or getattr(entry, "name", "") or entry.short_name)
