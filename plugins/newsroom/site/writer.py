"""The one writer: every byte of the site goes through it."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from pelican import signals
from pelican.writers import Writer

from newsroom.addresses.outputs import OutputFile, OutputPage, path_of
from newsroom.site.dependency_tracking import Lookup
from newsroom.site.output_folders import OutputFolders
from newsroom.site.output_tree import FileRecord
from newsroom.site.page_cache import PageCache, Reason
from newsroom.site.renderer import Renderer
from newsroom.site.workers import shared_out


class AddressTaken(Exception):
    """Two pages, or a page and a file, at one address: a fault of ours, not of the content."""


class Written(NamedTuple):
    """Something that stands in its place: a page's language, what was looked up, its file."""

    lang: str
    lookups: frozenset[Lookup]
    record: FileRecord


class SiteWriter(Writer):
    """Puts pages and files into the tree that is being made; `made` says why each was made."""

    def __init__(self, trees: OutputFolders, settings: dict, memory: PageCache) -> None:
        super().__init__(str(trees.next.folder), settings)
        self.trees, self.memory = trees, memory
        self.claimed: set[str] = set()
        self.made: dict[str, Reason] = {}

    def publish(self, things: Sequence[OutputPage | OutputFile], press: Renderer) -> None:
        """Make what would come out differently than the last time, and let the rest stand."""
        for thing in things:
            self._claim(thing.address)
            if reason := self._reason(thing):
                self.made[thing.address] = reason
        anew = [thing for thing in things if thing.address in self.made]
        press.warm_up(anew)
        work = partial(self._written, press)
        for thing, written in zip(anew, shared_out(work, anew), strict=True):
            self.trees.next.records[path_of(thing.address)] = written.record
            self.memory.keep(thing, *written)
        for thing in things:
            self._announce(thing.address)
        self.memory.forget_others(thing.address for thing in things)

    def write_data(self, address: str, data: bytes) -> None:
        """Put a file where its address says, once."""
        self._claim(address)
        self.trees.next.write(path_of(address), data)
        self._announce(address)

    def _written(self, press: Renderer, things: Sequence[OutputPage | OutputFile]) -> list[Written]:
        """Put things in place as they are made, so that no more than one stands in memory."""
        paths = (path_of(thing.address) for thing in things)
        return [
            Written(made.lang, made.lookups, self.trees.next.write(path, made.data))
            for path, made in zip(paths, press.make(things), strict=True)
        ]

    def _reason(self, thing: OutputPage | OutputFile) -> Reason | None:
        if reason := self.memory.reason(thing):
            return reason
        path, known = path_of(thing.address), self.memory.pages[thing.address]
        return None if self.trees.keep(path, known.sha256) else Reason("file")

    def _claim(self, address: str) -> None:
        path = path_of(address)
        if path in self.claimed:
            raise AddressTaken(address)
        self.claimed.add(path)

    def _announce(self, address: str) -> None:
        """Tell strangers' plugins of a file (Pelican's `content_written`)."""
        if signals.content_written.receivers:
            file = self.trees.next.folder / path_of(address)
            signals.content_written.send(str(file), context={})
