"""How a command ends: it prints what it did, or why nothing has changed."""

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec

from newsroom.contract.identity_numbers import masked
from newsroom.contract.problems import Problem

CommandArguments = ParamSpec("CommandArguments")
YES = ("j", "ja", "y", "yes")
UNCHANGED = "Ingenting er endret"
UNWRITABLE = "En fil eller mappe kunne ikke leses eller skrives: {}. Rett det, og prøv igjen."


class Refused(Exception):
    """The command cannot do what was asked; the text says what to do instead."""

    def __init__(self, text: str, exit_code: int = 1) -> None:
        super().__init__(text)
        self.exit_code = exit_code


class Unbuildable(Exception):
    """The strict build fails with the change; the text tells the problems, also the `new` ones."""

    def __init__(self, text: str, new: Iterable[Problem] = ()) -> None:
        super().__init__(text)
        self.new = tuple(new)


def printed(work: Callable[CommandArguments, Iterable[str]]) -> Callable[CommandArguments, int]:
    """A command that prints the lines of `work`, or why it failed; it returns the exit code."""

    @wraps(work)
    def command(*args: CommandArguments.args, **kwargs: CommandArguments.kwargs) -> int:
        try:
            lines = [*work(*args, **kwargs)]
        except Refused as refused:
            # Nothing stands behind a command that is to be copied.
            space = " " if str(refused).endswith((".", "?", "!")) else "\n"
            print(masked(f"{refused}{space}{UNCHANGED}."), file=sys.stderr)
            return refused.exit_code
        except Unbuildable as unbuildable:
            print(unbuildable, end="", file=sys.stderr)
            return 1
        except OSError as fault:
            print(UNWRITABLE.format(fault), file=sys.stderr)
            return 1
        except (EOFError, KeyboardInterrupt):
            print(f"\nAvbrutt. {UNCHANGED}.", file=sys.stderr)
            return 130
        print(*lines, sep="\n")
        return 0

    return command


def confirm(question: str, ask: Callable[[str], str] | None, *, is_sure: bool) -> None:
    """Return when the answer is yes. Raises Refused for no, and when there is nobody to ask."""
    if ask is None and not is_sure:
        raise Refused(f"{question} Er det riktig, kjør kommandoen på nytt med --yes.")
    if ask and not is_sure and ask(f"{question} [j/N] ").strip().lower() not in YES:
        raise Refused("Avbrutt.")
