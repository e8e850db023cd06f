"""The look through the finished site: what to look for, and in which files."""

from collections.abc import Collection, Iterator, Mapping
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
from newsroom.inspection.machine import names_of
from newsroom.inspection.photographs import originals_among
from newsroom.inspection.public import public_texts
from newsroom.inspection.public_word_index import PublicWordIndex
from newsroom.inspection.scan_cache import ScanCache
from newsroom.inspection.secrets import UNPUBLISHED, Withheld, withheld
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
        home = self.plan.root.siteurl
        folders = names_of((self.content, *self.folders), home)
        return Rules.of(secrets, folders, home)

    def faults(self, folder: Path, files: Mapping[str, File], seen: ScanCache) -> Iterator[Fault]:
        """The faults of the files in a folder; those seen before have none."""
        new = [path for path in sorted(files) if not seen.has(path, files[path].sha256)]
        read = ((path, (folder / path).read_bytes()) for path in new)
        for path, data in read:
            for one in faults_in(path, data, self.rules):
                if one.code != UNPUBLISHED or path not in self.offered:
                    yield one
        yield from self._originals(files)

    @cached_property
    def offered(self) -> frozenset[str]:
        """What public entries offer for download, by its path: its words are public with it."""
        papers = documents(self.edition.catalog, self.plan)
        return frozenset(path_of(document_address(paper)) for paper in papers)

    def _originals(self, files: Mapping[str, File]) -> Iterator[Fault]:
        """The originals of pictures; but whoever offers one for download means to."""
        originals = [file for path, file in self.whole.media.items() if path.startswith("images/")]
        found = originals_among(files, originals)
        for path in found.keys() - self.offered:
            yield Fault(path, "leak-original", found[path].name)
