"""The one writer: every byte of the site goes through it."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pelican import signals
from pelican.writers import Writer

from newsroom.addresses.outputs import Output, path_of
from newsroom.disk.stats import FileRecord
from newsroom.executor.local import Executor
from newsroom.site.dependency_tracking import Lookup
from newsroom.site.output_folders import OutputFolders
from newsroom.site.page_cache import PageCache, Reason
from newsroom.site.templates import Renderer


class AddressTaken(Exception):
    """Two outputs have one address: a fault in a generator, not in the content."""


class WrittenOutput(NamedTuple):
    """An output in its place: its language, its look-ups, the record of its file."""

    lang: str
    lookups: frozenset[Lookup]
    record: FileRecord


class SiteWriter(Writer):
    """Writes pages and files into the next output folder; `made` gives the reason for each."""

    def __init__(
        self,
        folders: OutputFolders,
        settings: dict[str, Any],
        page_cache: PageCache,
        executor: Executor,
    ) -> None:
        super().__init__(str(folders.next.folder), settings)
        self.folders, self.page_cache, self.executor = folders, page_cache, executor
        self.claimed: set[str] = set()
        self.made: dict[str, Reason] = {}
        self.watches_plugins = False
        self.replaced: set[str] = set()  # files of plugins in the place of our own

    def publish(self, outputs: Sequence[Output], renderer: Renderer) -> None:
        """Make the outputs that would come out differently than last time, and keep the others."""
        self.layouts = renderer.layouts
        if self.watches_plugins:
            addresses = {path_of(output.address) for output in outputs}
            self.replaced |= self.folders.next.unrecorded() & addresses
        for output in outputs:
            self._claim(output.address)
            if reason := self._reason(output):
                self.made[output.address] = reason
        changed = [output for output in outputs if output.address in self.made]
        self.folders.unpublished = {path_of(address) for address in self.made}
        renderer.load_templates(changed)
        written_outputs = self.executor.shared_out(renderer.render, changed, self._written)
        for output, written in zip(changed, written_outputs, strict=True):
            self.folders.next.records[path_of(output.address)] = written.record
            self.page_cache.put(output, written.lang, written.lookups, written.record.sha256)
        for output in outputs:
            self._announce(output.address)
        self.page_cache.finish(output.address for output in outputs)
        self.folders.forget_all_but({path_of(output.address) for output in outputs})

    def write_data(self, address: str, data: bytes) -> None:
        """Write a file where its address says, once."""
        self._claim(address)
        self.folders.next.write(path_of(address), data)
        self._announce(address)

    def _written(
        self, outputs: Sequence[Output], made: Iterable[tuple[bytes, str, frozenset[Lookup]]]
    ) -> list[WrittenOutput]:
        """Write each output as it is made, so that only one is in memory at a time."""
        paths = (path_of(output.address) for output in outputs)
        return [
            WrittenOutput(lang, lookups, self.folders.make(path, data))
            for path, (data, lang, lookups) in zip(paths, made, strict=True)
        ]

    def _reason(self, output: Output) -> Reason | None:
        if reason := self.page_cache.reason(output):
            return reason
        sha256 = self.page_cache.pages[output.address].sha256
        return None if self.folders.keep(path_of(output.address), sha256) else Reason("file")

    def _claim(self, address: str) -> None:
        path = path_of(address)
        if path in self.claimed:
            raise AddressTaken(address)
        self.claimed.add(path)

    def _announce(self, address: str) -> None:
        """Tell third-party plugins of a file (Pelican's `content_written`)."""
        if signals.content_written.receivers:
            file = self.folders.next.folder / path_of(address)
            signals.content_written.send(str(file), context=self.settings)
