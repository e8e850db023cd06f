"""The process that builds the preview again and again, with its caches in memory.

It reads a request on each line and answers with a line of JSON. `{}` builds the site, and `view`
makes the page at one address of the files as they are now, before they are checked. With `call`,
`package.module:function`, it answers what that function makes of a run up to the gate: with
`unsaved` texts of a new run, whose content is not checked yet, else of the last without; after
`is_saved` the last with such texts counts as one without. When the code or the settings on the disk
are no longer those it started with, it answers `is_stale` and ends.
"""

import gc
import io
import json
import os
import sys
import time
import traceback
from collections.abc import Mapping, Set
from contextlib import redirect_stderr, redirect_stdout, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from newsroom.places import PACKAGE, THEME

if TYPE_CHECKING:
    from newsroom.site.caches import Caches
    from newsroom.site.engine import Engine

STALE = {"is_stale": True}
# After how many answers garbage is collected, which takes a tenth of a second.
COLLECTED = 20


def main(settings: str, given: str) -> None:
    """Answer each line on stdin, until it ends. `given` are settings, as JSON."""
    # Objects live from build to build: garbage is collected after an answer, not during a build.
    gc.disable()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    builder = Builder(settings, json.loads(given))
    with suppress(Exception):  # a fault in the code is reported by the build
        import_module("newsroom.site.engine")
    for line in sys.stdin:
        asked: dict[str, Any] = json.loads(line)
        answer = STALE if builder.is_stale() else builder.answer(asked)
        print(json.dumps(answer), file=answers, flush=True)
        if answer is STALE:
            return
        builder.answered += 1
        if not asked or builder.answered % COLLECTED == 0:
            builder.keep()


class Builder:
    """Builds with one file of settings, and hands the caches of each build to the next."""

    def __init__(self, settings: str, given: dict[str, object]) -> None:
        self.settings, self.given = settings, given
        self.started_with = stats_of_code(self.settings)
        self.caches: Caches | None = None
        self.engine: Engine | None = None
        self.live: Engine | None = None
        self.live_of: tuple[object, str] = ({}, "")
        self.known: Set[object] = frozenset()
        self.answered = 0

    def is_stale(self) -> bool:
        """Whether the code or the settings have changed since this process started."""
        return stats_of_code(self.settings) != self.started_with

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """What a request asks for; `failed` is the trace of a function that raised."""
        if not asked:
            return self.build()
        if "view" in asked:
            return self.view(asked["view"])
        if "is_saved" in asked:
            self.engine = self.live or self.engine
            return asked
        with redirect_stderr(io.StringIO()), redirect_stdout(io.StringIO()):
            try:
                return self._called(**asked)
            except (Exception, SystemExit):
                return {"failed": traceback.format_exc()}

    def _called(
        self,
        call: str,
        arguments: Mapping[str, object],
        unsaved: Mapping[str, str] | None = None,
        only: str = "",
        is_live: bool = False,
    ) -> dict[str, Any]:
        """What `call` makes of a `RunAtGate` and the arguments: an answer for JSON.

        `unsaved` are texts of files by path, `only` the kind of page that is wanted of them. With
        `is_live` the run is the last one that had any.
        """
        from newsroom.commands.run_at_gate import RunAtGate
        from newsroom.run import run_of

        engine = self._at_gate(unsaved, only, is_live=is_live)
        module, _, name = call.partition(":")
        at_gate = RunAtGate(run_of(engine.settings), engine.settings, self.known)
        answer: dict[str, Any] = getattr(import_module(module), name)(at_gate, **arguments)
        return answer

    def _at_gate(self, unsaved: Mapping[str, str] | None, only: str, *, is_live: bool) -> "Engine":
        """An engine that has run to the gate: for texts whose page was just asked for, the same."""
        from newsroom.run import run_of

        if is_live and self.live:
            return self.live
        if unsaved is None and self.engine:
            return self.engine
        is_known = (unsaved, only) == self.live_of
        if is_known and self.live and not run_of(self.live.settings).is_checked:
            return self.live
        engine = self._engine()
        texts = {path: text.encode() for path, text in (unsaved or {}).items()}
        engine.run_to_gate(texts, only, checks=not unsaved)
        if unsaved:
            self.live, self.live_of = engine, (unsaved, only)
        else:
            self.engine = engine
        return engine

    def view(self, address: str) -> dict[str, str]:
        """The page at an address of the last build, as the next build will make it.

        {} for a new address, and after a fault or a failure, which the build then reports.
        """
        from newsroom.run import run_of
        from newsroom.site.generator import bytes_at

        with suppress(Exception, SystemExit), redirect_stderr(io.StringIO()):
            spot = self.engine and run_of(self.engine.settings).site_data.plan.spots.get(address)
            if spot:
                engine = self._engine()
                run = engine.run_to_gate(only=spot.kind, checks=False)
                page = None if run.report.errors() else bytes_at(address, run, engine.settings)
                return {"page": page.decode()} if page else {}
        return {}

    def build(self) -> dict[str, object]:
        """Build once; the exit code, the text on stderr, and the seconds it took."""
        started, report = time.monotonic(), io.StringIO()
        with redirect_stderr(report), redirect_stdout(io.StringIO()):
            try:
                self._run()
                code = 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
            except Exception:
                traceback.print_exc()
                code = 1
        return {"code": code, "report": report.getvalue(), "seconds": time.monotonic() - started}

    def _run(self) -> None:
        from newsroom.commands.changing.checked_change import identity
        from newsroom.run import KEY, run_of

        engine, self.live_of = self._engine(), ({}, "")  # files may be other than they were
        try:
            engine.run(saves_caches=False)
        finally:
            if KEY in engine.settings:
                self.engine = engine
                self.known = {*map(identity, run_of(engine.settings).report.errors())}

    def _engine(self) -> "Engine":
        # Imported here, so that a fault in the code is reported as that of a build.
        from newsroom.commands.settings import settings_of
        from newsroom.site.engine import Engine

        engine = Engine(settings_of(self.settings, self.given))
        engine.caches.reuse(self.caches)
        self.caches = engine.caches
        return engine

    def keep(self) -> None:
        """Save the caches to the disk, after the answer, when nobody waits."""
        if self.caches:
            self.caches.save()
        gc.collect()


def stats_of_code(*others: str) -> list[tuple[str, int, int]]:
    """Every file that a process reads once, and others, with its size and its time of change."""
    translations = (THEME / "translations").glob("*.po")
    # Asked before each answer: a `Path` of each file takes twice as long.
    ours = (walked for walked in os.walk(PACKAGE) if not walked[0].endswith("__pycache__"))
    code = (f"{folder}/{name}" for folder, _, names in ours for name in names)
    files = (*others, *map(str, translations), *code)
    stats = ((file, os.stat(file)) for file in files)  # noqa: PTH116 - see above
    return sorted((file, stat.st_size, stat.st_mtime_ns) for file, stat in stats)


if __name__ == "__main__":
    main(*sys.argv[1:])
