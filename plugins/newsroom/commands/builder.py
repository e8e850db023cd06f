"""A process that builds the preview again and again, with everything it knows in memory.

It reads one line for each build, and answers with one line of JSON. When the code or the settings
it was started with are no longer those on the disk, it says so and ends: a new process has to
begin with them.
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

from pelican.settings import read_settings

from newsroom.places import PACKAGE, THEME

if TYPE_CHECKING:
    from newsroom.site.caches import Caches

STALE = {"is_stale": True}


def main(settings: str, given: str) -> None:
    """Build for each line that comes, until there are no more."""
    # What a build leaves stays for the next: rubbish is looked for when nobody waits.
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
    """Builds with one file of settings; what one build learns the next one knows."""

    def __init__(self, settings: str, given: dict[str, object]) -> None:
        self.settings, self.given = settings, given
        self.begun_with = self._code()
        self.caches: Caches | None = None

    def is_stale(self) -> bool:
        """Whether a new process would build with other code or settings."""
        return self._code() != self.begun_with

    def build(self) -> dict[str, object]:
        """One build: its exit code, what it said, and the seconds it took."""
        started, said = time.monotonic(), io.StringIO()
        with redirect_stderr(said), redirect_stdout(io.StringIO()):
            try:
                self._run()
                code = 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1
            except Exception:
                traceback.print_exc()
                code = 1
        return {"code": code, "report": said.getvalue(), "seconds": time.monotonic() - started}

    def _run(self) -> None:
        # Here, since a fault in the code is told as a build's, and mended by the next process.
        from newsroom.site.engine import Engine

        found = read_settings(self.settings, override=self.given)
        engine = Engine(found)
        engine.caches.reuse(self.caches)
        self.caches = engine.caches
        engine.run(saves_caches=False)

    def keep(self) -> None:
        """Put what was learnt on the disk: nobody waits any more."""
        if self.caches:
            self.caches.save()
        gc.collect()

    def _code(self) -> list[tuple[str, int, int]]:
        """Every file that a process reads once, with its size and its time."""
        translations = (THEME / "translations").glob("*.po")
        files = filter(_is_code, (Path(self.settings), *translations, *PACKAGE.rglob("*")))
        stats = ((file, file.stat()) for file in files)
        return sorted((str(file), stat.st_size, stat.st_mtime_ns) for file, stat in stats)


def _is_code(file: Path) -> bool:
    """Whether it is there, no folder, and not what Python made of another."""
    return file.is_file() and "__pycache__" not in file.parts


if __name__ == "__main__":
    main(*sys.argv[1:])
