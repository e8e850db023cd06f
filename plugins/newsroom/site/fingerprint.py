"""What a value says, as a text that is the same for the same value in every run."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from newsroom.contract.entry import Entry, Fields

# What is longer is kept as a hash.
LONG = 64


def fingerprint(value: object) -> str | None:
    """A stamp of the value: two that differ in anything a page could show have two stamps.

    Raises TypeError for what has no value of its own, such as a function.
    """
    return _way(type(value))(value)


@cache
def _way(kind: type) -> Callable[[Any], str | None]:
    """How values of a type are stamped."""
    for kinds, way in WAYS:
        if issubclass(kind, kinds):
            return way
    if is_dataclass(kind):
        return _of_fields(kind)
    raise TypeError(f"{kind.__name__} has no stamp")


def _of_fields(kind: type) -> Callable[[Any], str]:
    names = [field.name for field in fields(kind)]
    return lambda value: _digest(
        kind.__name__, *(fingerprint(getattr(value, name)) for name in names)
    )


def _of_text(value: str | bytes) -> str:
    """A short one as itself."""
    kind = type(value)
    if len(value) > LONG:
        return _digest(kind.__name__, value)
    return f"'{value}" if kind is str else f"{kind.__name__} {value!r}"


def _of_pairs(value: Mapping) -> str:
    return _digest(
        "mapping", *((fingerprint(key), fingerprint(inner)) for key, inner in value.items())
    )


def _digest(*said: object) -> str:
    return hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()


WAYS: tuple[tuple[type | tuple[type, ...], Callable[[Any], str | None]], ...] = (
    (type(None), lambda _: None),
    ((str, bytes), _of_text),
    (Entry, attrgetter("digest")),
    ((bool, int, float, date, time), repr),
    (Path, attrgetter("name")),
    (Fields, lambda value: _digest(type(value).__name__, repr(value))),
    ((list, tuple), lambda value: _digest(*map(fingerprint, value))),
    ((set, frozenset), lambda value: _digest("set", *sorted(map(str, map(fingerprint, value))))),
    (Mapping, _of_pairs),
)
