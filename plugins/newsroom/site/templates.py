"""The theme's templates in Jinja, and the bytes of pages and files that are made with them."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, DictLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from newsroom.addresses.outputs import Output, OutputFile, OutputPage, PageView
from newsroom.parts.site_data import SiteData
from newsroom.site.dependency_tracking import Lookup, TrackingProxy
from newsroom.site.layout_context import LayoutContext
from newsroom.site.store import Store
from newsroom.wording.texts import Texts

CACHE_FILE = "templates"
QUOTED = re.compile(r"""["']([\w./-]+\.html)["']""")


@dataclass(frozen=True, slots=True)
class CompiledTemplates(BytecodeCache):
    """Compiled templates in one cache file; Jinja compares the hash of each source."""

    store: Store
    bytecode: dict[str, bytes] = field(default_factory=dict, compare=False)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name alone, so that another checkout finds it."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja's hook: fill the bucket where we can."""
        if not self.bytecode:
            self.bytecode.update(self.store.load(CACHE_FILE) or {})
        if data := self.bytecode.get(bucket.key):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja's hook: keep what is in the bucket."""
        self.bytecode[bucket.key] = bucket.bytecode_to_string()

    def save(self) -> None:
        """Write the cache file when it has changed."""
        if self.bytecode and self.bytecode != self.store.load(CACHE_FILE):
            self.store.save(CACHE_FILE, self.bytecode)


def environment(
    folders: tuple[Path, ...],
    overrides: tuple[Path, ...] = (),
    compiled: BytecodeCache | None = None,
    _hashes: object = None,
) -> Environment:
    """An environment over `overrides`, then templates/ of the theme and of kinds from elsewhere.

    Pelican's would fall back on its own theme. `_hashes` are those of the templates: a memoized
    environment is valid as long as they are.
    """
    return Environment(
        loader=FileSystemLoader(_template_folders(folders, overrides)),
        bytecode_cache=compiled,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # A run reads each template once.
        auto_reload=False,
        cache_size=-1,
    )


def _template_folders(folders: tuple[Path, ...], overrides: tuple[Path, ...]) -> list[Path]:
    return [*overrides, *(folder / "templates" for folder in folders)]


def template_hashes(
    folders: tuple[Path, ...], overrides: tuple[Path, ...] = ()
) -> Mapping[str, str]:
    """For each template a hash of it, of every one it uses, and of all translations.

    Names in `extends`, `include` and `import` are literals: every quoted name of a template counts
    as used, so a hash can cover too much and never too little.
    """
    sources: dict[str, str] = {}
    for top in reversed(_template_folders(folders, overrides)):
        files = sorted(top.rglob("*.html"))
        sources |= {file.relative_to(top).as_posix(): file.read_text("utf-8") for file in files}
    catalogues = (sorted((folder / "translations").glob("*.po")) for folder in folders)
    translations = [_digest(file.read_bytes()) for files in catalogues for file in files]
    uses = {name: set(QUOTED.findall(text)) & sources.keys() for name, text in sources.items()}
    digests = {name: _digest(text.encode()) for name, text in sources.items()}
    hashed = ((name, sorted(_used(name, uses))) for name in sources)
    return {
        name: _digest(repr(([(one, digests[one]) for one in used], translations)).encode())
        for name, used in hashed
    }


def _used(name: str, uses: Mapping[str, set[str]]) -> set[str]:
    """A template, every one it uses, and those that they use."""
    used: set[str] = set()
    ahead = {name}
    while ahead:
        used |= ahead
        ahead = set[str]().union(*(uses[one] for one in ahead)) - used
    return used


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Renderer:
    """Renders pages and makes files from the site data; `layouts` and `texts` are by language."""

    def __init__(
        self,
        site_data: SiteData,
        layouts: Mapping[str, LayoutContext],
        environment: Environment,
        texts: Mapping[str, Texts],
    ) -> None:
        self.site_data, self.layouts = site_data, layouts
        self.environment, self.texts = environment, texts

    def __getstate__(self) -> dict[str, Any]:
        """For another machine, whose theme lies elsewhere: the templates as text."""
        jinja, names = self.environment, self.environment.list_templates(["html"])
        assert jinja.loader
        sources = {name: jinja.loader.get_source(jinja, name)[0] for name in names}
        return vars(self) | {"environment": sources}

    def __setstate__(self, state: dict[str, Any]) -> None:
        loader = DictLoader(state["environment"])
        vars(self).update(state, environment=environment(()).overlay(loader=loader))

    def load_templates(self, outputs: Sequence[Output]) -> None:
        """Load what the outputs need, before the work is divided between processes."""
        for name in sorted({page.template for page in outputs if isinstance(page, OutputPage)}):
            self.environment.get_template(name)

    def render(self, outputs: Iterable[Output]) -> Iterator[tuple[bytes, str, frozenset[Lookup]]]:
        """The bytes, the language ("" of a file) and the look-ups of each output, in order."""
        # Pages look up the same: pickled for another process, each look-up is sent only once.
        shared: dict[Lookup, Lookup] = {}
        for output in outputs:
            data, lang, lookups = self._rendered(output)
            yield data, lang, frozenset(shared.setdefault(lookup, lookup) for lookup in lookups)

    def _rendered(self, output: Output) -> tuple[bytes, str, set[Lookup]]:
        lookups: set[Lookup] = set()
        site_data = TrackingProxy(self.site_data, lookups)
        if isinstance(output, OutputFile):
            return output.made(site_data), "", lookups
        view = output.shown(site_data)
        return self._html(output.template, view), view.head.lang, lookups

    def _html(self, template: str, view: PageView) -> bytes:
        lang = view.head.lang
        html = self.environment.get_template(template).render(
            page=view, site=self.layouts[lang], t=self.texts[lang]
        )
        return html.encode()
