"""A change to content/ that stands only when the strict build passes with it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path

from newsroom.commands.changing.outcome import Unfit
from newsroom.commands.settings import strict_settings
from newsroom.contract.problems import Problem, Report
from newsroom.reading.files import walk
from newsroom.run import Run
from newsroom.site.engine import Engine

TEXTS = (".md", ".yaml")
# What each file said before the change; None where there was none.
Before = Mapping[Path, bytes | None]


def strict(content: Path) -> Run:
    """What the strict build knows at its gate."""
    return Engine(strict_settings(PATH=str(content.resolve()))).run_to_gate()


def errors(content: Path) -> list[Problem]:
    """What stops the strict build."""
    return strict(content).report.errors()


def texts(content: Path) -> list[Path]:
    """The files in which people write, of those that are read."""
    return [content / file.path for file in walk(content, Report()) if file.suffix in TEXTS]


@dataclass(frozen=True, slots=True)
class Trial:
    """A change to be tried: the files it may touch, and where those it moves came from.

    `mend` says what to do about whatever stands in its way; without it each problem has its own.
    `beside` is what would be wrong with it, though no build tells.
    """

    content: Path
    files: Iterable[Path]
    change: Callable[[], None]
    moved: Mapping[Path, Path] = field(default_factory=dict)
    mend: str = ""
    beside: Iterable[Problem] = ()

    def make(self) -> tuple[str, ...]:
        """Make the change; the files it changed, in words. Raises Unfit, or what the change does.

        Then all is as it was.
        """
        before = {file: _data(file) for file in self.files}
        try:
            self.change()
            told = [self._back(problem, before) for problem in errors(self.content)]
            wrong = sorted([*self.beside, *told])
        except BaseException:
            _restore(before)
            raise
        if wrong:
            _restore(before)
            self._refuse(wrong)
        changed = ", ".join(_changed(before))
        return (f"Endret: {changed}",) if changed else ()

    def _refuse(self, wrong: list[Problem]) -> None:
        """Tell what is wrong with the change from what was wrong before it."""
        known = {_said(problem) for problem in errors(self.content)}
        new = [problem for problem in wrong if _said(problem) not in known]
        raise Unfit(new, [problem for problem in wrong if problem not in new], self.mend)

    def _back(self, problem: Problem, before: Before) -> Problem:
        """A problem where it stood before the change, and what it tells of where that did."""
        path, line = self._place_back(problem.path, problem.line, before)
        values = tuple((name, self._said_back(said, before)) for name, said in problem.values)
        column = problem.column if line else 0
        return replace(problem, path=path, line=line, column=column, values=values)

    def _said_back(self, said: str, before: Before) -> str:
        """A value of a problem, which may be a file, or a line of one: `pages/vi.md:3`."""
        path, _, line = said.partition(":")
        if self.content / path not in before or not (line.isdecimal() or path == said):
            return said
        path, number = self._place_back(path, int(line or 0), before)
        return f"{path}:{number}" if number else path

    def _place_back(self, path: str, line: int, before: Before) -> tuple[str, int]:
        """The file and the line that stood there before; no line where there was nothing."""
        file = self.content / path
        was = self.moved.get(file, file)
        path = was.relative_to(self.content).as_posix()
        if file not in before or not line:
            return path, line
        return path, _line_before(before.get(was) or b"", _data(file) or b"", line)


def _line_before(old: bytes, new: bytes, line: int) -> int:
    """The number that a line had in the old text; 0 when nothing stood in its place."""
    lines = old.splitlines(), new.splitlines()
    for _, begin, end, first, last in SequenceMatcher(None, *lines, autojunk=False).get_opcodes():
        if first < line <= last and end - begin == last - first:
            return begin + line - first
    return 0


def _said(problem: Problem) -> tuple:
    """A problem wherever its line has moved to, and whatever is now the likeliest to be meant."""
    found = {name: value for name, value in problem.values if name != "suggestion"}
    return problem.path, problem.code, *found.items()


def _data(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _changed(before: Before) -> list[str]:
    """The files that say something else now; not those that are deleted."""
    return [str(file) for file, data in before.items() if _data(file) not in (data, None)]


def _restore(before: Before) -> None:
    for file, data in before.items():
        if data is None:
            file.unlink(missing_ok=True)
        elif _data(file) != data:
            file.write_bytes(data)
