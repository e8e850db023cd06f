"""The run, from content/ to OUTPUT, in the order of `Engine.run`. `site/start.py` starts it."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from blinker import Signal
from pelican import Pelican, signals
from pelican.generators import Generator

from newsroom.addresses.host_names import in_ascii
from newsroom.addresses.outputs import path_of
from newsroom.content_kinds import content_kinds
from newsroom.contract.fields import SITE_ADDRESS
from newsroom.disk.stats import FileStat
from newsroom.executor.chosen import executor_of
from newsroom.executor.cluster import ClusterFault
from newsroom.inspection.scan import CleanScan
from newsroom.reading.files import NOTHING
from newsroom.run import KEY, Run, run_of
from newsroom.site.caches import Caches
from newsroom.site.compatibility import (
    Refusal,
    failure,
    foreign_modules,
    not_loaded,
    owner,
    refusals,
)
from newsroom.site.gate import pass_or_stop
from newsroom.site.generator import ASSET, generator_classes, makes
from newsroom.site.media import make_pictures
from newsroom.site.output_folders import OutputFolders
from newsroom.site.prepare import NowUnreadable, check_content, prepare
from newsroom.site.published_site import scan_output, write_record
from newsroom.site.report_language import report_language
from newsroom.site.start import are_ours
from newsroom.site.store import FINISHED, cache_folders
from newsroom.site.text_edit import TextsMade, make_texts
from newsroom.site.writer import SiteWriter
from newsroom.wording.problems import LANGUAGES, notice
from newsroom.wording.reasons import reason_line


class StoppedAtGate(Exception):
    """Ends a run that writes nothing."""


class Engine(Pelican):
    """Pelican with one reader, one gate before anything is written, and one writer.

    Raises SystemExit: 1 for settings or the file system, 2 for content, 3 for what would leak.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        settings["REPORT_LANG"] = report_language(settings)
        wanted = list(settings["PLUGINS"] or ())  # Pelican replaces it by the names of the loaded
        with self._told():
            super().__init__(settings)
        self._check_settings(wanted)
        self.writes = True
        self.scan: CleanScan | None = None  # of a published site
        # The preview stays with its OUTPUT.
        kept = None if self.settings["SHOW_UNPUBLISHED"] else cache_folders(settings)[1] / FINISHED
        out, content, shares = Path(self.output_path), Path(self.path), are_ours(self.plugins)
        self.folders = OutputFolders(out, content, kept, shares=shares)
        # Pelican would empty OUTPUT before it knows whether the content is good.
        self.empties_output, self.delete_outputdir = self.delete_outputdir, False
        with self._told():
            self.executor = executor_of(self.settings, foreign_modules(self.plugins), self._tell)
        self.caches = Caches(self.settings, self.plugins, reads_pages=not self.empties_output)

    def run(self, *, saves_caches: bool = True) -> None:
        """Build the site. Without `saves_caches`, call `caches.save()` when there is time."""
        out = self.settings["OUTPUT_PATH"]
        try:
            with self._told():
                self.folders.open(empty=self.empties_output)
                # What third-party plugins write by themselves never touches the published site.
                self.output_path = self.settings["OUTPUT_PATH"] = str(self.folders.next.folder)
                self._prepare()
                check_content(run_of(self.settings))
                super().run()  # generate_context of all, _get_writer, generate_output of all
                self.executor.close()  # what follows may fork this process
                self.settings["OUTPUT_PATH"] = out
                self._finish(run_of(self.settings))
            if saves_caches:
                self.caches.save()
        finally:
            self.executor.close()
            self.folders.close()

    def make_texts(
        self, documents: Iterable[str], output: str, last: FileStat | None
    ) -> TextsMade | None:
        """What `text_edit.make_texts` does; None when it takes a run."""
        with self._told():
            return make_texts(self, documents, output, last)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Stop with a message where a plugin, a template, a folder or a disk fails."""
        try:
            yield
        except Exception as error:
            if refusal := failure(error, self.plugins, self.settings):
                self._refuse(refusal)
            raise

    def _prepare(self, unsaved: Mapping[str, bytes] = NOTHING) -> None:
        page_kinds = frozenset[str]().union(*map(makes, self.classes))
        try:
            kinds = content_kinds(self.plugins)
            given = self.settings, page_kinds, kinds, self.caches, self.executor, unsaved
            self.settings[KEY], self.pictures = prepare(*given)
        except NowUnreadable as unreadable:
            self._stop("now-invalid", value=unreadable)

    def run_to_gate(
        self, unsaved: Mapping[str, bytes] = NOTHING, only: str = "", *, checks: bool = True
    ) -> Run:
        """What a build knows at the gate; nothing is written or printed.

        The bytes of files in `unsaved`, by path in content/, are read instead of the disk. With
        `only`, a kind of page, the rooms of other pages add nothing: that takes half the time.
        Without `checks` of the content it takes half of that again; see `check_content`.
        """
        self.writes = False
        with closing(self.executor), suppress(StoppedAtGate), self._told():
            self._prepare(unsaved)
            if checks:
                check_content(run_of(self.settings))
            if only:
                self.classes = [cls for cls in self.classes if makes(cls) & {only, ASSET}]
            super().run()
        return run_of(self.settings)

    @cached_property
    def classes(self) -> list[type[Generator]]:
        """The generators of the plugins, which are imported now, and ours."""
        return generator_classes(super()._get_generator_classes())

    def _get_generator_classes(self) -> list[type[Generator]]:
        """Pelican's hook."""
        return self.classes

    def _get_writer(self) -> SiteWriter:
        """Pelican's hook between generate_context and generate_output: here stands the gate."""
        writers = [owner(writer) for _, writer in signals.get_writer.send(self) if writer]
        self._refuse(*(Refusal("plugin-writer", {"name": name}) for name in writers))
        run, lang = run_of(self.settings), self.settings["REPORT_LANG"]
        # Every other fault is known now, and nothing has looked at a copy yet.
        variants = make_pictures(self.pictures, self.settings, run.report, self.executor)
        run.site_data = run.site_data.having(variants=variants)
        if not self.writes:
            raise StoppedAtGate
        self.messages = pass_or_stop(run.report, Path(self.path), lang)
        self.writer = SiteWriter(self.folders, self.settings, self.caches.pages, self.executor)
        self.writer.watches_plugins = not are_ours(self.plugins)
        return self.writer

    def _finish(self, run: Run) -> None:
        """Remove what this run has not made, check the new site, and put it in OUTPUT."""
        planned = run.site_data.plan.spots
        missing = [address for address in planned if path_of(address) not in self.writer.claimed]
        if missing:
            raise RuntimeError(f"planned, but made by no generator: {', '.join(missing)}")
        for make in run.after_pages:
            finished = self.folders.next
            store = self.caches.pages.store
            for address, data in make(finished.folder, finished.records, store).items():
                self.writer.write_data(address, data)
        if not are_ours(self.plugins):
            if lost := [*self.writer.replaced, *self.folders.lost_files()]:
                self._stop("plugin-files", names=", ".join(sorted(map(str, lost))))
            self.writer.claimed |= self.folders.next.record_files_of_plugins(self.writer.claimed)
        self.folders.next.prune(self.writer.claimed)
        is_published = not self.settings["SHOW_UNPUBLISHED"]
        if is_published:
            self.scan = scan_output(self.writer, run, self.settings, self.caches.store)
        self.folders.exchange()
        if is_published:
            write_record(run, self.settings)
        if self.settings["EXPLAIN"]:
            self._explain()

    def _explain(self) -> None:
        """Tell for each page that was made why it was."""
        for address, reason in sorted(self.writer.made.items()):
            text = reason_line(address, reason.code, reason.what, self.settings["REPORT_LANG"])
            print(text, file=sys.stderr)

    def _check_settings(self, wanted: list[object]) -> None:
        """Stop for an unusable language, URL or OUTPUT, and for a plugin that failed."""
        if self.settings["REPORT_LANG"] not in LANGUAGES:
            language, self.settings["REPORT_LANG"] = self.settings["REPORT_LANG"], LANGUAGES[0]
            self._stop("report-lang", value=language, choices=", ".join(LANGUAGES))
        if self.settings["SITEURL"]:
            self.settings["SITEURL"] = self._siteurl(self.settings["SITEURL"])
        missing = ", ".join(not_loaded(wanted, self.plugins))
        broken = [Refusal("plugin-broken", {"names": missing})] if missing else []
        listened = {name: one for name, one in vars(signals).items() if isinstance(one, Signal)}
        self._refuse(*broken, *refusals(self.settings, self.plugins, listened))
        if not Path(self.output_path).resolve().name:
            self._stop("output-above-content", path=self.output_path)

    def _siteurl(self, given: str) -> str:
        """The URL of the site in ASCII; stops when no site can be there."""
        if SITE_ADDRESS.fullmatch(given):
            with suppress(UnicodeError):
                return in_ascii(given)
        whole = "https://" + re.split("[?#]", given)[0].rpartition("//")[2]
        self._stop("siteurl-invalid", value=given, suggestion=whole)

    def _tell(self, fault: ClusterFault) -> None:
        self._refuse(Refusal(fault.code, fault.values, stops=False))

    def _refuse(self, *refused: Refusal) -> None:
        """Print all messages, and stop when one of them stops the build."""
        for code, values, _ in refused:
            print(notice(code, self.settings["REPORT_LANG"], **values), file=sys.stderr)
        if any(refusal.stops for refusal in refused):
            raise SystemExit(1)

    def _stop(self, code: str, **values: object) -> NoReturn:
        self._refuse(Refusal(code, values))
        raise SystemExit(1)
