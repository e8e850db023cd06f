"""Whether everything is as the last good run found it and left it: then there is nothing to do.

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
    FileHashes,
    InputFiles,
    UncertainInput,
    files,
    folders,
    hash_of,
    input_files,
    is_unchanged,
    other_inputs,
)
from newsroom.site.output_tree import FileRecord
from newsroom.site.store import Store, cache_folders

if TYPE_CHECKING:  # A run that has nothing to do does not import the models.
    from newsroom.run import Run

CACHE_FILE = "unchanged"
# Settings that ask for more than what has changed.
ASKING = ("DELETE_OUTPUT_DIRECTORY", "EXPLAIN", "PDF_YEARS")


class Validity(NamedTuple):
    """The real time from `begin` until `end` makes no difference; an `end` of None is never."""

    begin: datetime
    end: datetime | None

    def includes(self, instant: datetime) -> bool:
        return self.begin <= instant and (self.end is None or instant < self.end)


class RunResult(NamedTuple):
    """What a good run left: a hash of OUTPUT, its messages, and how long both are valid.

    `validity` is None where the time was given; that time is then one of the inputs.
    """

    output: str
    messages: str
    validity: Validity | None
    recent: FileHashes


class LastRun:
    """The last good run with the same content and OUTPUT, and whether its result is valid."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.settings = settings
        # Now, since Pelican changes settings while it runs.
        self.other_inputs = other_inputs(settings)
        self.inputs = None if _asks_for_more(settings) else self._inputs()

    def valid_result(self) -> RunResult | None:
        """The result, when another run would give the same; None when it has to run."""
        if not self.inputs:
            return None
        result: RunResult | None = self._store(self.inputs).load(CACHE_FILE)
        if not result or (result.validity and not result.validity.includes(datetime.now(UTC))):
            return None
        with suppress(OSError, UncertainInput):
            if is_unchanged(result.recent) and result.output == _output_hash(self.settings):
                return result
        return None

    def keep(self, run: "Run", messages: str, records: Mapping[str, FileRecord]) -> None:
        """Store the result of a good run, unless an input changed while it ran.

        `records` are those of OUTPUT.
        """
        before, now = self.inputs, self._inputs() if self.inputs else None
        # WeasyPrint and its fonts are no files of the site: they may have come or gone.
        if not before or not now or any(letter.pdf for letter in run.catalog.reviews):
            return
        with suppress(OSError):
            if now.fingerprint == before.fingerprint and is_unchanged(before.recent):
                output = hash_of((path, *record[1:]) for path, record in records.items())
                recent = {path: row for path, row in before.recent.items() if path in now.recent}
                result = RunResult(output, messages, _validity(self.settings, run), recent)
                self._store(now).save(CACHE_FILE, result)

    def _store(self, inputs: InputFiles) -> Store:
        """The cache for these very inputs: the result of others is not found in it."""
        _, folder = cache_folders(self.settings)
        return Store(folder, inputs.fingerprint)

    def _inputs(self) -> InputFiles | None:
        with suppress(OSError, UncertainInput):
            _, folder = cache_folders(self.settings)
            clock = folder.stat().st_mtime_ns
            return input_files(folders(self.settings), self.other_inputs, clock)
        return None


def _asks_for_more(settings: Mapping[str, Any]) -> bool:
    """Whether the settings want, or could want, more than what has changed."""
    # Windows has no time of change that only the system sets.
    if os.name == "nt" or not settings["LOAD_CONTENT_CACHE"]:
        return True
    return any(settings[name] for name in ASKING) or not are_ours(settings["PLUGINS"])


def are_ours(plugins: Iterable[object] | None) -> bool:
    """Whether all of them are rooms: third-party plugins have unknown inputs."""
    return plugins is not None and all(
        isinstance(one, ModuleType) and Path(one.__file__ or "").is_relative_to(PACKAGE)
        for one in plugins
    )


def _validity(settings: Mapping[str, Any], run: "Run") -> Validity | None:
    given = settings["NOW"] or os.environ.get("SOURCE_DATE_EPOCH") or run.catalog.site.sample
    end = run.valid_until.at.astimezone(UTC) if run.valid_until else None
    return None if given else Validity(run.now.astimezone(UTC), end)


def _output_hash(settings: Mapping[str, Any]) -> str:
    stats = files(settings["OUTPUT_PATH"])
    return hash_of((path, *FileRecord.of("", stat)[1:]) for path, stat in stats)
