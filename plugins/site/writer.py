"""The one writer: every byte of the site goes through it."""

from collections.abc import Sequence

from pelican import signals
from pelican.writers import Writer

from plugins.addresses.page import File, Page, path_of
from plugins.site.memory import Memory, Reason
from plugins.site.press import Press
from plugins.site.trees import Trees
from plugins.site.workers import shared_out


class AddressTaken(Exception):
    """Two pages, or a page and a file, at one address: a fault of ours, not of the content."""


class SiteWriter(Writer):
    """Puts pages and files into the tree that is being made; `made` says why each was made."""

    def __init__(self, trees: Trees, settings: dict, memory: Memory) -> None:
        super().__init__(str(trees.next.folder), settings)
        self.trees, self.memory = trees, memory
        self.claimed: set[str] = set()
        self.made: dict[str, Reason] = {}

    def publish(self, things: Sequence[Page | File], press: Press) -> None:
        """Make what would come out differently than the last time, and let the rest stand."""
        for thing in things:
            self._claim(thing.address)
            if reason := self._reason(thing):
                self.made[thing.address] = reason
        anew = [thing for thing in things if thing.address in self.made]
        press.warm_up(anew)
        for thing, made in zip(anew, shared_out(press.make, anew), strict=True):
            self.memory.keep(thing, made.lang, made.lookups, made.data)
            self.trees.next.write(path_of(thing.address), made.data)
        for thing in things:
            self._announce(thing.address)
        self.memory.forget_others(thing.address for thing in things)

    def write_data(self, address: str, data: bytes) -> None:
        """Put a file where its address says, once."""
        self._claim(address)
        self.trees.next.write(path_of(address), data)
        self._announce(address)

    def _reason(self, thing: Page | File) -> Reason | None:
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
