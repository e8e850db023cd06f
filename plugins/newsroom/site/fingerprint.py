"""A short text for a value: the same for equal values in every run, different for all others."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from newsroom.contract.entry import Entry, Fields

# A longer text is replaced by its hash.
LONG = 64
Fingerprinter = Callable[[Any], str | None]


def fingerprint(value: Any) -> str | None:
    """The fingerprint of a value; two that differ in what a page could show have different ones.

    None for None. Raises TypeError for what has no value of its own, such as a function.
    """
    # mypy takes the class for one of its instances, which may have no hash.
    return _fingerprinter(type(value))(value)  # type: ignore[arg-type]


@cache
def _fingerprinter(kind: type[Any]) -> Fingerprinter:
    """The function for values of a type."""
    for kinds, function in FINGERPRINTERS:
        if issubclass(kind, kinds):
            return function
    if is_dataclass(kind):
        return _of_fields(kind)
    raise TypeError(f"{kind.__name__} has no fingerprint")


def _of_fields(kind: type[Any]) -> Fingerprinter:
    names = [field.name for field in fields(kind)]
    return lambda value: _digest(
        kind.__name__, *(fingerprint(getattr(value, name)) for name in names)
    )


def _of_text(value: str | bytes) -> str:
    """A short text is its own fingerprint."""
    if len(value) > LONG:
        return _digest(type(value).__name__, value)
    return f"'{value}" if type(value) is str else f"{type(value).__name__} {value!r}"


def _of_mapping(value: Mapping[Any, Any]) -> str:
    return _digest(
        "mapping", *((fingerprint(key), fingerprint(inner)) for key, inner in value.items())
    )


def _digest(*parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


FINGERPRINTERS: tuple[tuple[type | tuple[type, ...], Fingerprinter], ...] = (
    (type(None), lambda _: None),
    ((str, bytes), _of_text),
    (Entry, attrgetter("digest")),
    ((bool, int, float, date, time), repr),
    (Path, attrgetter("name")),
    (Fields, lambda value: _digest(type(value).__name__, repr(value))),
    ((list, tuple), lambda value: _digest(*map(fingerprint, value))),
    ((set, frozenset), lambda value: _digest("set", *sorted(map(str, map(fingerprint, value))))),
    (Mapping, _of_mapping),
)
