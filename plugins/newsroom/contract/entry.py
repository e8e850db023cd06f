"""What every entry has: fields that cannot change, and the place each was written."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, PrivateAttr

from newsroom.contract.slug import slugify
from newsroom.contract.source import NOWHERE, Source, Where


class Fields(BaseModel):
    """A group of fields; a key that is not among them is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def type_of(model: type[BaseModel], name: str) -> object:
    """The type of one field with its checks, to try a single value against."""
    field = model.model_fields[name]
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


Part = TypeVar("Part")


class Entry(Fields):
    """A thing of its own in content/, known by its `ref`."""

    # A default would be copied, deeply, for every entry.
    _source: Source = PrivateAttr(default_factory=lambda: NOWHERE)
    _key: str = PrivateAttr(default="")
    _lost: frozenset[str] = PrivateAttr(default=frozenset())
    _digest: str = PrivateAttr(default="")
    _parts: dict[type, tuple] = PrivateAttr(default_factory=dict)

    @classmethod
    def read(
        cls, data: object, source: Source, key: str = "", lost: frozenset[str] = frozenset()
    ) -> Self:
        """The entry in `data`. Raises pydantic's ValidationError with every fault in it."""
        entry = cls.model_validate(data)
        entry._source = source
        entry._key = key
        entry._lost = lost
        return entry

    def _own(self, name: str) -> Any:
        """A private attribute; pydantic would look in three other places first, each time."""
        return self.__pydantic_private__[name]

    @property
    def lost(self) -> frozenset[str]:
        """The fields of a faulty entry that could not be read; what stands there is no answer."""
        return self._lost

    @property
    def source(self) -> Source:
        return self._own("_source")

    @property
    def key(self) -> str:
        """What others call it: the key in a file of many, else the file's own name."""
        return self._own("_key")

    @property
    def file(self) -> str:
        """The file it is written in, from content/."""
        return self.source.path

    @property
    def digest(self) -> str:
        """A hash of its file and of all it says in its fields; not of its text, nor its line."""
        if not self._own("_digest"):
            name = f"{type(self).__name__} {self.ref} {self._key} {self.file}"
            said = f"{name} {self._said()}"
            self._digest = hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
        return self._own("_digest")

    def _said(self) -> str:
        return repr(self)

    def __copy__(self) -> Self:
        """A copy is made to say something else."""
        copied = super().__copy__()
        copied._digest, copied._parts = "", {}
        return copied

    def sealed(self, *kinds: type) -> Self:
        """Itself, to be kept: with its digest, and its parts of these kinds."""
        self._digest = self.digest
        self._parts = {kind: self.parts(kind) for kind in kinds}
        return self

    def parts(self, kind: type[Part]) -> tuple[tuple[Where, Part], ...]:
        """Every value of a kind in its fields, with the way to it."""
        known = self._own("_parts")
        return known[kind] if kind in known else tuple(_parts(self, kind, ()))

    @property
    def ref(self) -> str:
        """The one name of this entry among all: its file, or its kind and key."""
        return f"{type(self).__name__.lower()}:{self._key}"


def aliases_of(entry: Entry) -> tuple[str, ...]:
    """The addresses an entry had before; none for what has no page of its own."""
    return getattr(entry, "aliases", ())


class Document(Entry):
    """An entry with a text of its own: a Markdown file with front matter."""

    @property
    def ref(self) -> str:
        return self.source.path

    @property
    def file_slug(self) -> str:
        return slugify(PurePosixPath(self.source.path).stem)


def _parts(value: object, kind: type[Part], where: Where) -> Iterator[tuple[Where, Part]]:
    if isinstance(value, kind):
        yield where, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _parts(item, kind, (*where, index))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _parts(inner, kind, (*where, str(key)))
    elif isinstance(value, Fields):
        for name, inner in value:
            yield from _parts(inner, kind, (*where, name))
