"""A fault in the content, and the report that gathers them all before anything stops."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic_core import PydanticCustomError

from newsroom.contract.source import Source

Severity = Literal["error", "advice", "task"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault in the content: where it is, what is wrong, and what to write instead.

    `path` is relative to the content folder, with forward slashes; `line` and `column` count from
    1, and 0 says the whole file. `wording.problems` has the words for each `code`.
    """

    path: str
    line: int
    column: int
    code: str
    values: tuple[tuple[str, str], ...] = ()
    severity: Severity = "error"


def fault(code: str, **values: object) -> PydanticCustomError:
    """What a validator raises; the reader adds the place.

    A validator of several fields names the one to point at in `at`.
    """
    return PydanticCustomError(code, code, {key: str(value) for key, value in values.items()})


@dataclass(slots=True)
class Report:
    """Everything found wrong in one run, told once, sorted."""

    problems: list[Problem] = field(default_factory=list)

    def add(
        self,
        source: Source,
        where: tuple[str | int, ...],
        code: str,
        values: Mapping[str, object] | None = None,
        severity: Severity = "error",
    ) -> None:
        """Add a problem at the field `where` of `source`; () is the entry itself."""
        line, column = source.place(where)
        said = tuple(sorted((key, str(value)) for key, value in (values or {}).items()))
        self.problems.append(Problem(source.path, line, column, code, said, severity))

    def extend(self, problems: Iterable[Problem]) -> None:
        self.problems.extend(problems)

    def errors(self) -> list[Problem]:
        return [problem for problem in self if problem.severity == "error"]

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(set(self.problems)))
