"""How a command that changes content/ ends, in words: done, refused, or unfit to be published."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from newsroom.commands.changing.entries import Refused
from newsroom.contract.identity_numbers import masked
from newsroom.contract.problems import Problem
from newsroom.site.gate import tell

UNCHANGED = "Ingenting er endret"
MEND = "Rett dette, og kjør kommandoen på nytt:"


class Unfit(Exception):
    """The site could not be built with a change; all is as it was.

    A `mend` of the command's own stands for those of what it would have brought: they would have
    people put back what they are taking off.
    """

    def __init__(self, new: list[Problem], old: list[Problem], mend: str = "") -> None:
        super().__init__()
        self.new, self.old, self.mend = new, old, mend

    def tell(self, content: Path) -> None:
        """What the change would have brought, and what was wrong before."""
        if self.new:
            mend = self.mend or MEND
            print(f"{UNCHANGED}, for da kan ikke nettstedet bygges. {mend}", file=sys.stderr)
            tell(self.new, content, "nb", sys.stderr, mends=not self.mend)
        if self.old:
            print(f"{UNCHANGED}, for dette er galt fra før. {MEND}", file=sys.stderr)
            tell(self.old, content, "nb", sys.stderr)


def finish(content: Path, work: Callable[[], Iterable[str]]) -> int:
    """Do what may be refused, and say what came of it; the exit code."""
    try:
        said = work()
    except Refused as refused:
        print(masked(f"{refused} {UNCHANGED}."), file=sys.stderr)
        return 1
    except Unfit as unfit:
        unfit.tell(content)
        return 1
    print(*said, sep="\n")
    return 0
