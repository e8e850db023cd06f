"""The theme's templates, strict: everything escaped, nothing undefined, nothing borrowed."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from newsroom.site.store import Store

SHELF = "templates"
NAMED = re.compile(r"""["']([\w./-]+\.html)["']""")
SETTINGS = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    # A run reads each template once.
    "auto_reload": False,
    "cache_size": -1,
}


@dataclass(frozen=True, slots=True)
class Compiled(BytecodeCache):
    """Templates as Python compiled them, on one shelf; Jinja asks for the hash of each source."""

    store: Store
    known: dict[str, bytes] = field(default_factory=dict, compare=False)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name alone, so that another checkout finds it."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja's hook: fill the bucket, if we can."""
        if not self.known:
            self.known.update(self.store.load(SHELF) or {})
        if data := self.known.get(bucket.key):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja's hook: keep what is in the bucket."""
        self.known[bucket.key] = bucket.bytecode_to_string()

    def save(self) -> None:
        """Put what is known where another process finds it."""
        if self.known and self.known != self.store.load(SHELF):
            self.store.save(SHELF, self.known)


def environment(
    folders: tuple[Path, ...], compiled: BytecodeCache | None = None, _closures: object = None
) -> Environment:
    """An environment over templates/ of the theme, and of kinds of content from elsewhere.

    Pelican's would fall back on its own theme. Good for as long as the templates have these
    closures.
    """
    loader = FileSystemLoader([folder / "templates" for folder in folders])
    return Environment(loader=loader, bytecode_cache=compiled, **SETTINGS)


def closures(folders: tuple[Path, ...]) -> Mapping[str, str]:
    """For each template a hash of it, of every one it takes in, and of all translations.

    Names in `extends`, `include` and `import` are literals: what a template names in quotes and is
    there counts, so a closure can be too large and never too small.
    """
    sources: dict[str, str] = {}
    for folder in reversed(folders):
        top = folder / "templates"
        sources |= {f.relative_to(top).as_posix(): f.read_text("utf-8") for f in _html(top)}
    catalogues = (sorted((folder / "translations").glob("*.po")) for folder in folders)
    words = [file.read_bytes() for files in catalogues for file in files]
    named = {name: set(NAMED.findall(text)) & sources.keys() for name, text in sources.items()}
    return {name: _hash(name, named, sources, words) for name in sources}


def _html(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def _hash(
    name: str, named: Mapping[str, set[str]], sources: Mapping[str, str], words: list[bytes]
) -> str:
    found, ahead = set(), {name}
    while ahead:
        found |= ahead
        ahead = set().union(*(named[one] for one in ahead)) - found
    said = [(one, sources[one]) for one in sorted(found)]
    return hashlib.sha256(repr((said, words)).encode()).hexdigest()
