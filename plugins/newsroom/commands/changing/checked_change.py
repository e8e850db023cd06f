"""A change to content/ that is kept only when the strict build passes with it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path

from newsroom.commands.changing.result import Unbuildable
from newsroom.commands.settings import strict_settings
from newsroom.contract.problems import Problem, Report
from newsroom.reading.files import walk
from newsroom.run import Run
from newsroom.site.engine import Engine

TEXTS = (".md", ".yaml")
# The bytes of each file before the change; None where there was no file.
Before = Mapping[Path, bytes | None]


def strict_run(content: Path) -> Run:
    """What the strict build knows at its gate."""
    return Engine(strict_settings(PATH=str(content.resolve()))).run_to_gate()


def texts(content: Path) -> list[Path]:
    """The Markdown and YAML files that a build reads."""
    return [content / file.path for file in walk(content, Report()) if file.suffix in TEXTS]


def _errors(content: Path) -> list[Problem]:
    """The problems that stop the strict build."""
    return strict_run(content).report.errors()


@dataclass(frozen=True, slots=True)
class CheckedChange:
    """A change, the files it may touch, and for each file it moves where that came from.

    `mend` replaces the advice of every problem that the change brings. `unseen` are problems that
    it brings and no build reports.
    """

    content: Path
    files: Iterable[Path]
    change: Callable[[], None]
    moved: Mapping[Path, Path] = field(default_factory=dict)
    mend: str = ""
    unseen: Iterable[Problem] = ()

    def make(self) -> tuple[str, ...]:
        """Make the change; returns a line that names the changed files, if there are any.

        Raises Unbuildable, or what the change raises, after restoring all files.
        """
        before = {file: _bytes(file) for file in self.files}
        try:
            self.change()
            reported = [self._problem_before(problem, before) for problem in _errors(self.content)]
            wrong = sorted([*self.unseen, *reported])
        except BaseException:
            _restore(before)
            raise
        if wrong:
            _restore(before)
            self._refuse(wrong)
        changed = ", ".join(_changed(before))
        return (f"Endret: {changed}",) if changed else ()

    def _refuse(self, wrong: list[Problem]) -> None:
        """Raise Unbuildable, with the problems that were there before the change apart."""
        known = {_identity(problem) for problem in _errors(self.content)}
        new = [problem for problem in wrong if _identity(problem) not in known]
        raise Unbuildable(new, [problem for problem in wrong if problem not in new], self.mend)

    def _problem_before(self, problem: Problem, before: Before) -> Problem:
        """The problem with files and lines as they were before the change."""
        path, line = self._place_before(problem.path, problem.line, before)
        values = tuple((name, self._value_before(text, before)) for name, text in problem.values)
        column = problem.column if line else 0
        return replace(problem, path=path, line=line, column=column, values=values)

    def _value_before(self, value: str, before: Before) -> str:
        """A value of a problem, which may be a file or a line of a file: `pages/vi.md:3`."""
        path, _, line = value.partition(":")
        if self.content / path not in before or not (line.isdecimal() or path == value):
            return value
        path, number = self._place_before(path, int(line or 0), before)
        return f"{path}:{number}" if number else path

    def _place_before(self, path: str, line: int, before: Before) -> tuple[str, int]:
        """The file and the line before the change; line 0 for a line that is new."""
        file = self.content / path
        origin = self.moved.get(file, file)
        path = origin.relative_to(self.content).as_posix()
        if file not in before or not line:
            return path, line
        return path, _line_before(before.get(origin) or b"", _bytes(file) or b"", line)


def _line_before(old: bytes, new: bytes, line: int) -> int:
    """The number that a line of the new text had in the old one; 0 when it is new."""
    lines = old.splitlines(), new.splitlines()
    for _, begin, end, first, last in SequenceMatcher(None, *lines, autojunk=False).get_opcodes():
        if first < line <= last and end - begin == last - first:
            return begin + line - first
    return 0


def _identity(problem: Problem) -> tuple[object, ...]:
    """What stays the same of a problem when its line moves and its suggestion changes."""
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
