"""How a command ends: it prints what it did, or why nothing has changed."""

import errno
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec

from newsroom.contract.identity_numbers import masked
from newsroom.contract.problems import Problem

CommandArguments = ParamSpec("CommandArguments")
YES = ("j", "ja", "y", "yes")
UNCHANGED = "Ingenting er endret"
FULL = (
    "Disken på denne maskinen er full, kanskje der midlertidige filer ligger. Rydd, og prøv igjen."
)
UNWRITABLE = "En fil eller mappe kunne ikke leses eller skrives: {}. Rett det, og prøv igjen."


# The words of the system for the usual faults, in Norwegian.
REASONS = {
    errno.EACCES: "du har ikke tilgang",
    errno.EPERM: "du har ikke tilgang",
    errno.EROFS: "den kan bare leses",
}


class Refused(Exception):
    """The command cannot do what was asked; the text says what to do instead.

    `stands` is what is as before, when that is another thing than what the command says.
    """

    def __init__(self, text: str, exit_code: int = 1, stands: str | None = None) -> None:
        super().__init__(text)
        self.exit_code, self.stands = exit_code, stands


class Unbuildable(Exception):
    """The strict build fails with the change; the text tells the problems, also the `new` ones."""

    def __init__(self, text: str, new: Iterable[Problem] = ()) -> None:
        super().__init__(text)
        self.new = tuple(new)


def printing_refusals(
    stands: str,
) -> Callable[[Callable[CommandArguments, int]], Callable[CommandArguments, int]]:
    """A command that prints why it failed, and what `stands` then; it returns the exit code."""

    def decorated(work: Callable[CommandArguments, int]) -> Callable[CommandArguments, int]:
        @wraps(work)
        def command(*args: CommandArguments.args, **kwargs: CommandArguments.kwargs) -> int:
            try:
                return work(*args, **kwargs)
            except Refused as refused:
                after = stands if refused.stands is None else refused.stands
                # Nothing stands behind a command that is to be copied.
                space = " " if str(refused).endswith((".", "?", "!")) else "\n"
                print(masked(f"{refused}{space}{after}".rstrip()), file=sys.stderr)
                return refused.exit_code
            except Unbuildable as unbuildable:
                print(unbuildable, end="", file=sys.stderr)
                return 1
            except OSError as fault:
                is_full = fault.errno in (errno.ENOSPC, errno.EDQUOT)
                print(FULL if is_full else UNWRITABLE.format(told(fault)), file=sys.stderr)
                return 1
            except (EOFError, KeyboardInterrupt):
                print(f"\nAvbrutt. {stands}", file=sys.stderr)
                return 130

        return command

    return decorated


def told(fault: OSError) -> str:
    """Which file it is about, and what is wrong: `content/pages/x.md (du har ikke tilgang)`."""
    reason = REASONS.get(fault.errno or 0, fault.strerror or str(fault))
    return f"{fault.filename} ({reason})" if fault.filename else reason


def printed(work: Callable[CommandArguments, Iterable[str]]) -> Callable[CommandArguments, int]:
    """A command that prints the lines of `work`, or why it failed; it returns the exit code."""

    @printing_refusals(f"{UNCHANGED}.")
    @wraps(work)
    def command(*args: CommandArguments.args, **kwargs: CommandArguments.kwargs) -> int:
        lines = [*work(*args, **kwargs)]
        print(*lines, sep="\n")
        return 0

    return command


def confirm(question: str, ask: Callable[[str], str] | None, *, is_sure: bool) -> None:
    """Return when the answer is yes. Raises Refused for no, and when there is nobody to ask."""
    if ask is None and not is_sure:
        raise Refused(f"{question} Er det riktig, kjør kommandoen på nytt med --yes.")
    if ask and not is_sure and ask(f"{question} [j/N] ").strip().lower() not in YES:
        raise Refused("Avbrutt.")
