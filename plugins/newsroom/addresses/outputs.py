"""What a room hands over: an address, and how what stands there is made."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OutputPage:
    """A page to render: `template` shows what `view` makes of `given` and the material.

    `view` is a pure function of a module: plain values come in `given`, all else is looked up in
    the material, its last argument. So the page is the same as long as these are.
    `lastmod` is when what it says last changed, None when nobody knows; `indexed` whether the
    sitemap lists it.
    """

    address: str
    template: str
    view: Callable[..., object]
    given: tuple = ()
    lastmod: datetime | None = None
    indexed: bool = True

    def shown(self, site_data: object) -> object:
        """What the template shows."""
        return self.view(*self.given, site_data)


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file that is no page: `make` gives its bytes, of the same things as a page's view."""

    address: str
    make: Callable[..., bytes]
    given: tuple = ()

    def made(self, site_data: object) -> bytes:
        """The file's bytes."""
        return self.make(*self.given, site_data)


def path_of(address: str) -> str:
    """The file of an address within the output folder, with forward slashes."""
    return address.removeprefix("/") + ("index.html" if address.endswith("/") else "")
