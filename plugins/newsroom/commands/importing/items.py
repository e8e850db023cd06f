"""What a source of content gives: its items, each to be written, used in another, or left out."""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote

from newsroom.commands.importing.media import MediaFolder, split_url
from newsroom.contract.fields import ADDRESS

Kind = Literal["article", "page", "event", "venue"]
Outcome = Literal["written", "used", "existing", "left-out"]


class Note(NamedTuple):
    """A line of the report: a code of wording/importing.yaml, and the value for its text."""

    code: str
    value: str = ""


class Unreadable(Exception):
    """The whole source cannot be read; `args` are those of a Note."""


@dataclass(slots=True)
class Item:
    """One item of a source, identified in every run by its `id`; `place` is where people find it.

    `fields` are those of the entry, `name` the wanted slug or id. `html` is its text. `links` are
    all names by which other items may link to it; `old` the addresses that visitors know. `anchors`
    are the ids in its text, each with the slug of its heading. `digest` changes with the item.
    """

    id: str
    place: str
    title: str = ""
    kind: Kind | None = None
    name: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    html: str = ""
    links: tuple[str, ...] = ()
    old: tuple[str, ...] = ()
    anchors: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    outcome: Outcome = "written"
    path: str = ""
    digest: str = ""

    def note(self, code: str, value: str = "") -> None:
        """Add a line about the item to the report, once."""
        if (note := Note(code, value)) not in self.notes:
            self.notes.append(note)

    def leave_out(self, code: str, value: str = "") -> "Item":
        """The item itself, which is not written, with the reason as its only note."""
        self.outcome, self.notes = "left-out", [Note(code, value)]
        return self

    def use(self, path: str = "") -> None:
        """It is in another item, or its file is at a path in content/."""
        if self.outcome != "existing":
            self.outcome, self.path, self.notes = "written" if path else "used", path, []

    def make_draft(self) -> None:
        """Hide it from visitors, if its kind has drafts."""
        if self.kind != "venue":
            self.fields["status"] = "draft"

    @property
    def is_entry(self) -> bool:
        """Whether this run writes it as an entry."""
        return self.kind is not None and self.outcome == "written"

    @property
    def is_draft(self) -> bool:
        return self.fields.get("status") == "draft"

    def lack_alt(self, src: str) -> None:
        """Make it a draft, since one of its pictures has no text alternative."""
        self.note("alt-missing", src)
        self.make_draft()


class ImportedPicture(NamedTuple):
    """A picture with what the source says about it; `item` is its own, where files are items."""

    src: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    item: Item | None = None

    @property
    def line(self) -> str:
        """The caption with the credit, which Markdown has no place of its own for."""
        if not self.caption or not self.credit or self.credit in self.caption:
            return self.caption or self.credit
        return f"{self.caption.rstrip('.')}. {self.credit}"


def path_in_folder(address: str, item: Item) -> str:
    """The path of an address in a source that is a folder; "" for an address elsewhere."""
    parts = split_url(address)
    path = re.sub(r"^[{|](filename|static|attach)[}|]", "", unquote(parts.path))
    if parts.scheme or parts.netloc or not path:
        return ""
    folder = "" if path.startswith("/") else posixpath.dirname(item.place)
    return posixpath.normpath(posixpath.join(folder, path.lstrip("/"))).strip("/")


@dataclass(frozen=True, slots=True)
class ImportSource:
    """The items of a source, in their order, and its files.

    `locate` gives the place of an address in the source: one of the names in `Item.links`, or the
    path of a file. `pictures` are what the source says about its files, by `media.upload_path`.
    `base` is the address of the old site.
    """

    items: list[Item]
    media: MediaFolder = field(default_factory=MediaFolder)
    locate: Callable[[str, Item], str] = path_in_folder
    pictures: dict[str, ImportedPicture] = field(default_factory=dict)
    base: str = ""


def alias_of(address: str) -> str:
    """The path of an address as an alias: `/2019/om-oss/`; "" for what no alias can be."""
    parts = split_url(address)
    path = f"{unquote(parts.path).rstrip('/')}/"
    is_alias = not parts.query and path != "/" and ADDRESS.fullmatch(path)
    return path if is_alias else ""
