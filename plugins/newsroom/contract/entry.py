"""The base models of all content: frozen fields, and the place in the file of each."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ConfigDict, PrivateAttr

from newsroom.contract.identity_numbers import identity_numbers
from newsroom.contract.moment import Moment
from newsroom.contract.problems import Source, Where
from newsroom.contract.slug import slugify
from newsroom.contract.translatable import Translatable


class Fields(BaseModel):
    """A frozen group of fields, whose validator is built when used; an unknown key is a fault."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True
    )


def type_of(model: type[BaseModel], name: str) -> Any:
    """The type of one field with its validators, to validate a single value."""
    field = next(f for n, f in model.model_fields.items() if name in (n, f.alias))
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
    """The name of another entry (its key, id or file) in the field `where`.

    `kind` is the name of a model in lower case, or `file` for a document of any model. A reference
    that no page shows makes nothing public.
    """

    where: Where
    kind: str
    name: str
    is_shown: bool = True


def named(field: str, kind: str, name: str | None) -> Iterator[Reference]:
    """The reference in a field; nothing when the field is empty."""
    if name:
        yield Reference((field,), kind, name)


def people_in(where: Where, names: Iterable[str]) -> Iterator[Reference]:
    """The reference of each name in a field of people."""
    for index, name in enumerate(names):
        yield Reference((*where, index), "person", name)


PartType = TypeVar("PartType")


class Entry(Translatable, Fields):
    """One entry of content/, identified by its `ref`.

    A model overrides the properties that say when its entries are public and how they are sorted.
    """

    files: ClassVar[Files]
    # The slots (pictures/slots.py) that pages give the pictures of a field; else "figure" alone.
    picture_slots: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    # Whether the lists of an edition in another language have it where it has no translation.
    stands_in: ClassVar[bool] = True
    _key: str = PrivateAttr(default="")
    _lost: frozenset[str] = PrivateAttr(default=frozenset())
    _digest: str = PrivateAttr(default="")
    _parts: dict[type, tuple[tuple[Where, Any], ...]] = PrivateAttr(default_factory=dict)
    _identity_numbers: tuple[tuple[Where, str], ...] | None = PrivateAttr(default=None)
    _values: list[tuple[Where, object]] = PrivateAttr(default_factory=list)

    @classmethod
    def read(
        cls, data: object, source: Source, key: str = "", lost: frozenset[str] = frozenset()
    ) -> Self:
        """The entry in `data`. Raises pydantic's ValidationError with every fault."""
        entry = cls.model_validate(data, context=source.path)
        entry._source = source
        entry._key = key
        entry._lost = lost
        return entry

    @property
    def lost(self) -> frozenset[str]:
        """The fields of a faulty entry that could not be read; their values mean nothing."""
        return self._lost

    @property
    def source(self) -> Source:
        source: Source = self._own("_source")
        return source

    @property
    def key(self) -> str:
        """Its key in a file of several entries, else the name of its own file."""
        key: str = self._own("_key")
        return key

    @property
    def file(self) -> str:
        """The path of its file, relative to content/."""
        return self.source.path

    @property
    def digest(self) -> str:
        """A hash of its file name and its fields; not of its text or its line in the file."""
        digest: str = self._own("_digest")
        if not digest:
            place = (
                f"{self._translation} {self._original_lang} {self.home.path}"
                if self._languages
                else ""
            )
            name = f"{type(self).__name__} {self.ref} {self._key} {self.file} {place}"
            hashed = f"{name} {self._digest_input()}"
            digest = hashlib.blake2b(hashed.encode(), digest_size=16).hexdigest()
            self._digest = digest
        return digest

    def _digest_input(self) -> str:
        return repr(self)

    def __copy__(self) -> Self:
        """A copy without cached values, since a copy is made to change fields."""
        copied = super().__copy__()
        copied._digest, copied._parts, copied._values = "", {}, []
        copied._identity_numbers = None
        return copied

    def sealed(self, *kinds: type) -> Self:
        """The entry itself, with its digest, its numbers and its parts of these types cached."""
        self._digest, self._identity_numbers = self.digest, self.identity_numbers
        self._parts = {kind: self.parts(kind) for kind in kinds}
        self._values = []
        return self

    def placed(self, languages: tuple[str, ...]) -> Self:
        """The same, with what was cached: its fields are those of the entry."""
        placed = super().placed(languages)
        placed._parts, placed._identity_numbers = self._own("_parts"), self.identity_numbers
        placed._digest = placed.digest
        return placed

    def parts(self, kind: type[PartType]) -> tuple[tuple[Where, PartType], ...]:
        """Every value of a type in its fields, with the path of field names to it."""
        cached = self._own("_parts")
        if kind in cached:
            parts: tuple[tuple[Where, PartType], ...] = cached[kind]
            return parts
        values = self._own("_values")
        if not values:
            _collect(self, (), values)
            # Only a sealed entry has a digest: it is kept for long, and rarely asked again.
            self._values = [] if self._own("_digest") else values
        return tuple((where, value) for where, value in values if isinstance(value, kind))

    @property
    def identity_numbers(self) -> tuple[tuple[Where, str], ...]:
        """The identity numbers in its fields, masked, each with the path of field names to it."""
        cached: tuple[tuple[Where, str], ...] | None = self._own("_identity_numbers")
        if cached is not None:
            return cached
        texts = self.parts(str)
        return tuple(
            (where, number) for where, text in texts for _, number in identity_numbers(text)
        )

    @property
    def ref(self) -> str:
        """The unique name of the entry: its file, or `kind:key`."""
        return f"{self.kind_name()}:{self._key}"

    @classmethod
    def kind_name(cls) -> str:
        """The name of the model in lower case: `article`, `event` …"""
        return cls.__name__.lower()

    @property
    def short_name(self) -> str:
        """Its name within its kind: its key, its id, or the file of a document."""
        return self.key

    @property
    def permalink(self) -> str:
        """The last part of its address, when the model has a `slug`; else ""."""
        return ""

    @property
    def page_address(self) -> str:
        """The root-relative address of its page; "" when it has no page."""
        return ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """The address of its page in each language of the site, that of the entry itself first."""
        each = (self, *filter(None, map(self.translated, self._own("_languages"))))
        return tuple(dict.fromkeys(entry.page_address for entry in each))

    @property
    def is_draft(self) -> bool:
        return getattr(self, "status", "") == "draft"

    @property
    def due(self) -> Moment | None:
        """When it becomes public; None when it always is."""
        return None

    @property
    def expires_at(self) -> datetime | None:
        """When it is removed from all lists; None for never."""
        return None

    @property
    def revisions(self) -> tuple[Moment, ...]:
        """When its text was changed or corrected after publishing."""
        return ()

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """The key that sorts the entries of one kind in the order of lists."""
        return ()

    @property
    def own_days(self) -> tuple[date, ...]:
        """Days near which a date without a year in its text lies; used to guess the year."""
        return ()

    def references(self) -> Iterator[Reference]:
        """The entries that its fields name; of a model without such fields its `owner` alone."""
        if owner := getattr(self, "owner", None):
            yield Reference(("owner",), "person", owner, is_shown=False)

    def field_links(self) -> Iterator[tuple[Where, str]]:
        """Each field that holds a link, and the link."""
        yield from ()


def aliases_of(entry: Entry) -> tuple[str, ...]:
    """The addresses an entry had before; empty for a model without `aliases`."""
    aliases: tuple[str, ...] = getattr(entry, "aliases", ())
    return aliases


class Document(Entry):
    """An entry that is a Markdown file with front matter."""

    @property
    def ref(self) -> str:
        path: str = self._own("_source").path  # asked so often that one more call would count
        return path

    @property
    def short_name(self) -> str:
        return self.source.path

    @property
    def file_slug(self) -> str:
        return slugify(PurePosixPath(self.source.path).stem)


def _collect(value: object, where: Where, values: list[tuple[Where, object]]) -> None:
    """Add the value and every value in it, but for empty ones and mere collections."""
    if isinstance(value, str):  # most are, and the other questions take time
        values.append((where, value))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _collect(item, (*where, index), values)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            _collect(inner, (*where, str(key)), values)
    elif value is not None:
        values.append((where, value))
        if isinstance(value, Fields):
            for name, inner in value:
                if inner is not None:
                    _collect(inner, (*where, name), values)
