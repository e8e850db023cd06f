"""What a source of content gives: its items, each to be written, used in another, or left out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from newsroom.contract.fields import ADDRESS

Kind = Literal["article", "page", "event", "venue"]
Outcome = Literal["written", "used", "existing", "left-out"]


class Note(NamedTuple):
    """A line of the report: a code of wording/importing.yaml, and the value for its text."""

    code: str
    value: str = ""


class Unreadable(Exception):
    """The whole source cannot be read; `args` are those of a Note."""


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A picture or a document of the source, with what the source says about it.

    `item` is its own item, in a source where files are items.
    """

    file: Path
    alt: str = ""
    caption: str = ""
    credit: str = ""
    item: "Item | None" = None


@dataclass(slots=True)
class Item:
    """One item of a source, identified in every run by its `id`; `place` is where people find it.

    `fields` are those of the entry, `name` the wanted slug or id. `html` is its text. `links` are
    all names by which other items may link to it; `old` the addresses that visitors know.
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
    notes: list[Note] = field(default_factory=list)
    outcome: Outcome = "written"
    path: str = ""

    def note(self, code: str, value: str = "") -> None:
        """Add a line about the item to the report, once."""
        if (note := Note(code, value)) not in self.notes:
            self.notes.append(note)

    def leave_out(self, code: str, value: str = "") -> "Item":
        """The item itself, which is not written, with the reason as its only note."""
        self.outcome, self.notes = "left-out", [Note(code, value)]
        return self

    def make_draft(self) -> None:
        """Hide it from visitors, if its kind has drafts."""
        if self.kind != "venue":
            self.fields["status"] = "draft"


@dataclass(frozen=True, slots=True)
class ImportSource:
    """The items of a source, in their order.

    `picture` finds the file behind an address in the text of an item; `link` gives one of the names
    in `Item.links`, or "" for an address elsewhere. `base` is the address of the old site.
    """

    items: list[Item]
    picture: Callable[[str, Item], MediaFile | None]
    link: Callable[[str, Item], str]
    base: str = ""


def split_url(address: str) -> SplitResult:
    """The parts of an address; of one that cannot be read, a host that is nobody's."""
    try:
        return urlsplit(address)
    except ValueError:  # a host in brackets that is no IPv6 address
        return SplitResult("http", address, "", "", "")


def path_of(address: str) -> str:
    """The path of an address as an alias: `/2019/om-oss/`; "" for what no alias can be."""
    parts = split_url(address)
    path = f"{unquote(parts.path).rstrip('/')}/"
    is_alias = not parts.query and path != "/" and ADDRESS.fullmatch(path)
    return path if is_alias else ""


def only_filled(fields: Mapping[str, Any], order: Iterable[str]) -> dict[str, Any]:
    """The fields that have a value, in an order."""
    return {name: fields[name] for name in order if fields.get(name)}
