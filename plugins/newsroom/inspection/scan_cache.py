"""Which files have been looked through before: only what is new is looked through or for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from newsroom.inspection.fault import File
from newsroom.inspection.file_scan import Rules


@dataclass(frozen=True, slots=True)
class ScanCache:
    """Files without fault, by hash and suffix, and the rules they were held against."""

    rules: Rules
    keys: frozenset[str] = frozenset()

    @classmethod
    def by(cls, rules: Rules, before: object = None) -> "ScanCache":
        """What was seen before by these rules and perhaps more; nothing when something is new."""
        is_known = isinstance(before, ScanCache) and rules.are_among(before.rules)
        return replace(before, rules=rules) if is_known else cls(rules)

    def has(self, path: str, digest: str) -> bool:
        return _key(path, digest) in self.keys

    def of(self, files: Mapping[str, File]) -> "ScanCache":
        """These files, and no others."""
        return ScanCache(
            self.rules, frozenset(_key(path, one.sha256) for path, one in files.items())
        )


def _key(path: str, digest: str) -> str:
    return digest + path[path.rfind(".") :].lower()
