"""Tells on stderr how many pictures a long run has made, and how long the others take."""

import sys
import time
from dataclasses import dataclass
from datetime import timedelta

from babel.dates import format_timedelta

from newsroom.wording.texts import our_texts

# Seconds from the first picture to the first line, and between two lines; less work has none.
ON_TERMINAL, IN_LOG = 2, 20
WIDTH = 70  # characters; a line covers the longer one before it


@dataclass(slots=True)
class Progress:
    """On a terminal it is one line that changes; in a log, a line now and then."""

    lang: str
    started: float = 0
    told: float = 0

    def __call__(self, done: int, total: int) -> None:
        """Tell that `done` of `total` pictures are made; the first of them starts the clock."""
        now, is_terminal = time.monotonic(), sys.stderr.isatty()
        if done == 1:
            self.started = self.told = now
        is_due = now - self.told >= (ON_TERMINAL if is_terminal else IN_LOG)
        if done < total and is_due:
            left = timedelta(seconds=(now - self.started) / (done - 1) * (total - done))
            time_left = format_timedelta(left, threshold=1.5, locale=self.lang)
            text = our_texts(self.lang)("Lager bilder: {done} av {total}, ca. {left} igjen")
            text = text.format(done=done, total=total, left=time_left)
        elif done == total and self.told > self.started:
            text = our_texts(self.lang)("Lager bilder: {done} av {total}")
            text = text.format(done=done, total=total)
        else:
            return
        self.told = now
        line, end = (f"\r{text:<{WIDTH}}", "") if is_terminal else (text, "\n")
        print(line, end=end if done < total else "\n", file=sys.stderr, flush=True)
