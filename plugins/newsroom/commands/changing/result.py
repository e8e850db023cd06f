"""The result of a command that changes content/, in words: done, refused, or not buildable."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from newsroom.contract.identity_numbers import masked
from newsroom.contract.problems import Problem
from newsroom.site.gate import tell

UNCHANGED = "Ingenting er endret"
MEND = "Rett dette, og kjør kommandoen på nytt:"


class Refused(Exception):
    """The command cannot do what was asked; the text says what to do instead."""


class Unbuildable(Exception):
    """The strict build fails with the change; the files are as they were.

    `new` are the problems that the change would bring, `old` those from before it. `mend` stands
    for the advice of the new ones, which could be to put back what is being removed.
    """

    def __init__(self, new: list[Problem], old: list[Problem], mend: str = "") -> None:
        super().__init__()
        self.new, self.old, self.mend = new, old, mend

    def tell(self, content: Path) -> None:
        """Print the new problems, then the old ones."""
        if self.new:
            mend = self.mend or MEND
            print(f"{UNCHANGED}, for da kan ikke nettstedet bygges. {mend}", file=sys.stderr)
            tell(self.new, content, "nb", sys.stderr, mends=not self.mend)
        if self.old:
            print(f"{UNCHANGED}, for dette er galt fra før. {MEND}", file=sys.stderr)
            tell(self.old, content, "nb", sys.stderr)


def print_result(content: Path, work: Callable[[], Iterable[str]]) -> int:
    """Run a command and print the lines it returns, or why it failed; returns the exit code."""
    try:
        lines = work()
    except Refused as refused:
        print(masked(f"{refused} {UNCHANGED}."), file=sys.stderr)
        return 1
    except Unbuildable as unbuildable:
        unbuildable.tell(content)
        return 1
    print(*lines, sep="\n")
    return 0
