"""What one run of Pelican knows: read by every generator, and filled by them.

The engine puts it under one key of Pelican's settings, which Pelican copies into the context.
"""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import call
from pathlib import Path
from typing import Any, Protocol, TypeVar, TypeVarTuple

from jinja2 import BytecodeCache

from newsroom.addresses.outputs import Moved, Output, OutputFile, OutputPage
from newsroom.addresses.plan import Plan
from newsroom.content_kinds import ContentKind
from newsroom.contract.body import Body
from newsroom.contract.catalog import Catalog, UrlOwner
from newsroom.contract.changes import Change
from newsroom.contract.problems import Report
from newsroom.disk.stats import FileRecord
from newsroom.parts.site_data import SiteData

KEY = "NEWSROOM_RUN"
Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")
Made = TypeVar("Made", OutputPage, OutputFile, Output)
AfterPages = Callable[[Path, Mapping[str, FileRecord], Any], Mapping[str, bytes]]
FilesOfEdit = tuple[Mapping[str, bytes], Set[str]]
AfterTexts = Callable[[Mapping[str, Body], Iterable[str], Path, Any], FilesOfEdit | None]


class Memoize(Protocol):
    """Calls a pure function of a module, or gives its last result when its inputs are the same."""

    def __call__(
        self, function: Callable[[*Arguments], Result], /, *arguments: *Arguments
    ) -> Result: ...


class PlannedChanges(Protocol):
    """When the site changes by itself next; None is never."""

    @property
    def next_change(self) -> Change | None:
        """The first change that visitors see."""

    @property
    def valid_until(self) -> Change | None:
        """The first change of any kind."""


@dataclass(slots=True)
class Run:
    """The state of a run: the data for pages, and the pages and files that generators add.

    `preview_plan` has the addresses of drafts and future entries too. `changes` knows when
    the site changes by itself next. `kinds` are the kinds of content of the plugins in use.
    `is_checked` tells whether the report has what the checks of content find, for which a page
    beside a form does not wait.
    """

    catalog: Catalog
    report: Report
    site_data: SiteData
    preview_plan: Plan
    now: datetime
    changes: PlannedChanges
    kinds: tuple[ContentKind, ...] = ()
    memoize: Memoize = call
    compiled_templates: BytecodeCache | None = None
    pages: list[OutputPage] = field(default_factory=list)
    files: list[OutputFile] = field(default_factory=list)
    # The theme's files: the href of each by its name in the theme, its bytes by its address.
    assets: Mapping[str, str] = field(default_factory=dict)
    asset_bytes: Mapping[str, bytes] = field(default_factory=dict)
    # From the ledger: what has each public address, and what became of earlier ones.
    url_owners: Mapping[str, UrlOwner] = field(default_factory=dict)
    moved: Moved = field(default_factory=Moved)
    is_checked: bool = False
    # Each makes files by address, of the finished pages, their records by path and the cache.
    after_pages: list[AfterPages] = field(default_factory=list)
    # The same after an edit of texts alone, of the new texts by ref and the paths of the pages made
    # again: the files by address, and the addresses that have gone; None when that takes a run.
    after_texts: list[AfterTexts] = field(default_factory=list)

    def made(
        self, make: Callable[[*Arguments, SiteData], list[Made]], *given: *Arguments
    ) -> list[Made]:
        """What a function makes of the site data, of each language if the site has several.

        Only that of a site in one language is memoized: a memo holds the last call of a function.
        """
        if not self.site_data.editions:
            return self.memoize(make, *given, self.site_data)
        return [
            replace(output, edition=lang)
            for lang, site_data in self.site_data.editions.items()
            for output in make(*given, site_data)
        ]


def run_of(context: Mapping[str, Any]) -> Run:
    """The run in a generator's context, or in the engine's settings."""
    run: Run = context[KEY]
    return run
