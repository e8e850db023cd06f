"""Scans the finished site for everything that must not be published."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from newsroom.addresses.documents import documents
from newsroom.addresses.outputs import path_of
from newsroom.addresses.plan import Plan
from newsroom.addresses.urls import document_address
from newsroom.contract.catalog import Catalog
from newsroom.contract.edition import Edition
from newsroom.contract.entry import aliases_of
from newsroom.disk.stats import FileRecord
from newsroom.inspection.file_scan import Fault, ScanRules, faults_in, names_of
from newsroom.inspection.parsing import unparsable
from newsroom.inspection.public_words import PublicWordIndex, occurring, public_texts
from newsroom.inspection.secrets import UNPUBLISHED, HiddenPhrase, hidden_phrases
from newsroom.pictures.credits import Credit

# What names an entry: an id of a feed (`tag:authority:address`), a page of the sitemap, a UID.
NAMES = re.compile(rb"tag:[^:<\"]+:(/[^<\"]+)|<loc>([^<]+)|^UID:(.+)@", re.MULTILINE)


class CleanScan(NamedTuple):
    """A scan without faults: its rules, the keys of the files, and its word index."""

    rules: ScanRules
    keys: frozenset[str]
    word_index: PublicWordIndex

    def keys_for(self, rules: ScanRules) -> frozenset[str]:
        """The keys of files that have no fault by these rules."""
        return self.keys if rules.are_covered_by(self.rules) else frozenset()


class EditScan(NamedTuple):
    """What a scan of the files of an edit needs of the scan of the whole site.

    `counts` has for each word of unpublished entries how many public texts have it, or fewer.
    """

    rules: ScanRules
    counts: Mapping[bytes, int]

    def after(self, before: str, now: str) -> "EditScan | None":
        """The same after an edit of a public text; None when other words are secrets then.

        A word is none as long as a public text has it.
        """
        candidates = frozenset(self.counts)
        old, new = occurring(before, candidates), occurring(now, candidates)
        counts = {**self.counts, **{word: self.counts[word] - 1 for word in old - new}}
        return self._replace(counts=counts) if all(counts[w] > 0 for w in old | new) else None

    def finds(self, path: str, data: bytes) -> bool:
        """Whether a file has a fault."""
        return bool(unparsable(path, data)) or any(faults_in(path, data, self.rules))


def key_of(path: str, sha256: str) -> str:
    """The hash and the suffix of a file: two files with one key have the same faults."""
    return sha256 + path[path.rfind(".") :].lower()


@dataclass(frozen=True)
class SiteScan:
    """A scan of the site that was made of `catalog`.

    `edition` and `plan` are what is public of it; `credits` those of public pictures. `folders` are
    folders of the machine, the content's among them; `previous` is the last scan, `packages`
    the folders of packages that add kinds of content.
    """

    catalog: Catalog
    edition: Edition
    plan: Plan
    folders: tuple[Path, ...]
    credits: Collection[Credit]
    previous: CleanScan | None
    packages: tuple[Path, ...]

    @cached_property
    def hidden_phrases(self) -> list[HiddenPhrase]:
        """The phrases of entries that are not public."""
        return list(hidden_phrases(self.catalog, self.edition.withheld))

    @cached_property
    def word_index(self) -> PublicWordIndex:
        """Which words of the hidden phrases are public too."""
        candidates = frozenset(chain.from_iterable(p.candidates for p in self.hidden_phrases))
        texts = public_texts(self.edition.catalog, self.plan, self.credits, self.packages)
        last_index = self.previous.word_index if self.previous else None
        return PublicWordIndex.of(texts, candidates, last_index)

    @cached_property
    def rules(self) -> ScanRules:
        """What to search for."""
        public = self.word_index.public_words()
        secrets = (secret for p in self.hidden_phrases if (secret := p.secret(public)))
        siteurl = self.plan.root.siteurl
        return ScanRules.of(secrets, names_of(self.folders, siteurl), siteurl)

    def unscanned(self, files: Mapping[str, FileRecord]) -> list[str]:
        """The paths of `files` that the last scan did not have, sorted."""
        clean = self.previous.keys_for(self.rules) if self.previous else frozenset[str]()
        return [path for path in sorted(files) if key_of(path, files[path].sha256) not in clean]

    def faults_of(self, output: Path, paths: Iterable[str]) -> list[list[Fault]]:
        """The faults of each of these files in the folder `output`."""
        return [list(self._faults_in(path, (output / path).read_bytes())) for path in paths]

    def _faults_in(self, path: str, data: bytes) -> Iterator[Fault]:
        is_offered = path in self.offered
        for fault in faults_in(path, data, self.rules):
            if fault.code != UNPUBLISHED or not is_offered:
                yield fault
        if not is_offered and (wrong := unparsable(path, data)):
            yield Fault(path, "output-invalid", wrong.reason, self._source_at(data[: wrong.at]))

    def result(self, files: Mapping[str, FileRecord]) -> CleanScan:
        """What the next scan can use, when these files had no fault."""
        keys = frozenset(key_of(path, file.sha256) for path, file in files.items())
        return CleanScan(self.rules, keys, self.word_index)

    @cached_property
    def offered(self) -> frozenset[str]:
        """The paths in the site of documents that public entries offer; their text is public."""
        paths = documents(self.edition.catalog, self.plan)
        return frozenset(path_of(document_address(path)) for path in paths)

    def _source_at(self, before: bytes) -> str:
        """The path of the last entry that is named in the beginning of a feed or a calendar."""
        name = b"".join((NAMES.findall(before) or [()])[-1]).decode(errors="replace")
        name = name.removeprefix(self.plan.root.siteurl)
        for entry in self.edition.catalog.entries():
            address = self.plan.by_ref.get(entry.ref)
            if name in (address, *aliases_of(entry)) or f"event:{name}" == entry.ref:
                return entry.source.path
        return "content/"

    def originals(self, files: Mapping[str, FileRecord]) -> Iterator[Fault]:
        """Originals of pictures in the site, but for those that an entry offers for download."""
        originals = self.catalog.pictures.values()
        for path, original in originals_among(files, originals).items():
            if path not in self.offered:
                yield Fault(path, "leak-original", original.name)


def originals_among(files: Mapping[str, FileRecord], originals: Iterable[Path]) -> dict[str, Path]:
    """The files that have the bytes of an original, by path; only those of equal size are read."""
    by_size: dict[int, list[Path]] = defaultdict(list)
    for original in originals:
        by_size[original.stat().st_size].append(original)
    return {
        path: original
        for path, file in files.items()
        for original in by_size.get(file.size, ())
        if hashlib.sha256(original.read_bytes()).hexdigest() == file.sha256
    }
