"""What a view looks up in the material while it runs, and what it finds there.

A view gets a stand-in for the material that hands out the same values and notes each question, so
nobody keeps a list of what a page depends on. Asked again in the next run, the same questions with
the same answers make the same page, since a view is pure.
"""

from collections.abc import Iterator, Mapping
from functools import reduce
from types import FunctionType
from typing import Any

from newsroom.addresses.plan import Plan
from newsroom.contract.body import Body
from newsroom.contract.catalog import Catalog
from newsroom.contract.edition import Edition
from newsroom.parts.site_data import SiteData
from newsroom.site.fingerprint import fingerprint

# Looked into field by field; every other value counts as a whole.
OPEN = (SiteData, Edition, Catalog, Plan, Body)
MISSING = "\0missing"
IN = "in"
# The way to a value: names of fields, the key of a mapping as a tuple of one, and as a pair with
# IN the question whether it has the key.
Step = str | tuple[object, ...]
Lookup = tuple[Step, ...]
Answer = str | None


class Answers:
    """The answers that a material gives to look-ups, each worked out once."""

    def __init__(self, site_data: SiteData) -> None:
        self.site_data = site_data
        self.known: dict[Lookup, Answer] = {}
        self.holders: dict[Lookup, Any] = {}

    def to(self, lookup: Lookup) -> Answer:
        """The stamp of what is found there."""
        if lookup not in self.known:
            self.known[lookup] = self._asked(lookup)
        return self.known[lookup]

    def _asked(self, lookup: Lookup) -> Answer:
        return fingerprint(step_into(self.holder(lookup[:-1]), lookup[-1]))

    def holder(self, way: Lookup) -> Any:
        """What is found on the way to a look-up, where its last step stands."""
        if way not in self.holders:
            self.holders[way] = found_at(self.site_data, way)
        return self.holders[way]


def found_at(value: Any, way: Lookup) -> Any:
    """What a look-up finds."""
    return reduce(step_into, way, value)


def step_into(value: Any, step: Step) -> Any:
    """One step on the way: what there is in a field or under a key."""
    if value is MISSING:
        return MISSING
    if isinstance(step, str):
        return getattr(value, step)
    return value.get(step[0], MISSING) if len(step) == 1 else step[0] in value


class TrackingProxy:
    """Stands in for a part of the material, and notes in `seen` what is asked of it."""

    __slots__ = ("_seen", "_value", "_way")

    def __init__(self, value: Any, seen: set[Lookup], way: Lookup = ()) -> None:
        self._value, self._seen, self._way = value, seen, way

    def __getattr__(self, name: str) -> Any:
        """The field; a method or a property runs on the stand-in, so its look-ups are noted."""
        found = getattr(type(self._value), name, None)
        if isinstance(found, property):
            return found.fget(self)
        if isinstance(found, FunctionType):
            return found.__get__(self)
        return _watched(getattr(self._value, name), self._seen, (*self._way, name))


class TrackingMapping(Mapping):
    """The same for a mapping: going through it is a question about all of it."""

    __slots__ = ("_seen", "_value", "_way")

    def __init__(self, value: Mapping, seen: set[Lookup], way: Lookup) -> None:
        self._value, self._seen, self._way = value, seen, way

    def __getitem__(self, key: object) -> Any:
        found = self._value.get(key, MISSING)
        if found is MISSING or isinstance(found, (*OPEN, Mapping)):
            self._seen.add((*self._way, (key, IN)))
        if found is MISSING:
            raise KeyError(key)
        return _watched(found, self._seen, (*self._way, (key,)))

    def __contains__(self, key: object) -> bool:
        self._seen.add((*self._way, (key, IN)))
        return key in self._value

    def __iter__(self) -> Iterator:
        self._seen.add(self._way)
        return iter(self._value)

    def __len__(self) -> int:
        self._seen.add(self._way)
        return len(self._value)


def _watched(value: Any, seen: set[Lookup], way: Lookup) -> Any:
    """The value, with a stand-in where there is more to ask of it."""
    if isinstance(value, OPEN):
        return TrackingProxy(value, seen, way)
    if isinstance(value, Mapping):
        return TrackingMapping(value, seen, way)
    seen.add(way)
    return value
