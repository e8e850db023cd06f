"""Whether everything is as the last good run found it and left it: then nothing is to be done.

Any doubt means an ordinary run.
"""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from newsroom.places import PACKAGE
from newsroom.site.input_files import (
    InputFiles,
    RecentlyModified,
    UncertainInput,
    beside_files,
    files,
    folders,
    hash_of,
    is_still,
    sources,
)
from newsroom.site.output_tree import FileRecord
from newsroom.site.store import Store, kept_for

if TYPE_CHECKING:  # A run that has nothing to do does not import the models.
    from newsroom.run import Run

SHELF = "unchanged"
# Settings that ask for more than what has changed.
ASKING = ("DELETE_OUTPUT_DIRECTORY", "EXPLAIN", "PDF_YEARS")


class Span(NamedTuple):
    """From when until when the real time makes no difference; an `end` of None is never."""

    begin: datetime
    end: datetime | None

    def has(self, instant: datetime) -> bool:
        return self.begin <= instant and (self.end is None or instant < self.end)


class Left(NamedTuple):
    """What a run left: a hash of OUTPUT, what it told, and how long that is true.

    `span` is None where time was given; it then counts among the sources.
    """

    output: str
    told: str
    span: Span | None
    young: RecentlyModified


class LastRun:
    """What the last good run with the same content and OUTPUT left, and whether it still holds."""

    def __init__(self, settings: Mapping[str, object]) -> None:
        self.settings = settings
        # Now, since Pelican changes settings while it runs.
        self.beside = beside_files(settings)
        self.sources = None if _asks_for_more(settings) else self._sources()

    def still_true(self) -> Left | None:
        """What a run would tell, when it would change nothing; None when it has to be run."""
        left = self._store(self.sources).load(SHELF) if self.sources else None
        if not left or not (left.span is None or left.span.has(datetime.now(UTC))):
            return None
        with suppress(OSError, UncertainInput):
            if is_still(left.young) and left.output == _output(self.settings):
                return left
        return None

    def keep(self, run: "Run", told: str, records: Mapping[str, FileRecord]) -> None:
        """Keep what a good run left, unless something changed while it ran.

        `records` are those of OUTPUT.
        """
        then, now = self.sources, self._sources() if self.sources else None
        # What prints a letter is no file of the site.
        if not now or any(letter.pdf for letter in run.catalog.reviews):
            return
        with suppress(OSError):
            if now.fingerprint == then.fingerprint and is_still(then.young):
                output = hash_of((path, *was[1:]) for path, was in records.items())
                young = {path: row for path, row in then.young.items() if path in now.young}
                self._store(now).save(SHELF, Left(output, told, _span(self.settings, run), young))

    def _store(self, found: InputFiles) -> Store:
        """The shelf of these very sources: what others left is not found there."""
        _, folder = kept_for(self.settings)
        return Store(folder, found.fingerprint)

    def _sources(self) -> InputFiles | None:
        with suppress(OSError, UncertainInput):
            _, folder = kept_for(self.settings)
            return sources(folders(self.settings), self.beside, folder.stat().st_mtime_ns)
        return None


def _asks_for_more(settings: Mapping[str, object]) -> bool:
    """Whether the settings want, or could want, more than what has changed."""
    # Windows has no time of change that only the system sets.
    if os.name == "nt" or not settings["LOAD_CONTENT_CACHE"]:
        return True
    return any(settings[name] for name in ASKING) or not _are_ours(settings["PLUGINS"])


def _are_ours(plugins: Iterable[object] | None) -> bool:
    """Whether all of them are rooms; what a stranger's reads nobody knows."""
    return plugins is not None and all(
        isinstance(one, ModuleType) and Path(one.__file__ or "").is_relative_to(PACKAGE)
        for one in plugins
    )


def _span(settings: Mapping[str, Any], run: "Run") -> Span | None:
    given = settings["NOW"] or os.environ.get("SOURCE_DATE_EPOCH") or run.catalog.site.sample
    end = run.valid_until.at.astimezone(UTC) if run.valid_until else None
    return None if given else Span(run.now.astimezone(UTC), end)


def _output(settings: Mapping[str, object]) -> str:
    found = files(settings["OUTPUT_PATH"])
    return hash_of((path, *FileRecord.of("", stat)[1:]) for path, stat in found)
