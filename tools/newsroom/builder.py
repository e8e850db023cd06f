"""A process that builds the preview again and again, with everything it knows in memory.

It reads one line for each build, and answers with one line of JSON. When the code or the settings
it was started with are no longer those on the disk, it says so and ends: a new process has to
begin with them.
"""

import io
import json
import os
import sys
import time
import traceback
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

ROOT = Path(__file__).parents[2]
STALE = {"is_stale": True}


def main(settings: str, given: str) -> None:
    """Build for each line that comes, until there are no more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    builder = Builder(settings, json.loads(given))
    for _ in sys.stdin:
        answer = STALE if builder.is_stale() else builder.build()
        print(json.dumps(answer), file=answers, flush=True)
        if answer is STALE:
            return


class Builder:
    """Builds with one file of settings; what one build learns the next one knows."""

    def __init__(self, settings: str, given: dict[str, object]) -> None:
        from plugins.site.dialect import code_hash

        self.settings, self.given = settings, given
        self.hash_now = code_hash
        self.begun_with = self._code()
        self.known: tuple[object, object] | None = None

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
        from pelican.settings import read_settings

        from plugins.site.engine import Engine

        found = read_settings(self.settings, override=self.given)
        engine = Engine(found)
        if self.known:
            engine.go_on_from(*self.known)
        self.known = (engine.readings, engine.memory)
        engine.run()

    def _code(self) -> str:
        words = sorted((ROOT / "theme" / "translations").glob("*.po"))
        texts = [file.read_bytes() for file in (ROOT / self.settings, *words)]
        return f"{self.hash_now()} {hash(tuple(texts))}"


if __name__ == "__main__":
    main(*sys.argv[1:])
