"""Where something is written (the source), the problems there, and the report of all of them."""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from pydantic_core import PydanticCustomError

from newsroom.contract.identity_numbers import identity_numbers

Severity = Literal["error", "advice", "task"]
# A path of field names and list indexes to a field: ("programme", 0, "title").
Where = tuple[str | int, ...]
# Line and column, from 1.
Position = tuple[int, int]
# The last step of a path to where the text of a field begins, not its key. In a text that YAML
# folds, the number of a character follows where a line of the file begins.
TEXT = "\n"
FAST = 1


def packed(text: str) -> bytes:
    """The text compressed with zlib: a long one takes a third of the memory until it is read."""
    return zlib.compress(text.encode(), FAST)


def unpacked(data: bytes) -> str:
    """The text that `packed` compressed."""
    return zlib.decompress(data).decode()


EMPTY = packed("")


@lru_cache(maxsize=4096)
def alike(places: tuple[tuple[Where, Position], ...]) -> Mapping[Where, Position]:
    """The positions as a mapping; files with equal positions share one, to save memory."""
    return dict(places)


@dataclass(frozen=True, slots=True)
class Source:
    """The file, or the part of a file, that an entry was read from.

    `path` is relative to the content folder, with forward slashes. `places` has the position of
    each field by its path, `("registration", "deadline")`; with TEXT as the last step, the position
    of the field's text. `packed` is the compressed text, which begins at `text_line`, and `numbers`
    are the identity numbers in it, masked, each with its line.
    """

    path: str
    places: Mapping[Where, Position] = field(default_factory=dict)
    packed: bytes = EMPTY
    text_line: int = 1
    numbers: tuple[tuple[int, str], ...] = ()

    @classmethod
    def of_document(
        cls, path: str, places: Mapping[Where, Position], text: str, line: int
    ) -> "Source":
        """The source of a document, whose text begins at a line of its file."""
        found = identity_numbers(text)
        numbers = tuple((line + text.count("\n", 0, at), number) for at, number in found)
        return cls(path, places, packed(text), line, numbers)

    @property
    def text(self) -> str:
        """The Markdown text of a document, as it was written."""
        return unpacked(self.packed)

    def place(self, where: Where) -> Position:
        """The position of a field, else of the nearest field around it, else (0, 0)."""
        for end in range(len(where), -1, -1):
            if where[:end] in self.places:
                return self.places[where[:end]]
        return (0, 0)

    def position(self, where: Where, text: str, at: int) -> Position:
        """The position of a character of a field's text; of a document's text for the path ()."""
        start = (*where, TEXT)
        line, column = self.place(start) if where else (self.text_line, 1)
        folds = [path[-1] for path in self.places if path[:-1] == start] if at else []
        fold = max((n for n in folds if isinstance(n, int) and n <= at), default=None)
        if fold is not None:
            line, column = self.places[(*start, fold)]
            return line, column + at - fold
        before = text[:at]
        return line + before.count("\n"), column + len(before) - before.rfind("\n") - 1

    def at_position(self, where: Where, text: str, at: int) -> "Source":
        """The source for a problem at a character of a field's text."""
        return Source(self.path, {(): self.position(where, text, at)})

    def under(self, *steps: str | int) -> "Source":
        """The source of one entry in a file of several: the positions below the path `steps`."""
        depth = len(steps)
        places = (
            (where[depth:], position)
            for where, position in self.places.items()
            if where[:depth] == steps
        )
        return Source(self.path, alike(tuple(places)))

    def without_items(self, gone: Sequence[Where]) -> "Source":
        """The source without items of lists, given in order; the items below them move up."""
        places = dict(self.places)
        for *steps, index in reversed(gone):
            depth = len(steps)
            for where in [where for where in places if [*where[:depth]] == steps]:
                at = where[depth] if len(where) > depth else ""
                if isinstance(at, int) and at >= int(index):
                    place = places.pop(where)
                    if at > int(index):
                        places[(*steps, at - 1, *where[depth + 1 :])] = place
        return replace(self, places=places)

    def at_line(self, line: int, column: int = 1) -> "Source":
        """The source for a problem at a line of the text."""
        return Source(self.path, {(): (line, column)})


NOWHERE = Source("")


@dataclass(frozen=True, slots=True)
class Mend:
    """Lines to write instead of others: `old`, from the line `line` (from 1), becomes `new`.

    Both are those of a text, which begins at `start`: the whole file, the text of a document, or
    that of a field, which YAML may have indented, folded or behind a key: see `wording.placing`.
    Lines that are not `is_sure` are shown to a person, who decides; no program writes them.
    """

    line: int
    old: str
    new: str
    start: Position = (1, 1)
    is_sure: bool = True

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
    """The error that a validator raises; one of several fields says `at` which to point."""
    return PydanticCustomError(code, code, {key: str(value) for key, value in values.items()})


@dataclass(slots=True)
class Report:
    """The problems of one run; iterating gives each once, sorted."""

    problems: list[Problem] = field(default_factory=list)

    def add(
        self,
        source: Source,
        where: Where,
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
