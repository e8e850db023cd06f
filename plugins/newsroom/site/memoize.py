"""Keeps the results of pure functions in memory for the next run of the same process.

The preview builds on every save. A function's look-ups in its arguments are recorded
(`dependency_tracking`), and its result is valid as long as every look-up finds the same. An entry
counts by its fields and where they are written: a function that reads `source.text` itself cannot
be memoized.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from operator import is_
from typing import Any

from newsroom.contract.entry import Entry
from newsroom.run import Arguments, Result
from newsroom.site.dependency_tracking import (
    Lookup,
    LookupStep,
    TrackingMapping,
    step_into,
    value_at,
)


@dataclass(frozen=True, slots=True)
class MemoizedResult:
    """A result, and its look-ups: by the path of each object, the object and the steps from it."""

    result: Any
    steps: Mapping[Lookup, tuple[Any, Sequence[LookupStep]]]

    def is_valid(self, arguments: Mapping[int, Any]) -> bool:
        """Whether each look-up finds the same in other arguments."""
        for path, (before, steps) in self.steps.items():
            now = value_at(arguments, path)
            if now is before:
                continue
            if not all(same(step_into(before, step), step_into(now, step)) for step in steps):
                return False
        return True


class Memoizer:
    """The last result of each function."""

    def __init__(self) -> None:
        self.results: dict[Callable[..., Any], MemoizedResult] = {}

    def __call__(
        self, function: Callable[[*Arguments], Result], /, *arguments: *Arguments
    ) -> Result:
        """What `function(*arguments)` returns; it has to be pure, and nobody changes its result."""
        values: tuple[Any, ...] = arguments
        numbered = dict(enumerate(values))
        memoized = self.results.get(function)
        if not (memoized and memoized.is_valid(numbered)):
            memoized = self.results[function] = _called(function, numbered)
        result: Result = memoized.result
        return result


def _called(function: Callable[..., Any], arguments: Mapping[int, Any]) -> MemoizedResult:
    """What a function returns, and the look-ups that it made in its arguments."""
    lookups: set[Lookup] = set()
    tracked = TrackingMapping(arguments, lookups)
    result = function(*(tracked[number] for number in arguments))
    steps: dict[Lookup, list[LookupStep]] = defaultdict(list)
    for lookup in lookups:
        steps[lookup[:-1]].append(lookup[-1])
    found = {path: (value_at(arguments, path), last) for path, last in steps.items()}
    return MemoizedResult(result, found)


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal, and so are the places of entries; quick for one object."""
    if one is other:
        return True
    if isinstance(one, Entry):
        return type(one) is type(other) and (
            (one.digest, one.source.places, one.source.text_line)
            == (other.digest, other.source.places, other.source.text_line)
        )
    if isinstance(one, tuple) and type(one) is type(other):
        return len(one) == len(other) and (all(map(is_, one, other)) or all(map(same, one, other)))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return list(one) == list(other) and all(map(same, one.values(), other.values()))
    if is_dataclass(one) and type(one) is type(other):
        return all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    return type(one) is type(other) and bool(one == other)
