"""Shows how many pictures are made: a bar on a terminal, a few plain lines elsewhere."""

import sys
from dataclasses import dataclass, field
from typing import Self, TextIO

from newsroom.wording.texts import our_texts

WIDTH = 30
WORTH_TELLING = 20  # pictures; fewer are made before anybody wonders
LINES = 5


@dataclass(slots=True)
class Progress:
    """Writes to stderr, since stdout is Pelican's."""

    lang: str
    out: TextIO = field(default_factory=lambda: sys.stderr)

    def __enter__(self) -> Self:
        return self

    def tell(self, done: int, total: int) -> None:
        """`done` of `total` pictures are made."""
        text = our_texts(self.lang)("Lager bilder: {done} av {total}").format(
            done=done, total=total
        )
        if self.out.isatty():
            bar = "█" * (done * WIDTH // total)
            print(f"\r{bar:·<{WIDTH}} {text}", end="", file=self.out, flush=True)
        elif total >= WORTH_TELLING and done * LINES // total > (done - 1) * LINES // total:
            print(text, file=self.out, flush=True)

    def __exit__(self, *_: object) -> None:
        if self.out.isatty():
            print("\r\033[K", end="", file=self.out, flush=True)
