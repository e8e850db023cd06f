"""What Pelican starts (`PELICAN_CLASS`): the engine, unless there is nothing for it to do.

To find that out, only what is needed for it is imported: the models, calendars and pictures take
longer to import than the answer takes.
"""

import gc
import sys
from typing import Any

from newsroom.site.streams import in_utf8
from newsroom.site.up_to_date import LastRun

UNCHANGED = {
    "nb": "Ingenting er endret siden forrige bygging. Nettstedet står som det sto.",
    "en": "Nothing has changed since the last build. The site stands as it stood.",
}


class Start:
    """A run as Pelican starts it: `Start(settings).run()`."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings

    def run(self) -> None:
        """Build the site, or say that it is up to date. Raises SystemExit as the engine does."""
        last = LastRun(self.settings)
        if result := last.valid_result():
            print(result.messages, end="", file=in_utf8(sys.stderr))
            print(UNCHANGED[self.settings["REPORT_LANG"]], file=in_utf8(sys.stdout))
            return
        # A run frees little before its end: garbage collection took a tenth of the time.
        gc.disable()
        try:
            self._build(last)
        finally:
            gc.enable()

    def _build(self, last: LastRun) -> None:
        from newsroom.run import run_of
        from newsroom.site.engine import Engine

        # The engine fills its settings in; with `--autoreload` the same ones begin another run.
        engine = Engine(self.settings.copy())
        engine.run()
        last.keep(run_of(engine.settings), engine.messages, engine.folders.here.records)
