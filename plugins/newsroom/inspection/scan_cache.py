"""Remembers which files had no fault, so that the next scan reads only new and changed files."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from newsroom.inspection.fault import HashedFile
from newsroom.inspection.file_scan import ScanRules


@dataclass(frozen=True, slots=True)
class ScanCache:
    """Files without fault, by hash and suffix, and the rules they were scanned with."""

    rules: ScanRules
    keys: frozenset[str] = frozenset()

    @classmethod
    def for_rules(cls, rules: ScanRules, previous: "ScanCache | None" = None) -> "ScanCache":
        """The previous cache when its rules cover these; else an empty one."""
        if previous and rules.are_covered_by(previous.rules):
            return replace(previous, rules=rules)
        return cls(rules)

    def has(self, path: str, digest: str) -> bool:
        """Whether a file with this SHA-256 and the suffix of `path` had no fault."""
        return _key(path, digest) in self.keys

    def with_files(self, files: Mapping[str, HashedFile]) -> "ScanCache":
        """A cache of these files and no others."""
        keys = frozenset(_key(path, file.sha256) for path, file in files.items())
        return ScanCache(self.rules, keys)


def _key(path: str, digest: str) -> str:
    return digest + path[path.rfind(".") :].lower()
