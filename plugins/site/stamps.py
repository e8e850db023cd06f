"""What a value says, as a text that is the same for the same value in every run."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from pathlib import Path

from plugins.contract.entry import Entry, Fields

# What is longer is kept as a hash.
LONG = 64
PLAIN = (bool, int, float, bytes, date, time)


def stamp(value: object) -> str | None:
    """A stamp of the value: two that differ in anything a page could show have two stamps.

    Raises TypeError for what has no value of its own, such as a function.
    """
    match value:
        case None:
            return None
        case str() | bytes() if len(value) > LONG:
            return _digest(type(value).__name__, value)
        case str():
            return f"'{value}" if type(value) is str else f"{type(value).__name__} {value}"
        case Entry():
            return value.digest
        case _ if isinstance(value, PLAIN):
            return repr(value)
        case Path():
            return value.name
        case Fields():
            return _digest(type(value).__name__, repr(value))
        case list() | tuple():
            return _digest(*map(stamp, value))
        case set() | frozenset():
            return _digest("set", *sorted(map(str, map(stamp, value))))
        case Mapping():
            pairs = ((stamp(key), stamp(inner)) for key, inner in value.items())
            return _digest("mapping", *pairs)
    if is_dataclass(value):
        said = (stamp(getattr(value, field.name)) for field in fields(value))
        return _digest(type(value).__name__, *said)
    raise TypeError(f"{type(value).__name__} has no stamp")


def _digest(*said: object) -> str:
    return hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()
