"""The run, from content/ to OUTPUT: Pelican's own flow between our reading and our exchange.

`site/start.py` runs it. What the generators find in their context beside Pelican's settings:
`catalog`, `material`, `report`, `now`, `next_change`, the plan with drafts (`wide`), and what they
add to: `rendered`, `files`, and `published`, what makes each address that is public now.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from operator import call
from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from newsroom.addresses.check import check_addresses, check_links
from newsroom.addresses.outputs import path_of
from newsroom.addresses.urls import Root
from newsroom.contract.catalog import Catalog
from newsroom.contract.problems import Problem, Report
from newsroom.parts.share_cards import KIND, colours
from newsroom.parts.site_data import SiteData
from newsroom.reading.load import CHECKS, faults, gather
from newsroom.reading.texts import Understood
from newsroom.site import gate, published_record
from newsroom.site.cache_key import code_hash, settings_hash
from newsroom.site.generator import NoNews, NoPages, OutputGenerator
from newsroom.site.media import pictures
from newsroom.site.memoize import Memoizer
from newsroom.site.now import NowUnreadable, now
from newsroom.site.output_folders import OutputFolders, OutputRefused
from newsroom.site.output_scan import scan_output
from newsroom.site.page_cache import PageCache
from newsroom.site.parse_cache import ParseCache
from newsroom.site.site_plan import PlanOptions, SitePlan, SitePlanner
from newsroom.site.store import Store, forget_oldest, kept_for
from newsroom.site.templates import Compiled
from newsroom.site.writer import SiteWriter
from newsroom.wording.problems import LANGUAGES, notice
from newsroom.wording.reasons import reason_line

# How many folders of content, and how many outputs of each, are remembered.
KEPT_SITES, KEPT_OUTPUTS = 6, 6


class Checked(Exception):
    """Ends a run that was only to be checked."""


class Engine(Pelican):
    """Pelican with one way in, one gate and one way out."""

    def __init__(self, settings: dict) -> None:
        named = len(settings["PLUGINS"] or ())
        super().__init__(settings)
        if settings["REPORT_LANG"] not in LANGUAGES:
            language, settings["REPORT_LANG"] = settings["REPORT_LANG"], LANGUAGES[0]
            self._stop("report-lang", value=language, choices=", ".join(LANGUAGES))
        if len(self.plugins) < named:
            self._stop("plugin-broken", count=named - len(self.plugins))
        self.classes = self._classes()
        self.is_check = False
        if not Path(self.output_path).resolve().name:
            self._stop("output-above-content", path=self.output_path)
        self.trees = OutputFolders(Path(self.output_path), Path(self.path))
        # Pelican would empty OUTPUT before it knows whether the content is good.
        self.empties_next, self.delete_outputdir = self.delete_outputdir, False
        self._remember()

    def run(self, *, keep: bool = True) -> None:
        """The timetable. Raises SystemExit(2) at the gate.

        Without `keep`, `keep()` has to be called when there is time.
        """
        try:
            self.trees.open(empty=self.empties_next)
            self.prepare()
            super().run()
            self.finish()
            if keep:
                self.keep()
        except OutputRefused as refused:
            self._stop(refused.code, path=refused.path)
        except NowUnreadable as unreadable:
            self._stop("now-invalid", value=unreadable)
        except OSError as error:
            path = error.filename or self.output_path
            self._stop("file-system", path=path, reason=error.strerror or error)
        finally:
            self.trees.close()

    def check(self) -> None:
        """The same run up to the gate. Raises SystemExit(2) there when there are errors."""
        self._pass_or_stop(self.found())

    def found(self) -> Report:
        """What the same run tells at the gate, not told yet."""
        self.is_check = True
        try:
            self.prepare()
            super().run()
        except NowUnreadable as unreadable:
            self._stop("now-invalid", value=unreadable)
        except Checked:
            pass
        return self.settings["report"]

    def prepare(self) -> None:
        """Everything that can be known, and wrong, before a page is made."""
        catalog, report = gather(Path(self.path), self.readings.read, self.understood)
        catalog = self._named(catalog)
        at, outline = now(self.settings, catalog.site), self._outline()
        frame = self.framer.frame(catalog, at, outline)
        report.extend(self._faults(catalog, frame))
        seen = frame.seen.with_bodies(catalog.bodies)
        copies = pictures(catalog, seen, self.settings, report)
        self.settings |= {
            "catalog": catalog,
            "report": report,
            "recall": self.recall,
            "compiled": self.compiled,
            "preview_plan": frame.preview_plan,
            "site_data": SiteData(seen, frame.plan, copies, self._colours(outline.kinds)),
            "now": at,
            "next_change": frame.change,
            "stands_until": frame.until,
            "assets": {},
            "assets_to_write": {},
            "published": {},
            "rendered": [],
            "files": [],
        }

    def _named(self, catalog: Catalog) -> Catalog:
        """The site's name from the settings, where site.yaml has none."""
        if catalog.site.name:
            return catalog
        site = catalog.site.model_copy(update={"name": self.settings["SITENAME"]})
        return replace(catalog, site=site)

    def _faults(self, catalog: Catalog, frame: SitePlan) -> Iterator[Problem]:
        """What only all entries together, and their addresses, show."""
        for check in (*CHECKS, check_addresses):
            yield from self.recall(faults, check, catalog)
        yield from self.recall(faults, check_links, catalog, frame.plan, frame.preview_plan)

    def _remember(self) -> None:
        """Open what earlier runs kept: of files by this code, of pages with these settings."""
        content, output = kept_for(self.settings)
        reads = bool(self.settings["LOAD_CONTENT_CACHE"])
        code = code_hash(self.plugins)
        self.store = Store(content, code, reads=reads)
        self.readings, self.compiled = ParseCache(self.store), Compiled(self.store)
        made_with = f"{code} {settings_hash(self.settings)}"
        pages = Store(output, made_with, reads=reads and not self.empties_next)
        self.memory = PageCache(pages, "pages")
        self.understood, self.framer = Understood(), SitePlanner()
        self.recall: Callable = call
        forget_oldest(content.parent, KEPT_SITES)
        forget_oldest(output.parent, KEPT_OUTPUTS)

    def go_on_from(self, earlier: "Engine | None") -> None:
        """Use what an earlier run in this process has in memory, where it holds for this one.

        And have what this one works out recalled by the next.
        """
        self.recall = Memoizer()
        if earlier and earlier.readings.store == self.readings.store:
            self.readings, self.compiled = earlier.readings, earlier.compiled
            self.understood = earlier.understood
            self.framer, self.recall = earlier.framer, earlier.recall
        if earlier and earlier.memory.is_of(self.memory):
            self.memory = earlier.memory

    def finish(self) -> None:
        """What nobody claims goes, and the site is exchanged."""
        planned = self.settings["site_data"].plan.spots
        missing = [address for address in planned if path_of(address) not in self.writer.claimed]
        if missing:
            raise RuntimeError(f"planned, but made by no room: {', '.join(missing)}")
        self.trees.next.prune(self.writer.claimed)
        if not self.settings["SHOW_UNPUBLISHED"]:
            scan_output(self.writer, self.settings, self.store)
        self.trees.exchange()
        if not self.settings["SHOW_UNPUBLISHED"]:
            published_record.leave(self.settings)
        if self.settings["EXPLAIN"]:
            self._explain()

    def keep(self) -> None:
        """Put what this run has learnt where another process finds it."""
        self.memory.save()
        self.compiled.save()

    def _explain(self) -> None:
        """Say of each page that was made why it was."""
        lang = self.settings["REPORT_LANG"]
        for address, reason in sorted(self.writer.made.items()):
            print(reason_line(address, reason.code, reason.what, lang), file=sys.stderr)

    @property
    def kinds(self) -> frozenset[str]:
        """What the rooms in use make, by the kinds of their spots in the plan."""
        return frozenset().union(*(getattr(cls, "makes", ()) for cls in self.classes))

    def _get_generator_classes(self) -> list[type[Generator]]:
        return self.classes

    def _classes(self) -> list[type[Generator]]:
        """Pelican's list with its two fixed generators replaced, and ours to write last."""
        stock = {ArticlesGenerator, PagesGenerator}
        found = [cls for cls in super()._get_generator_classes() if cls not in stock]
        for kind, standin in ((ArticlesGenerator, NoNews), (PagesGenerator, NoPages)):
            if not any(issubclass(cls, kind) for cls in found):
                found.append(standin)
        return [*found, OutputGenerator]

    def _get_writer(self) -> SiteWriter:
        """Pelican asks for it between planning and writing: here stands the gate."""
        signals.get_writer.send(self)
        if self.is_check:
            raise Checked
        self.told = self._pass_or_stop(self.settings["report"])
        self.writer = SiteWriter(self.trees, self.settings, self.memory)
        return self.writer

    def _pass_or_stop(self, report: Report) -> str:
        return gate.pass_or_stop(report, Path(self.path), self.settings["REPORT_LANG"])

    def _colours(self, kinds: frozenset[str]) -> Mapping[str, str]:
        tokens = Path(self.theme) / "css" / "tokens.css"
        return colours(tokens.read_text(encoding="utf-8")) if KIND in kinds else {}

    def _outline(self) -> PlanOptions:
        settings = self.settings
        root, shows_all = Root(settings["SITEURL"]), settings["SHOW_UNPUBLISHED"]
        return PlanOptions(self.kinds, shows_all, root, settings["DEFAULT_PAGINATION"])

    def _stop(self, code: str, **values: object) -> None:
        print(notice(code, self.settings["REPORT_LANG"], **values), file=sys.stderr)
        raise SystemExit(1)
