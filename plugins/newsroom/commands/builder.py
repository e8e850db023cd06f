"""The process that builds the preview again and again, with its caches in memory.

It reads a line for each build and answers with a line of JSON. When the code or the settings on the
disk are no longer those it started with, it answers `is_stale` and ends.
"""

import gc
import io
import json
import os
import sys
import time
import traceback
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.places import PACKAGE, THEME

if TYPE_CHECKING:
    from newsroom.site.caches import Caches

STALE = {"is_stale": True}


def main(settings: str, given: str) -> None:
    """Build for each line on stdin, until it ends. `given` are settings, as JSON."""
    # Objects live from build to build: garbage is collected after an answer, not during a build.
    gc.disable()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    builder = Builder(settings, json.loads(given))
    for _ in sys.stdin:
        answer = STALE if builder.is_stale() else builder.build()
        print(json.dumps(answer), file=answers, flush=True)
        if answer is STALE:
            return
        builder.keep()


class Builder:
    """Builds with one file of settings, and hands the caches of each build to the next."""

    def __init__(self, settings: str, given: dict[str, object]) -> None:
        self.settings, self.given = settings, given
        self.started_with = self._code()
        self.caches: Caches | None = None

    def is_stale(self) -> bool:
        """Whether the code or the settings have changed since this process started."""
        return self._code() != self.started_with

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
        # Imported here, so that a fault in the code is reported as that of a build.
        from newsroom.commands.settings import settings_of
        from newsroom.site.engine import Engine

        engine = Engine(settings_of(self.settings, self.given))
        engine.caches.reuse(self.caches)
        self.caches = engine.caches
        engine.run(saves_caches=False)

    def keep(self) -> None:
        """Save the caches to the disk, after the answer, when nobody waits."""
        if self.caches:
            self.caches.save()
        gc.collect()

    def _code(self) -> list[tuple[str, int, int]]:
        """Every file that a process reads once, with its size and its time of change."""
        translations = (THEME / "translations").glob("*.po")
        files = (Path(self.settings), *translations, *PACKAGE.rglob("*"))
        code = (file for file in files if file.is_file() and "__pycache__" not in file.parts)
        stats = ((file, file.stat()) for file in code)
        return sorted((str(file), stat.st_size, stat.st_mtime_ns) for file, stat in stats)


if __name__ == "__main__":
    main(*sys.argv[1:])
