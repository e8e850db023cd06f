"""A change to content/ that is kept only when the strict build passes with it."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from newsroom.commands.settings import strict_settings
from newsroom.contract.identity_numbers import masked
from newsroom.contract.problems import Problem, Report
from newsroom.reading.files import walk
from newsroom.run import Run
from newsroom.site.engine import Engine
from newsroom.site.gate import tell

TEXTS = (".md", ".yaml")
YES = ("j", "ja", "y", "yes")
# The bytes of each file before the change; None where there was no file.
Before = Mapping[Path, bytes | None]
UNCHANGED = "Ingenting er endret"
AS_CHANGED = "(Filer og linjer er som de ville blitt.)"
MEND = "Rett dette, og kjør kommandoen på nytt:"


class Refused(Exception):
    """The command cannot do what was asked; the text says what to do instead."""


class Unbuildable(Exception):
    """The strict build fails with the change; its text tells the problems.

    Create it before the files are restored, since it reads their lines. `new` are the problems that
    the change causes, `old` those from before it. `mend` replaces the advice printed for the new
    ones, which could be to put back what is being removed.
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
    except (EOFError, KeyboardInterrupt):
        print(f"\nAvbrutt. {UNCHANGED}.", file=sys.stderr)
        return 130
    print(*lines, sep="\n")
    return 0


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


@dataclass(frozen=True, slots=True)
class CheckedChange:
    """A change, the files it may touch, and the errors of the strict build before it.

    `mend` replaces the advice of every problem that the change brings. `unseen` are problems that
    it brings and no build reports.
    """

    content: Path
    files: Iterable[Path]
    change: Callable[[], None]
    errors_before: Iterable[Problem]
    mend: str = ""
    unseen: Iterable[Problem] = ()

    def make(self) -> tuple[str, ...]:
        """Make the change; returns a line that names the changed files, if there are any.

        Raises Unbuildable, or what the change raises, after restoring all files.
        """
        before = {file: _bytes(file) for file in self.files}
        try:
            self.change()
            errors = strict_run(self.content).report.errors()
            if errors or self.unseen:
                raise self._refusal(errors)
        except BaseException:
            _restore(before)
            raise
        changed = ", ".join(_changed(before))
        return (f"Endret: {changed}",) if changed else ()

    def _refusal(self, errors: list[Problem]) -> Unbuildable:
        """The exception for these errors, split into new ones and those from before the change."""
        before = {_identity(problem): problem for problem in self.errors_before}
        new = [problem for problem in errors if _identity(problem) not in before]
        old = [before[_identity(problem)] for problem in errors if problem not in new]
        return Unbuildable(self.content, sorted([*self.unseen, *new]), old, self.mend)


def _identity(problem: Problem) -> tuple[object, ...]:
    """Identifies a problem before and after the change; ignores its line and suggestion."""
    values = {name: value for name, value in problem.values if name != "suggestion"}
    return problem.path, problem.code, *values.items()


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _changed(before: Before) -> list[str]:
    """The files with other bytes than before, without those that are deleted."""
    return [str(file) for file, data in before.items() if _bytes(file) not in (data, None)]


def _restore(before: Before) -> None:
    for file, data in before.items():
        if data is None:
            file.unlink(missing_ok=True)
        elif _bytes(file) != data:
            file.write_bytes(data)
