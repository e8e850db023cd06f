"""The run, from content/ to OUTPUT: Pelican's own flow between our reading and our exchange.

`site/start.py` runs it. What the generators find in their context beside Pelican's settings:
`catalog`, `material`, `report`, `now` and `next_change`, and the lists `rendered` and `files` that
they add to.
"""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from plugins.addresses.check import check_addresses, check_links
from plugins.addresses.page import path_of
from plugins.addresses.plan import Plan, plan
from plugins.addresses.urls import Root
from plugins.contract.changes import next_change
from plugins.contract.edition import Edition, edition
from plugins.parts.material import Material
from plugins.parts.share_cards import KIND, colours
from plugins.reading.load import load
from plugins.site import gate
from plugins.site.dialect import code_hash, settings_hash
from plugins.site.generator import NoNews, NoPages, PressGenerator
from plugins.site.media import pictures
from plugins.site.memory import Memory
from plugins.site.now import NowUnreadable, now
from plugins.site.readings import Readings
from plugins.site.store import Store, forget_oldest, kept_for
from plugins.site.trees import OutputRefused, Trees
from plugins.site.writer import SiteWriter
from plugins.wording.problems import LANGUAGES, notice
from plugins.wording.reasons import reason_line

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
        self.trees = Trees(Path(self.output_path), Path(self.path))
        # Pelican would empty OUTPUT before it knows whether the content is good.
        self.empties_next, self.delete_outputdir = self.delete_outputdir, False
        self._remember()

    def run(self) -> None:
        """The timetable. Raises SystemExit(2) at the gate."""
        try:
            self.trees.open(empty=self.empties_next)
            self.prepare()
            super().run()
            self.finish()
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
        self.is_check = True
        try:
            self.prepare()
            super().run()
        except Checked:
            return
        except NowUnreadable as unreadable:
            self._stop("now-invalid", value=unreadable)

    def prepare(self) -> None:
        """Everything that can be known, and wrong, before a page is made."""
        catalog, report = load(Path(self.path), self.readings.read)
        site = catalog.site
        if not site.name:
            site = site.model_copy(update={"name": self.settings["SITENAME"]})
            catalog = replace(catalog, site=site)
        at, shows_all = now(self.settings, site), self.settings["SHOW_UNPUBLISHED"]
        kinds = frozenset().union(*(getattr(cls, "makes", ()) for cls in self.classes))
        made = catalog.only(kinds)
        seen = edition(made, at, unpublished=shows_all)
        wide = edition(made, at, unpublished=True) if seen.withheld else seen
        plans = [self._plan(found, kinds) for found in (seen, wide)]
        check_addresses(catalog, report)
        check_links(catalog, *plans, report)
        copies = pictures(catalog, seen, self.settings, report)
        self.settings |= {
            "catalog": catalog,
            "report": report,
            "material": Material(seen, plans[0], copies, self._colours(kinds)),
            "now": at,
            "next_change": next_change(made, seen, at),
            "stands_until": next_change(made, wide, at),
            "assets": {},
            "assets_to_write": {},
            "rendered": [],
            "files": [],
        }

    def _remember(self) -> None:
        """Open what earlier runs kept: of files by this code, of pages with these settings."""
        content, output = kept_for(self.settings)
        reads = bool(self.settings["LOAD_CONTENT_CACHE"])
        code = code_hash(self.plugins)
        self.readings = Readings(Store(content, code, reads=reads))
        made_with = f"{code} {settings_hash(self.settings)}"
        pages = Store(output, made_with, reads=reads and not self.empties_next)
        self.memory = Memory(pages, "pages")
        forget_oldest(content.parent, KEPT_SITES)
        forget_oldest(output.parent, KEPT_OUTPUTS)

    def go_on_from(self, readings: Readings, memory: Memory) -> None:
        """Use what an earlier run in this process has in memory, where it holds for this one."""
        if readings.store == self.readings.store:
            self.readings = readings
        if (memory.store, memory.name) == (self.memory.store, self.memory.name):
            self.memory = memory

    def finish(self) -> None:
        """What nobody claims goes, and the site is exchanged."""
        planned = self.settings["material"].plan.spots
        missing = [address for address in planned if path_of(address) not in self.writer.claimed]
        if missing:
            raise RuntimeError(f"planned, but made by no room: {', '.join(missing)}")
        self.trees.next.prune(self.writer.claimed)
        self.trees.exchange()
        if self.settings["EXPLAIN"]:
            self._explain()

    def _explain(self) -> None:
        """Say of each page that was made why it was."""
        lang = self.settings["REPORT_LANG"]
        for address, reason in sorted(self.writer.made.items()):
            print(reason_line(address, reason.code, reason.what, lang), file=sys.stderr)

    def _get_generator_classes(self) -> list[type[Generator]]:
        return self.classes

    def _classes(self) -> list[type[Generator]]:
        """Pelican's list with its two fixed generators replaced, and ours to write last."""
        stock = {ArticlesGenerator, PagesGenerator}
        found = [cls for cls in super()._get_generator_classes() if cls not in stock]
        for kind, standin in ((ArticlesGenerator, NoNews), (PagesGenerator, NoPages)):
            if not any(issubclass(cls, kind) for cls in found):
                found.append(standin)
        return [*found, PressGenerator]

    def _get_writer(self) -> SiteWriter:
        """Pelican asks for it between planning and writing: here stands the gate."""
        signals.get_writer.send(self)
        lang = self.settings["REPORT_LANG"]
        self.told = gate.pass_or_stop(self.settings["report"], Path(self.path), lang)
        if self.is_check:
            raise Checked
        self.writer = SiteWriter(self.trees, self.settings, self.memory)
        return self.writer

    def _colours(self, kinds: frozenset[str]) -> Mapping[str, str]:
        tokens = Path(self.theme) / "css" / "tokens.css"
        return colours(tokens.read_text(encoding="utf-8")) if KIND in kinds else {}

    def _plan(self, seen: Edition, kinds: frozenset[str]) -> Plan:
        root, per_page = Root(self.settings["SITEURL"]), self.settings["DEFAULT_PAGINATION"]
        return plan(seen, root, kinds, per_page)

    def _stop(self, code: str, **values: object) -> None:
        print(notice(code, self.settings["REPORT_LANG"], **values), file=sys.stderr)
        raise SystemExit(1)
