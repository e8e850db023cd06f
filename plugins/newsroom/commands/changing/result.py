"""The result of a command that changes content/, in words: done, refused, or not buildable."""

import sys
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path

from newsroom.contract.identity_numbers import masked
from newsroom.contract.problems import Problem
from newsroom.site.gate import tell

UNCHANGED = "Ingenting er endret"
AS_CHANGED = "(Filer og linjer er som de ville blitt.)"
MEND = "Rett dette, og kjør kommandoen på nytt:"


class Refused(Exception):
    """The command cannot do what was asked; the text says what to do instead."""


class Unbuildable(Exception):
    """The strict build fails with the change; its text tells the problems.

    It is made while the change stands: `new` are the problems that the change would bring, with
    their lines in the changed files, `old` those from before it. `mend` stands for the advice of
    the new ones, which could be to put back what is being removed.
    """

    def __init__(
        self, content: Path, new: list[Problem], old: list[Problem], mend: str = ""
    ) -> None:
        text = StringIO()
        if new:
            print(f"{UNCHANGED}, for da kan ikke nettstedet bygges. {mend or MEND}", file=text)
            print(AS_CHANGED, file=text)
            tell(new, content, "nb", text, with_fix=not mend)
        if old:
            print(f"{UNCHANGED}, for dette er galt fra før. {MEND}", file=text)
            tell(old, content, "nb", text)
        super().__init__(text.getvalue())


def print_result(work: Callable[[], Iterable[str]]) -> int:
    """Run a command and print the lines it returns, or why it failed; returns the exit code."""
    try:
        lines = work()
    except Refused as refused:
        print(masked(f"{refused} {UNCHANGED}."), file=sys.stderr)
        return 1
    except Unbuildable as unbuildable:
        print(unbuildable, end="", file=sys.stderr)
        return 1
    print(*lines, sep="\n")
    return 0
