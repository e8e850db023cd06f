"""The caches of a run: on the disk for the next process, in memory for the next run in this one."""

from collections.abc import Iterable, Mapping
from operator import call
from types import ModuleType
from typing import Any

from newsroom.reading.texts import ResolvedTexts
from newsroom.run import Memoize
from newsroom.site.cache_key import code_hash, settings_hash
from newsroom.site.memoize import Memoizer
from newsroom.site.page_cache import PageCache
from newsroom.site.parse_cache import ParseCache
from newsroom.site.site_plan import SitePlanner
from newsroom.site.store import Store, cache_folders, forget_oldest
from newsroom.site.templates import CompiledTemplates

# How many folders of content, and how many outputs of each, have a cache.
KEPT_SITES, KEPT_OUTPUTS = 6, 6


class Caches:
    """`parsed` files and compiled `templates` depend on the code, `pages` on the settings too.

    The others are in memory alone: the checked texts, the site plan, and memoized results.
    """

    def __init__(
        self, settings: Mapping[str, Any], plugins: Iterable[ModuleType], *, reads_pages: bool
    ) -> None:
        content, output = cache_folders(settings)
        reads, code = bool(settings["LOAD_CONTENT_CACHE"]), code_hash(plugins)
        self.store = Store(content, code, reads=reads)
        self.parsed, self.templates = ParseCache(self.store), CompiledTemplates(self.store)
        made_with = f"{code} {settings_hash(settings)}"
        self.pages = PageCache(Store(output, made_with, reads=reads and reads_pages), "pages")
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
        if earlier and earlier.pages.is_reusable_for(self.pages):
            self.pages = earlier.pages

    def save(self) -> None:
        """Write what the next process can use."""
        self.pages.save()
        self.templates.save()
