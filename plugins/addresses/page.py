"""What a room hands over: an address, and what stands there."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Page:
    """A page to render: `template` shows `view`, and nothing else.

    `lastmod` is when what it says last changed, None when nobody knows; `indexed` whether the
    sitemap lists it.
    """

    address: str
    template: str
    view: object
    lastmod: datetime | None = None
    indexed: bool = True


@dataclass(frozen=True, slots=True)
class File:
    """A file to write as it is."""

    address: str
    data: bytes


def path_of(address: str) -> str:
    """The file of an address within the output folder, with forward slashes."""
    return address.removeprefix("/") + ("index.html" if address.endswith("/") else "")
