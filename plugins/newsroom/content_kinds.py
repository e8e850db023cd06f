"""The descriptor of a kind of content, which the kind's own package declares.

A plugin returns its kinds from a function `content_kinds`, which imports them only when called, so
a run without changes stays fast. The model (contract/entry.py) has the rest: the place of its
files, the address of its pages, when they are public, and the sizes of its pictures.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsroom.addresses.plan import SpotsOf
from newsroom.contract.catalog import BUILT_IN
from newsroom.contract.entry import Entry
from newsroom.parts.share_cards import ShareCard
from newsroom.parts.site_data import SiteData


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaffold:
    """How `run.py new` makes an entry of a model.

    `word` is the argument of the command. `path` is the path of the file in content/, with answers
    as placeholders: `news/{date:.4}/{slug}.md`. `needed` are the required fields, `asked` the
    optional ones that it asks for, and `name` the field that the slug is made from. `choices` has
    the model that a field refers to by key. With `has_draft` the entry begins as a draft.
    """

    model: type[Entry]
    word: str
    path: str
    needed: tuple[str, ...]
    asked: tuple[str, ...] = ()
    name: str = "title"
    choices: Mapping[str, type[Entry]] = field(default_factory=dict)
    has_draft: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentKind:
    """A kind of content.

    `counted` has the words for one entry and for several in each language of messages.
    `spots` returns the addresses of its pages, lists and files; `share_card` makes the share card
    of an entry, `more_cards` those of the other pages about it.
    """

    model: type[Entry]
    counted: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    spots: SpotsOf | None = None
    share_card: Callable[[Any, SiteData], ShareCard | None] | None = None
    more_cards: Callable[[Any, SiteData], Iterable[ShareCard]] | None = None
    scaffold: Scaffold | None = None

    @property
    def name(self) -> str:
        return self.model.kind_name()

    @property
    def folder(self) -> Path:
        """The folder of its model; it may have templates/, css/, translations/ and fields.yaml."""
        return Path(inspect.getfile(self.model)).parent


def packages_of(kinds: Iterable[ContentKind]) -> tuple[Path, ...]:
    """The folders of kinds that are declared outside this package."""
    folders = (kind.folder for kind in kinds if kind.model not in BUILT_IN)
    return tuple(dict.fromkeys(folders))


def translations_of(kinds: Iterable[ContentKind]) -> tuple[Path, ...]:
    """The folders of translations of the packages from elsewhere."""
    return tuple(folder / "translations" for folder in packages_of(kinds))


def style_sheets(kinds: Iterable[ContentKind]) -> list[Path]:
    """The style sheets in css/ of each such folder, sorted by name."""
    return [css for folder in packages_of(kinds) for css in sorted((folder / "css").glob("*.css"))]


def content_kinds(plugins: Iterable[object]) -> tuple[ContentKind, ...]:
    """The kinds of the plugins, in the order of the plugins."""
    functions = (getattr(plugin, "content_kinds", tuple) for plugin in plugins)
    return tuple(kind for declared in functions for kind in declared())


def models_of(kinds: Iterable[ContentKind]) -> tuple[type[Entry], ...]:
    """The models of content/: the built-in ones, also without a plugin, and those of the kinds."""
    return (*BUILT_IN, *(kind.model for kind in kinds if kind.model not in BUILT_IN))
