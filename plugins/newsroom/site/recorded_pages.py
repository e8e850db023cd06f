"""Makes a page again from what it was made of, without the content of the site.

A page is made of what its generator gave it and of what it looked up in the site data. With all of
it on record, `RecordedData` stands in for the site data. Entries are recorded without their texts
and positions, which no page reads (`Entry.digest`).
"""

import io
import pickle
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from types import FunctionType
from typing import Any, NamedTuple, cast, get_origin

from newsroom.addresses.outputs import Output
from newsroom.addresses.plan import Plan
from newsroom.contract.body import Body
from newsroom.contract.catalog import Catalog
from newsroom.contract.edition import Edition
from newsroom.contract.entry import Entry
from newsroom.contract.problems import Source
from newsroom.parts.site_data import SiteData
from newsroom.site.dependency_tracking import HAS_KEY, Lookup, value_at
from newsroom.site.input_files import DOCUMENT

# The type of the object at each path that a look-up goes through; all others are mappings.
OBJECTS: Mapping[Lookup, type] = {
    (): SiteData,
    ("edition",): Edition,
    ("edition", "catalog"): Catalog,
    ("plan",): Plan,
}
BODIES: Lookup = ("edition", "catalog", "bodies")
# What an edit of a text changes in a body; in place of a ref, those of all documents.
SHOWN, ALL = {"packed", "plain"}, "*"
# Bytes of a record. A page of more looks at much of the site, and is made with all of it.
MOST = 4_000_000


class NotRecorded(Exception):
    """A page looks up what it did not look up when it was recorded."""


class RecordedText(NamedTuple):
    """The text of a document: what of its body an edit of a text changes.

    `rest` is a hash of all else in its file, "" when other entries depend on the text too, and
    `source` the compressed Markdown.
    """

    packed: bytes
    plain: str
    rest: str
    source: bytes


class RecordedPage(NamedTuple):
    """A page or file with the value of each look-up of its view, but for those of texts."""

    output: Output
    found: Mapping[Lookup, Any]
    shown: tuple[Lookup, ...]

    @classmethod
    def of(cls, output: Output, lookups: Iterable[Lookup], site_data: SiteData) -> "RecordedPage":
        shown = tuple(filter(text_of, lookups))
        others = {lookup: value_at(site_data, lookup) for lookup in lookups if not text_of(lookup)}
        return cls(output, others, shown)

    @property
    def texts(self) -> set[str]:
        """The refs of the documents whose text it shows."""
        return {*map(text_of, self.shown)}

    def site_data(self, texts: Mapping[str, RecordedText]) -> SiteData:
        """What stands in for the site data, with these texts by ref."""
        shown = {lookup: getattr(texts[text_of(lookup)], str(lookup[-1])) for lookup in self.shown}
        return cast("SiteData", RecordedData({**self.found, **shown}))

    def packed(self) -> bytes:
        """The record for a file; b"" for one of more than `MOST` bytes, or of all texts."""
        file = io.BytesIO()
        _Pickler(file, pickle.HIGHEST_PROTOCOL).dump(tuple(self))
        is_small = file.tell() <= MOST and ALL not in self.texts
        return zlib.compress(file.getvalue(), 1) if is_small else b""

    @classmethod
    def unpacked(cls, data: bytes) -> "RecordedPage":
        return cls(*pickle.loads(zlib.decompress(data)))


def text_of(lookup: Lookup) -> str:
    """The ref of the document whose text a look-up reads, ALL for every text; "" for none."""
    if lookup == BODIES[: len(lookup)]:
        return ALL
    if lookup[:3] != BODIES or lookup[-1] not in SHOWN:
        return ""
    ref = str(lookup[3][0])
    return ref if ref.endswith(DOCUMENT) else ""  # that of another entry is a field of it


class _Pickler(pickle.Pickler):
    """Leaves out of an entry where it was read and what is cached in it."""

    def reducer_override(self, value: object) -> Any:
        """The hook of pickle (docs.python.org/3/library/pickle.html#reducer-override)."""
        if not isinstance(value, Entry):
            return NotImplemented
        state = value.__getstate__()
        private = dict(state["__pydantic_private__"] or {})
        private |= {"_source": Source(value.file), "_parts": {}, "_values": []}
        return object.__new__, (type(value),), state | {"__pydantic_private__": private}


class RecordedData:
    """Stands in for the object at a path of the site data, with what was looked up below it."""

    def __init__(self, found: Mapping[Lookup, Any], path: Lookup = ()) -> None:
        self._found, self._path = found, path

    def __getattr__(self, name: str) -> Any:
        """The field. A method or property runs on the stand-in, as on `TrackingProxy`."""
        kind = OBJECTS.get(self._path, Body)
        attribute = getattr(kind, name, None)
        if isinstance(attribute, property) and attribute.fget:
            return attribute.fget(self)
        if isinstance(attribute, FunctionType):
            return attribute.__get__(self)
        path = (*self._path, name)
        if name in _mappings(kind):
            return RecordedMapping(self._found, path)
        return _below(self._found, path)


class RecordedMapping(Mapping[Any, Any]):
    """The same for a mapping; the whole of it only where that was looked up."""

    def __init__(self, found: Mapping[Lookup, Any], path: Lookup) -> None:
        self._found, self._path = found, path

    def __getitem__(self, key: object) -> Any:
        if self._path in self._found:
            return self._found[self._path][key]
        if self._found.get((*self._path, (key, HAS_KEY))) is False:
            raise KeyError(key)
        return _below(self._found, (*self._path, (key,)))

    def __contains__(self, key: object) -> bool:
        if self._path in self._found:
            return key in self._found[self._path]
        return bool(_below(self._found, (*self._path, (key, HAS_KEY))))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def _whole(self) -> Mapping[Any, Any]:
        if self._path not in self._found:
            raise NotRecorded(self._path)
        whole: Mapping[Any, Any] = self._found[self._path]
        return whole


@cache
def _mappings(kind: type[Any]) -> frozenset[str]:
    """The fields of a type that are mappings, in which a view may look up nothing at all."""
    return frozenset(one.name for one in fields(kind) if get_origin(one.type) is Mapping)


def _below(found: Mapping[Lookup, Any], path: Lookup) -> Any:
    """What a look-up found, or a stand-in for what others went through."""
    if path in found:
        return found[path]
    if all(lookup[: len(path)] != path for lookup in found):
        raise NotRecorded(path)
    is_object = path in OBJECTS or path[:-1] == BODIES
    return (RecordedData if is_object else RecordedMapping)(found, path)
