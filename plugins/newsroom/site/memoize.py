"""What one run worked out and the next in the same process need not: the preview saves and saves.

Work looks up what it needs in stand-ins (`lookups`). As long as every look-up finds what it found
the last time, what came of it is still right. An entry counts by its fields and their places, as
for `Entry.digest`: what reads `source.text` itself cannot be recalled.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from operator import is_
from typing import Any, Self

from newsroom.contract.entry import Entry
from newsroom.run import Arguments, Result
from newsroom.site.dependency_tracking import Lookup, Step, TrackingMapping, found_at, step_into


@dataclass(frozen=True, slots=True)
class MemoizedResult:
    """What work gave, and the steps of its look-ups from each value they stood at."""

    result: Any
    steps: Mapping[Lookup, tuple[Any, Sequence[Step]]]

    @classmethod
    def of(cls, result: Any, seen: Iterable[Lookup], given: Mapping[int, Any]) -> Self:
        """What came of looking all this up in `given`."""
        steps: dict[Lookup, list[Step]] = defaultdict(list)
        for way in seen:
            steps[way[:-1]].append(way[-1])
        return cls(result, {way: (found_at(given, way), each) for way, each in steps.items()})

    def holds(self, given: Mapping[int, Any]) -> bool:
        """Whether each look-up would find the same in what is given now."""
        for way, (before, steps) in self.steps.items():
            now = found_at(given, way)
            if now is not before and not all(
                same(step_into(before, step), step_into(now, step)) for step in steps
            ):
                return False
        return True


class Memoizer:
    """The results of the last run, each by its work."""

    def __init__(self) -> None:
        self.known: dict[Callable[..., Any], MemoizedResult] = {}

    def __call__(self, work: Callable[[*Arguments], Result], /, *given: *Arguments) -> Result:
        """What `work(*given)` gives; it has to be pure, and its result is never changed."""
        values = dict(enumerate(given))
        known = self.known.get(work)
        if not (known and known.holds(values)):
            seen: set[Lookup] = set()
            watched = TrackingMapping(values, seen, ())
            result = work(*(watched[number] for number in values))
            self.known[work] = known = MemoizedResult.of(result, seen, values)
        return known.result


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same; quick where they are the same objects."""
    if one is other:
        return True
    if isinstance(one, Entry):
        return type(one) is type(other) and _is_alike(one, other)
    if isinstance(one, tuple) and type(one) is type(other):
        return len(one) == len(other) and (all(map(is_, one, other)) or all(map(same, one, other)))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return list(one) == list(other) and all(map(same, one.values(), other.values()))
    if is_dataclass(one) and type(one) is type(other):
        return all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    return type(one) is type(other) and one == other


def _is_alike(one: Entry, other: Entry) -> bool:
    """The same fields at the same places of the same file."""
    here, there = one.source, other.source
    return one.digest == other.digest and (here.places, here.text_line) == (
        there.places,
        there.text_line,
    )
