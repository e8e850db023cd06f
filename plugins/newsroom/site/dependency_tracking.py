"""Records which values of the site data a view reads, and compares them in the next run.

A view gets a proxy of the site data, which gives the same values and records each look-up. A view
is pure, so as long as every recorded look-up finds a value with the same fingerprint, it makes the
same page. Nobody keeps a list of what a page depends on.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache, reduce
from operator import attrgetter
from pathlib import Path
from types import FunctionType
from typing import Any
from zoneinfo import ZoneInfo

from newsroom.addresses.plan import Plan
from newsroom.contract.body import Body
from newsroom.contract.catalog import Catalog
from newsroom.contract.edition import Edition
from newsroom.contract.entry import Entry, Fields
from newsroom.parts.site_data import SiteData

# Tracked field by field; every other value is one look-up as a whole.
TRACKED = (SiteData, Edition, Catalog, Plan, Body)
MISSING = "\0missing"
HAS_KEY = "in"
# The path from the site data to a value. A step is the name of a field, the key of a mapping as a
# tuple of one, or (key, HAS_KEY) for whether the mapping has the key.
LookupStep = str | tuple[object, ...]
Lookup = tuple[LookupStep, ...]
# A longer text is replaced by its hash.
LONG = 64
Fingerprint = str | None
# What a fingerprint is made of: the short text of a value without parts, else the parts of each.
FingerprintParts = Fingerprint | tuple[Any, ...]
PartsOf = Callable[[Any], FingerprintParts]


def fingerprint(value: Any) -> Fingerprint:
    """The fingerprint of a value; two that differ in what a page could show have different ones.

    None for None. Raises TypeError for what has no value of its own, such as a function.
    """
    parts = _parts(value)
    if not isinstance(parts, tuple):
        return parts
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _parts(value: Any) -> FingerprintParts:
    if type(value) is str and len(value) <= LONG:
        return f"'{value}"  # most are, and the other questions take time
    # mypy takes the class for one of its instances, which may have no hash.
    return _parts_of(type(value))(value)  # type: ignore[arg-type]


@cache
def _parts_of(kind: type[Any]) -> PartsOf:
    """The function for values of a type."""
    for kinds, function in PARTS_OF:
        if issubclass(kind, kinds):
            return function
    if is_dataclass(kind):
        return _of_fields(kind)
    raise TypeError(f"{kind.__name__} has no fingerprint")


def _of_fields(kind: type[Any]) -> PartsOf:
    # The class is asked for twice, so that what comes of one field, or of none, is a tuple too.
    values_of = attrgetter("__class__", "__class__", *(field.name for field in fields(kind)))
    return lambda value: (kind.__name__, *map(_parts, values_of(value)[2:]))


def _of_text(value: str | bytes) -> str:
    """A short text is its own fingerprint."""
    if len(value) > LONG:
        data = value if isinstance(value, bytes) else value.encode()
        return f"{type(value).__name__} of {hashlib.blake2b(data, digest_size=16).hexdigest()}"
    return f"'{value}" if type(value) is str else f"{type(value).__name__} {value!r}"


def _of_mapping(value: Mapping[Any, Any]) -> FingerprintParts:
    return "mapping", *((_parts(key), _parts(inner)) for key, inner in value.items())


PARTS_OF: tuple[tuple[type | tuple[type, ...], PartsOf], ...] = (
    (type(None), lambda _: None),
    ((str, bytes), _of_text),
    (Entry, attrgetter("digest")),
    ((bool, int, float, date, time, ZoneInfo), repr),
    (Path, attrgetter("name")),
    (Fields, lambda value: (type(value).__name__, repr(value))),
    ((list, tuple), lambda value: tuple(map(_parts, value))),
    ((set, frozenset), lambda value: ("set", *sorted(map(repr, map(_parts, value))))),
    (Mapping, _of_mapping),
)


class LookupFingerprints:
    """The fingerprints of what look-ups find in the site data of this run; each computed once."""

    def __init__(self, site_data: SiteData) -> None:
        self.site_data = site_data
        self.computed: dict[Lookup, Fingerprint] = {}
        self.parents: dict[Lookup, Any] = {}

    def of(self, lookup: Lookup) -> Fingerprint:
        """The fingerprint of the value at the end of the path."""
        if lookup not in self.computed:
            self.computed[lookup] = fingerprint(step_into(self.parent(lookup[:-1]), lookup[-1]))
        return self.computed[lookup]

    def parent(self, path: Lookup) -> Any:
        """The object at a path, in which the last step of a look-up is taken."""
        if path not in self.parents:
            self.parents[path] = value_at(self.site_data, path)
        return self.parents[path]


def value_at(value: Any, path: Lookup) -> Any:
    """What stands at a path from a value; MISSING where it ends too early."""
    return reduce(step_into, path, value)


def step_into(value: Any, step: LookupStep) -> Any:
    """What a field holds or a key leads to, or whether there is the key."""
    if value is MISSING:
        return MISSING
    if isinstance(step, str):
        return getattr(value, step)
    return value.get(step[0], MISSING) if len(step) == 1 else step[0] in value


class Tracking:
    """Stands in for a value at a path, and records each look-up in `lookups`."""

    __slots__ = ("_lookups", "_path", "_value")

    def __init__(self, value: Any, lookups: set[Lookup], path: Lookup = ()) -> None:
        self._value, self._lookups, self._path = value, lookups, path


class TrackingProxy(Tracking):
    """For an object of a TRACKED type."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        """The field. A method or property runs on the proxy, so that its look-ups are recorded."""
        attribute = getattr(type(self._value), name, None)
        if isinstance(attribute, property) and attribute.fget:
            return attribute.fget(self)
        if isinstance(attribute, FunctionType):
            return attribute.__get__(self)
        return _tracked(getattr(self._value, name), self._lookups, (*self._path, name))


class TrackingMapping(Tracking, Mapping[Any, Any]):
    """For a mapping. Iteration and length are look-ups of the whole mapping."""

    __slots__ = ()

    def __getitem__(self, key: object) -> Any:
        value = self._value.get(key, MISSING)
        if value is MISSING or isinstance(value, (*TRACKED, Mapping)):
            self._lookups.add((*self._path, (key, HAS_KEY)))
        if value is MISSING:
            raise KeyError(key)
        return _tracked(value, self._lookups, (*self._path, (key,)))

    def __contains__(self, key: object) -> bool:
        self._lookups.add((*self._path, (key, HAS_KEY)))
        return key in self._value

    def __iter__(self) -> Iterator[Any]:
        self._lookups.add(self._path)
        return iter(self._value)

    def __len__(self) -> int:
        self._lookups.add(self._path)
        return len(self._value)

    # What is below a value of the mapping is part of its look-up, so the values need no proxies.
    def values(self) -> Any:
        self._lookups.add(self._path)
        return self._value.values()

    def items(self) -> Any:
        self._lookups.add(self._path)
        return self._value.items()


def _tracked(value: Any, lookups: set[Lookup], path: Lookup) -> Any:
    """A proxy of a value with parts; any other value as it is, with its look-up recorded."""
    if isinstance(value, TRACKED):
        return TrackingProxy(value, lookups, path)
    if isinstance(value, Mapping):
        return TrackingMapping(value, lookups, path)
    lookups.add(path)
    return value
