"""What Pelican starts (`PELICAN_CLASS`): the engine, unless there is nothing for it to do.

There is nothing to do when everything is as the last good run found it and left it; any doubt means
an ordinary run. To find that out, only what is needed for it is imported: the models, calendars and
pictures take longer to import than the answer takes.
"""

import gc
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from newsroom.disk.stats import FileRecord, FileStat
from newsroom.places import PACKAGE
from newsroom.site.input_files import (
    FileHashes,
    InputFiles,
    UncertainInput,
    changed,
    files,
    folders,
    hash_of_output,
    input_files,
    other_inputs,
)
from newsroom.site.report_language import report_language
from newsroom.site.store import Store, cache_folders

if TYPE_CHECKING:  # A run that has nothing to do does not import the models.
    from newsroom.run import Run
    from newsroom.site.engine import Engine

UNCHANGED = {
    "nb": "Ingenting er endret siden forrige bygging. Nettstedet står som det sto.",
    "en": "Nothing has changed since the last build. The site stands as it stood.",
}
MADE = {
    "nb": "Bare tekst er endret siden forrige bygging. Sider og filer laget på nytt: {}.",
    "en": "Only texts have changed since the last build. Pages and files made again: {}.",
}
CACHE_FILE = "unchanged"
# Of more documents, all processor cores together make the pages sooner.
MOST_EDITED = 20
# Settings that ask for more than what has changed.
ASKING = ("DELETE_OUTPUT_DIRECTORY", "EXPLAIN", "PDF_YEARS")


class Start:
    """A run as Pelican starts it: `Start(settings).run()`."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        settings["REPORT_LANG"] = report_language(settings)

    def run(self) -> None:
        """Build the site, or say that it is up to date. Raises SystemExit as the engine does."""
        last = LastRun(self.settings)
        known = last.known()
        if known and not known.edited:
            self._say(known.result, UNCHANGED[self.settings["REPORT_LANG"]])
            return
        # A run frees little before its end: garbage collection took a tenth of the time.
        gc.disable()
        try:
            from newsroom.site.engine import Engine

            # The engine fills its settings in; with `--autoreload` the same ones begin another run.
            engine = Engine(self.settings.copy())
            if not (known and self._has_made_texts(engine, last, known)):
                self._run(engine, last)
        finally:
            gc.enable()

    def _has_made_texts(self, engine: "Engine", last: "LastRun", known: "Known") -> bool:
        """Make what shows the edited texts; whether nothing else had to be made."""
        result = known.result
        made = engine.make_texts(known.edited, result.output, result.records)
        if made:
            words = MADE if made.outputs else UNCHANGED
            self._say(result, words[self.settings["REPORT_LANG"]].format(made.outputs))
            last.keep(result._replace(records=made.records), engine.folders.here.records)
        return bool(made)

    def _run(self, engine: "Engine", last: "LastRun") -> None:
        """Build the whole site."""
        from newsroom.run import run_of
        from newsroom.site.text_records import keep_records

        engine.run()
        run = run_of(engine.settings)
        if last.inputs and not _lacks_pdf(run):
            period = _validity(self.settings, run)
            result = RunResult("", engine.messages, {}, {}, keep_records(engine), *period)
            last.keep(result, engine.folders.here.records)

    def _say(self, result: "RunResult", text: str) -> None:
        """Print the messages of the last run, which hold, and what this one did."""
        print(result.messages, end="", file=in_utf8(sys.stderr))
        print(text, file=in_utf8(sys.stdout))


def little_was_made(printed: str) -> str:
    """The line of a run that says that it had little or nothing to do; "" for an ordinary run."""
    told = tuple(text.partition("{")[0] for words in (MADE, UNCHANGED) for text in words.values())
    return next((line for line in printed.splitlines() if line.startswith(told)), "")


def in_utf8(stream: TextIO) -> TextIO:
    """Switch a stream to UTF-8, and return it."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8")
    return stream


class RunResult(NamedTuple):
    """What a good run left: a hash of OUTPUT, its messages, and the documents that it read.

    `records` is the stat of the file of `text_records`. The real time from `begin` until `end`
    makes no difference; None is no limit. Neither has one where the time was given, which is then
    one of the inputs.
    """

    output: str
    messages: str
    documents: Mapping[str, FileStat]
    recent: FileHashes
    records: FileStat | None
    begin: datetime | None
    end: datetime | None

    def is_valid_at(self, instant: datetime) -> bool:
        return (not self.begin or self.begin <= instant) and (not self.end or instant < self.end)


class Known(NamedTuple):
    """A result that holds but for documents that were `edited` since, by path."""

    result: RunResult
    edited: frozenset[str]


class LastRun:
    """The last good run with the same inputs and OUTPUT, and whether its result is valid."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.settings = settings
        # Now, since Pelican changes settings while it runs.
        self.other_inputs = other_inputs(settings)
        self.inputs = None if _asks_for_more(settings) else self._inputs()

    def known(self) -> Known | None:
        """The result, when only documents can have changed; None when the engine has to run."""
        if not self.inputs:
            return None
        result: RunResult | None = self._store(self.inputs).load(CACHE_FILE)
        if not result or not result.is_valid_at(datetime.now(UTC)):
            return None
        with suppress(OSError, UncertainInput):
            documents = self.inputs.documents
            edited = {path for path, stat in documents.items() if stat != result.documents[path]}
            edited |= changed(result.recent)
            if edited <= documents.keys() and len(edited) <= MOST_EDITED:
                stats = files(self.settings["OUTPUT_PATH"])
                output = hash_of_output({path: FileRecord.of("", stat) for path, stat in stats})
                return Known(result, frozenset(edited)) if output == result.output else None
        return None

    def keep(self, result: RunResult, records: Mapping[str, FileRecord]) -> None:
        """Store the result of a good run, unless an input changed while it ran.

        `records` are those of OUTPUT.
        """
        before, now = self.inputs, self._inputs() if self.inputs else None
        if not before or not now:
            return
        with suppress(OSError):
            # What is recent still has just been read.
            settled = {path: sha for path, sha in before.recent.items() if path not in now.recent}
            same = now.recent.items() <= before.recent.items() and not changed(settled)
            if now._replace(recent={}) == before._replace(recent={}) and same:
                output = hash_of_output(records)
                kept = result._replace(output=output, documents=now.documents, recent=now.recent)
                self._store(now).save(CACHE_FILE, kept)

    def _store(self, inputs: InputFiles) -> Store:
        """The cache for these very inputs: the result of others is not found in it."""
        return Store(cache_folders(self.settings)[1], inputs.fingerprint)

    def _inputs(self) -> InputFiles | None:
        with suppress(OSError, UncertainInput):
            clock = cache_folders(self.settings)[1].stat().st_mtime_ns
            return input_files(folders(self.settings), self.other_inputs, clock)
        return None


def _asks_for_more(settings: Mapping[str, Any]) -> bool:
    """Whether the settings want, or could want, more than what has changed."""
    # Windows has no time of change that only the system sets.
    if os.name == "nt" or not settings["LOAD_CONTENT_CACHE"]:
        return True
    return any(settings[name] for name in ASKING) or not are_ours(settings["PLUGINS"])


def are_ours(plugins: Iterable[object] | None) -> bool:
    """Whether all of them are rooms, as modules or names: other plugins have unknown inputs."""
    if plugins is None:
        return False
    modules = (sys.modules.get(one) if isinstance(one, str) else one for one in plugins)
    return all(
        isinstance(module, ModuleType) and Path(module.__file__ or "").is_relative_to(PACKAGE)
        for module in modules
    )


def _lacks_pdf(run: "Run") -> bool:
    """Whether a PDF could not be made: what it needs of the system may come before the next run."""
    letters = run.site_data.edition.catalog.reviews
    return any(letter.pdf and letter.ref not in run.site_data.downloads for letter in letters)


def _validity(settings: Mapping[str, Any], run: "Run") -> tuple[datetime | None, datetime | None]:
    """`begin` and `end` of the result of a run."""
    if settings["NOW"] or os.environ.get("SOURCE_DATE_EPOCH") or run.catalog.site.sample:
        return None, None
    change = run.changes.valid_until
    return run.now.astimezone(UTC), change.at.astimezone(UTC) if change else None
