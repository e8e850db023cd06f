"""The two versions of a site that are compared, as their runs know them at the gate."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsroom.contract.edition import Edition
from newsroom.contract.entry import Entry
from newsroom.run import Run
from newsroom.wording import fields
from newsroom.wording.texts import Texts, our_texts


@dataclass(frozen=True, slots=True)
class Versions:
    """The runs of the old content and of the new, at the same time, to be compared in `lang`."""

    old: Run
    new: Run
    lang: str = "nb"

    @property
    def t(self) -> Texts:
        """The translation of words of the report, and of labels of fields."""
        return our_texts(self.lang, fields.CATALOGUES)

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

    def address(self, entry: Entry) -> str:
        """The address of a page in the new version; "" for an entry without one."""
        return self.new.site_data.plan.by_ref.get(entry.ref, "")

    def is_unreadable(self, entry: Entry) -> bool:
        """Whether an entry is missing in the new version because of a fault that is reported."""
        return bool({entry.ref, entry.file} & self.new.catalog.broken)


def name_of(entry: Entry) -> str:
    """The title or the name that readers know an entry by."""
    return str(getattr(entry, "title", "") or getattr(entry, "name", "") or entry.short_name)
