"""What a kind of content adds to the engine, as its own package declares it.

A plugin names its kinds by a function `content_kinds`, which imports them only when it is called:
a run that changes nothing does not. The model says the rest: where its files are, the address of
its pages, when they are public, and the sizes of its pictures (contract/entry.py).
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

    `word` is what staff call it. `path` is where its file goes in content/, with the answers by
    their names: `news/{date:.4}/{slug}.md`. `needed` are the fields it cannot be without, `asked`
    the others it asks for, `name` the one that `slug` is made from. `choices` has the model of what
    a field names by its key. A `has_draft` begins as a draft.
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

    `counted` counts entries in each language of messages: `{} stillinger`. `spots` gives the
    addresses of its pages, lists and files, `share_card` the picture that an entry is shared with,
    `scaffold` how `run.py new` makes one.
    """

    model: type[Entry]
    counted: Mapping[str, str] = field(default_factory=dict)
    spots: SpotsOf | None = None
    share_card: Callable[[Any, SiteData], ShareCard | None] | None = None
    scaffold: Scaffold | None = None

    @property
    def name(self) -> str:
        return self.model.kind_name()

    @property
    def folder(self) -> Path:
        """The folder of its model: templates/, css/, translations/ and fields.yaml may be there."""
        return Path(inspect.getfile(self.model)).parent


def packages_of(kinds: Iterable[ContentKind]) -> tuple[Path, ...]:
    """The folders of the packages from elsewhere that declare kinds."""
    theirs = (kind.folder for kind in kinds if kind.model not in BUILT_IN)
    return tuple(dict.fromkeys(theirs))


def style_sheets(kinds: Iterable[ContentKind]) -> list[Path]:
    """The style sheets that kinds from elsewhere have in css/, in the order of their names."""
    return [css for folder in packages_of(kinds) for css in sorted((folder / "css").glob("*.css"))]


def content_kinds(plugins: Iterable[object]) -> tuple[ContentKind, ...]:
    """The kinds that plugins declare, in their order."""
    functions = (getattr(plugin, "content_kinds", tuple) for plugin in plugins)
    return tuple(kind for declared in functions for kind in declared())


def models_of(kinds: Iterable[ContentKind]) -> tuple[type[Entry], ...]:
    """The models to read content/ by: ours, also where no plugin makes their pages, and theirs."""
    return (*BUILT_IN, *(kind.model for kind in kinds if kind.model not in BUILT_IN))
