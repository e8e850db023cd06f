"""Parses feeds, sitemaps, JSON and calendars of the finished site, as their readers will."""

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple, NoReturn
from xml.parsers import expat

CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # in no text (RFC 5545, 3.1)
COMPONENT = re.compile(rb"^BEGIN:(VEVENT|VTIMEZONE)\r?\n.*?^END:\1\r?\n", re.DOTALL | re.MULTILINE)


class Unparsable(NamedTuple):
    """What the parser says, and the position in the file (bytes) where it stopped."""

    reason: str
    at: int


def unparsable(path: str, data: bytes) -> Unparsable | None:
    """Why a file cannot be parsed; None when it can, or when no program has to parse it."""
    parse = PARSERS.get(PurePosixPath(path).suffix.lower())
    return parse(data) if parse else None


def _xml(data: bytes) -> Unparsable | None:
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        return Unparsable(str(error), parser.ErrorByteIndex)
    return None


def _json(data: bytes) -> Unparsable | None:
    try:
        json.loads(data.decode(), parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return Unparsable(str(error), len(error.doc[: error.pos].encode()))
    except ValueError as error:  # bytes that are not UTF-8, or NaN, which RFC 8259 does not have
        return Unparsable(str(error), getattr(error, "start", 0))
    return None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _calendar(data: bytes) -> Unparsable | None:
    """Parses each event and time zone by itself, since many calendars have the same event."""
    if control := CONTROL.search(data):
        return Unparsable(f"invalid character {control[0]!r}", control.start())
    for part in COMPONENT.finditer(data):
        if reason := _calendar_fault(part[0]):
            return Unparsable(reason, part.end())
    reason = _calendar_fault(COMPONENT.sub(b"", data))
    return Unparsable(reason, 0) if reason else None


@lru_cache(maxsize=10_000)
def _calendar_fault(component: bytes) -> str:
    """What icalendar says is wrong with a component; "" when nothing is."""
    # Importing icalendar takes a tenth of a second, and most edits change no calendar.
    from icalendar import Component

    try:
        parts = Component.from_ical(component.decode()).walk()
    except ValueError as error:
        return str(error)
    return "; ".join(text for part in parts for _, text in part.errors)


PARSERS: Mapping[str, Callable[[bytes], Unparsable | None]] = {
    ".xml": _xml,
    ".json": _json,
    ".ics": _calendar,
}
