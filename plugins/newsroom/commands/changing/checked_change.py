"""A change to content/ that is kept only when the strict build passes with it."""

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from io import StringIO
from pathlib import Path
from typing import ParamSpec

from newsroom.commands.settings import strict_settings
from newsroom.contract.identity_numbers import masked
from newsroom.contract.problems import Problem, Report
from newsroom.reading.files import walk
from newsroom.run import Run
from newsroom.site.engine import Engine
from newsroom.site.gate import tell

TEXTS = (".md", ".yaml")
CommandArguments = ParamSpec("CommandArguments")
YES = ("j", "ja", "y", "yes")
UNCHANGED = "Ingenting er endret"
UNWRITABLE = "En fil eller mappe kunne ikke leses eller skrives: {}. Rett det, og prøv igjen."
AS_CHANGED = "(Filer og linjer er som de ville blitt.)"
MEND = "Rett dette, og kjør kommandoen på nytt:"


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
            lines = work(*args, **kwargs)
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


def strict_run(content: Path) -> Run:
    """What the strict build knows at its gate."""
    return Engine(strict_settings(PATH=str(content.resolve()))).run_to_gate()


def texts(content: Path) -> list[Path]:
    """The Markdown and YAML files that a build reads."""
    return [content / file.path for file in walk(content, Report()) if file.suffix in TEXTS]


def make_change(
    content: Path,
    files: Iterable[Path],
    change: Callable[[], None],
    errors_before: Iterable[Problem],
    *,
    mend: str = MEND,
    unseen: Iterable[Problem] = (),
) -> tuple[str, ...]:
    """Make a change; returns a line that names the changed files, if there are any.

    `files` are those it may touch, `errors_before` the errors of the strict build before it.
    `mend` heads the problems that the change brings, and `unseen` are those that no build reports.
    Raises Unbuildable, or what the change raises, after restoring all files.
    """
    before = {file: _bytes(file) for file in files}
    try:
        change()
        errors = strict_run(content).report.errors()
        if errors or unseen:
            old = {identity(problem): problem for problem in errors_before}
            new = [problem for problem in errors if identity(problem) not in old]
            remaining = [old[identity(problem)] for problem in errors if problem not in new]
            text = _text_of(content, sorted([*unseen, *new]), remaining, mend)
            raise Unbuildable(text, new if not remaining else ())
    except BaseException:
        for file, data in before.items():
            _restore(file, data)
        raise
    changed = [str(file) for file, data in before.items() if _bytes(file) not in (data, None)]
    return (f"Endret: {', '.join(changed)}",) if changed else ()


def _text_of(content: Path, new: list[Problem], old: list[Problem], mend: str) -> str:
    """The problems that a change brings and those from before it, with their lines as changed."""
    text = StringIO()
    if new:
        print(f"{UNCHANGED}, for da kan ikke nettstedet bygges. {mend}", file=text)
        print(AS_CHANGED, file=text)
        # Their own advice could be to put back what is being removed.
        tell(new, content, "nb", text, with_fix=mend == MEND)
    if old:
        print(f"{UNCHANGED}, for dette er galt fra før. {MEND}", file=text)
        tell(old, content, "nb", text)
    return text.getvalue()


def identity(problem: Problem) -> tuple[object, ...]:
    """Identifies a problem before and after the change; ignores its line and suggestion."""
    values = {name: value for name, value in problem.values if name != "suggestion"}
    return problem.path, problem.code, *values.items()


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _restore(file: Path, data: bytes | None) -> None:
    if data is None:
        file.unlink(missing_ok=True)
    elif _bytes(file) != data:
        file.write_bytes(data)
