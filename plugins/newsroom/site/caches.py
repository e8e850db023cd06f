"""The caches of a run: on the disk for the next process, in memory for the next run in this one.

`ParseCache` keeps what each content file says by the hash of its bytes, so that only changed files
are read. They are divided between a number of cache files: an edit rewrites a small part of them.
"""

import hashlib
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from operator import call
from pathlib import Path
from types import ModuleType
from typing import Any
from zlib import crc32

from newsroom.disk.stats import FileStat
from newsroom.executor.local import Executor
from newsroom.reading.file_reader import FileReader, FileResult, Models
from newsroom.reading.files import ContentFile
from newsroom.reading.texts import ResolvedTexts
from newsroom.run import Memoize
from newsroom.site.memoize import Memoizer
from newsroom.site.page_cache import PageCache
from newsroom.site.site_plan import SitePlanner
from newsroom.site.store import Store, cache_folders, code_hash, forget_oldest, settings_hash
from newsroom.site.templates import CompiledTemplates

# How many folders of content, and how many outputs of each, have a cache.
KEPT_SITES, KEPT_OUTPUTS = 6, 6
CACHE_FILES = 32
# By the path of a file: the hash of its bytes, and what it says.
Readings = dict[str, tuple[bytes, FileResult]]


class ParseCache:
    """What all content files say; `made` counts the files that the last run read anew.

    `stats` are those that files had when they were read, for the next run of this process,
    `unkept` the numbers of the cache files to write: at once, unless `keeps_later`. `has_typed`
    tells whether the last run read text that has not been saved, of which nothing is stored.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.made = 0
        self.keeps_later = self.has_typed = False
        self.stats: dict[str, FileStat] = {}
        self.unkept: set[int] = set()

    @cached_property
    def readings(self) -> Readings:
        """The readings of earlier runs, and then of this one."""
        stored: Readings = {}
        for number in range(CACHE_FILES):
            stored |= self.store.load(_name(number)) or {}
        return stored

    def read(
        self, executor: Executor, files: Sequence[ContentFile], models: Models
    ) -> Iterable[FileResult]:
        """What each file says, in their order."""
        hashes, changed = {}, []
        stats: dict[str, FileStat] = {}
        for file in files:
            cached = self.readings.get(file.path)
            if file.unsaved is None:
                stat = FileStat.of(file.where.stat())
                if cached and self.stats.get(file.path) == stat:
                    stats[file.path], hashes[file.path] = stat, cached[0]
                    continue
                if not stat.is_recent(time.time_ns()):
                    stats[file.path] = stat
            # Read once: what is kept under a hash is what these very bytes say.
            data = file.read()
            hashes[file.path] = hashlib.blake2b(data, digest_size=16).digest()
            if not cached or cached[0] != hashes[file.path]:
                changed.append((file, data))
        gone = self.readings.keys() - hashes.keys()
        read = partial(_read, FileReader(models))
        new = list(executor.shared_out(read, changed, lambda _, made: list(made)))
        # Not before: a file that could not be read would leave stats of what nobody has read.
        self.made, self.stats = len(new), stats
        for (file, _), reading in zip(changed, new, strict=True):
            self.readings[file.path] = (hashes[file.path], reading)
        for path in gone:
            del self.readings[path]
        # Only the cache files in which something has changed; what is typed changes at each key.
        self.unkept |= {_number(path) for path in (*gone, *(file.path for file, _ in changed))}
        self.has_typed = any(file.unsaved is not None for file in files)
        if not self.keeps_later:
            self.save()
        return (self.readings[file.path][1] for file in files)

    def save(self) -> None:
        """Store what has changed, unless some of it was typed and not saved."""
        while self.unkept and not self.has_typed:
            number = self.unkept.pop()
            readings = {path: row for path, row in self.readings.items() if _number(path) == number}
            self.store.save(_name(number), readings)


def _read(reader: FileReader, files: Sequence[tuple[ContentFile, bytes]]) -> list[FileResult]:
    return [reader.read(file, data) for file, data in files]


def _number(path: str) -> int:
    """The number of the cache file that a content file is in."""
    return crc32(path.encode()) % CACHE_FILES


def _name(number: int) -> str:
    return f"readings-{number:02}"


class Caches:
    """`parsed` files and compiled `templates` depend on the code, `pages` on the settings too.

    The others are in memory alone: the checked texts, the site plan, and memoized results.
    """

    def __init__(
        self, settings: Mapping[str, Any], plugins: Iterable[ModuleType], *, reads_pages: bool
    ) -> None:
        content, output = cache_folders(settings)
        reads, code = bool(settings["LOAD_CONTENT_CACHE"]), code_hash(tuple(plugins))
        self.store = Store(content, code, reads=reads)
        self.parsed = ParseCache(self.store)
        # Jinja compares the sources, so all sites of this folder can share one file.
        shared = Store(Path(settings["CACHE_PATH"]) / "templates", code, reads=reads)
        self.templates = CompiledTemplates(shared)
        made_with = f"{code} {settings_hash(settings)}"
        self.pages = PageCache(Store(output, made_with, reads=reads and reads_pages))
        self.texts, self.planner = ResolvedTexts(), SitePlanner()
        # A single run calls each function once, and would remember it for nobody.
        self.memoize: Memoize = call
        forget_oldest(content.parent, KEPT_SITES)
        forget_oldest(output.parent, KEPT_OUTPUTS)

    def reuse(self, earlier: "Caches | None") -> None:
        """Take over what an earlier run of this process has in memory and is valid for this one."""
        self.memoize = Memoizer()
        if earlier and earlier.store == self.store:
            self.parsed, self.templates = earlier.parsed, earlier.templates
            self.texts, self.planner = earlier.texts, earlier.planner
            self.memoize = earlier.memoize
        self.parsed.keeps_later = True
        if earlier and earlier.pages.is_reusable_for(self.pages):
            self.pages = earlier.pages

    def save(self) -> None:
        """Write what the next process can use."""
        self.parsed.save()
        self.pages.save()
        self.templates.save()
