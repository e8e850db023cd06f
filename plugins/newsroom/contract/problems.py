"""A problem in the content, and the report that collects all of them before the run stops."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic_core import PydanticCustomError

from newsroom.contract.source import Source

Severity = Literal["error", "advice", "task"]


@dataclass(frozen=True, slots=True)
class Mend:
    """Whole lines to write instead of others: `old`, from the line `line` (from 1), becomes `new`.

    Both are without the indent that all the lines may have in a YAML file.
    """

    line: int
    old: str
    new: str

    @property
    def column(self) -> int:
        """The first column (from 1) in which the lines differ."""
        pairs = enumerate(zip(self.old, self.new, strict=False), 1)
        return next((column for column, (old, new) in pairs if old != new), 1)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault in the content: its place, its code, and the values for its message.

    `path` is relative to the content folder, with forward slashes. `line` and `column` count from
    1; 0 means the whole file. `wording.problems` has the message for each `code`. `mend` is what
    only the reader of a text knows; `wording.excerpt.mend_of` also finds that of a value.
    """

    path: str
    line: int
    column: int
    code: str
    values: tuple[tuple[str, str], ...] = ()
    severity: Severity = "error"
    mend: Mend | None = field(default=None, compare=False)


def fault(code: str, **values: object) -> PydanticCustomError:
    """The error that a validator raises; the reader of the file adds the place.

    A validator of several fields gives the field to point at in `at`.
    """
    return PydanticCustomError(code, code, {key: str(value) for key, value in values.items()})


@dataclass(slots=True)
class Report:
    """The problems of one run; iterating gives each once, sorted."""

    problems: list[Problem] = field(default_factory=list)

    def add(
        self,
        source: Source,
        where: tuple[str | int, ...],
        code: str,
        values: Mapping[str, object] | None = None,
        severity: Severity = "error",
        mend: Mend | None = None,
    ) -> None:
        """Add a problem at the field `where` of `source`; () is the entry itself."""
        line, column = source.place(where)
        texts = tuple(sorted((key, str(value)) for key, value in (values or {}).items()))
        self.problems.append(Problem(source.path, line, column, code, texts, severity, mend))

    def extend(self, problems: Iterable[Problem]) -> None:
        self.problems.extend(problems)

    def errors(self) -> list[Problem]:
        return [problem for problem in self if problem.severity == "error"]

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(set(self.problems)))
