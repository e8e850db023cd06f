"""The look through the finished site: what to look for, and in which files."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from newsroom.addresses.documents import documents
from newsroom.addresses.outputs import path_of
from newsroom.addresses.plan import Plan
from newsroom.addresses.urls import document_address
from newsroom.contract.catalog import Catalog
from newsroom.contract.edition import Edition
from newsroom.inspection.fault import Fault, File
from newsroom.inspection.file_scan import Rules, faults_in
from newsroom.inspection.history import mails_in_history
from newsroom.inspection.machine import names_of
from newsroom.inspection.photographs import originals_among
from newsroom.inspection.public import content_texts, public_texts
from newsroom.inspection.public_word_index import PublicWordIndex
from newsroom.inspection.scan_cache import ScanCache
from newsroom.inspection.secrets import (
    ADDRESS,
    UNPUBLISHED,
    Withheld,
    addresses,
    row_of,
    withheld,
)
from newsroom.pictures.credits import Credit


@dataclass(frozen=True)
class SiteScan:
    """What the site was made of: all of the content, what is public of it, and where it stands.

    `content` is its folder, `credits` whom its public pictures name, in their files too; `folders`
    are others of the machine that builds, `before` is what was heard last time.
    """

    whole: Catalog
    edition: Edition
    plan: Plan
    content: Path
    credits: Collection[Credit] = ()
    folders: tuple[Path, ...] = ()
    before: object = None

    @cached_property
    def withheld(self) -> list[Withheld]:
        """What is said in what is not public."""
        return list(withheld(self.whole, self.edition.withheld))

    @cached_property
    def heard(self) -> PublicWordIndex:
        """Which of their words are public all the same."""
        asked = frozenset(chain.from_iterable(one.asked for one in self.withheld))
        said = public_texts(self.edition.catalog, self.plan, self.credits)
        return PublicWordIndex.of(said, asked, self.before)

    @cached_property
    def rules(self) -> Rules:
        """What may not be found."""
        public = self.heard.all()
        secrets = (secret for one in self.withheld if (secret := one.secret(public)))
        mails = addresses(mails_in_history(self.content))
        home = self.plan.root.siteurl
        folders = names_of((self.content, *self.folders), home)
        return Rules.of(chain(secrets, mails), folders, home)

    def faults(self, folder: Path, files: Mapping[str, File], seen: ScanCache) -> Iterator[Fault]:
        """The faults of the files in a folder; those seen before have none."""
        new = [path for path in sorted(files) if not seen.has(path, files[path].sha256)]
        read = ((path, (folder / path).read_bytes()) for path in new)
        found = [one for path, data in read for one in faults_in(path, data, self.rules)]
        shown = self._shown(one.value for one in found if one.code == ADDRESS)
        for one in found:
            is_published = one.code == UNPUBLISHED and one.path in self.offered
            if not is_published and (one.code, one.value) not in shown:
                yield one
        yield from self._originals(files)

    @cached_property
    def offered(self) -> frozenset[str]:
        """What public entries offer for download, by its path: its words are public with it."""
        papers = documents(self.edition.catalog, self.plan)
        return frozenset(path_of(document_address(paper)) for paper in papers)

    def _shown(self, mails: Iterable[str]) -> set[tuple[str, str]]:
        """The addresses of the history that the content itself shows."""
        rows = {mail: row_of(mail) for mail in mails}
        heard = PublicWordIndex.of(
            content_texts(self.edition.catalog), frozenset(rows.values())
        ).all()
        return {(ADDRESS, mail) for mail, row in rows.items() if row in heard}

    def _originals(self, files: Mapping[str, File]) -> Iterator[Fault]:
        """The originals of pictures; but whoever offers one for download means to."""
        originals = [file for path, file in self.whole.media.items() if path.startswith("images/")]
        found = originals_among(files, originals)
        for path in found.keys() - self.offered:
            yield Fault(path, "leak-original", found[path].name)
