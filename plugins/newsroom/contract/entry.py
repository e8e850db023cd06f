"""What every entry has: fields that cannot change, and the place each was written."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ConfigDict, PrivateAttr

from newsroom.contract.moment import Moment
from newsroom.contract.slug import slugify
from newsroom.contract.source import NOWHERE, Source, Where


class Fields(BaseModel):
    """A group of fields; a key that is not among them is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def type_of(model: type[BaseModel], name: str) -> Any:
    """The type of one field with its checks, to try a single value against."""
    field = model.model_fields[name]
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


@dataclass(frozen=True, slots=True)
class Files:
    """Where in content/ the entries of a model are, and in which form.

    `documents`: Markdown files with front matter in `folder`, one entry each. `list`: YAML files
    in `folder`, each with one entry or a list of them, known by their `id`. `keyed`:
    `folder`.yaml with entries by key, or files in `folder` whose names are the keys.
    """

    folder: str
    form: Literal["documents", "list", "keyed"]

    @property
    def is_keyed(self) -> bool:
        return self.form == "keyed"


class Reference(NamedTuple):
    """What an entry names in a field: an entry of a `kind`, by its key, id or file.

    `kind` is the name of a model in lower case, or `file` for a document of any model.
    """

    where: Where
    kind: str
    name: str


def named(field: str, kind: str, name: str | None) -> Iterator[Reference]:
    """The reference that a field is; nothing when it is empty."""
    if name:
        yield Reference((field,), kind, name)


Part = TypeVar("Part")


class Entry(Fields):
    """A thing of its own in content/, known by its `ref`.

    A model overrides the properties that say when its entries are public and how they are listed.
    """

    files: ClassVar[Files]
    # The slots (pictures/slots.py) that pages give the pictures of a field; else "figure" alone.
    picture_slots: ClassVar[Mapping[str, tuple[str, ...]]] = {}
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
        return f"{self.kind_name()}:{self._key}"

    @classmethod
    def kind_name(cls) -> str:
        """The name of its kind: `article`, `event` …"""
        return cls.__name__.lower()

    @property
    def short_name(self) -> str:
        """Its name within its kind: its key, its id, or the file of a document."""
        return self._own("_key")

    @property
    def page_address(self) -> str:
        """The address of its page, from the root of the site; "" when it never has one."""
        return ""

    @property
    def is_draft(self) -> bool:
        return getattr(self, "status", "") == "draft"

    @property
    def due(self) -> Moment | None:
        """From when it is public; None when it always is."""
        return None

    @property
    def expires_at(self) -> datetime | None:
        """From when it leaves all lists; None when it never does."""
        return None

    @property
    def revisions(self) -> tuple[Moment, ...]:
        """When its text was changed or corrected after it was published."""
        return ()

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """What puts entries of one kind in the order readers meet them."""
        return ()

    @property
    def own_days(self) -> tuple[date, ...]:
        """The days that a date without a year in its text is near."""
        return ()

    def references(self) -> Iterator[Reference]:
        """Everything that its fields name, with where it is written."""
        yield from ()

    def field_links(self) -> Iterator[tuple[Where, str]]:
        """The fields that are links, with where they are written."""
        yield from ()


def aliases_of(entry: Entry) -> tuple[str, ...]:
    """The addresses an entry had before; none for what has no page of its own."""
    return getattr(entry, "aliases", ())


class Document(Entry):
    """An entry with a text of its own: a Markdown file with front matter."""

    @property
    def ref(self) -> str:
        return self.source.path

    @property
    def short_name(self) -> str:
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
