"""What a room hands over: an address, and the function that makes what stands there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


class PageHead(Protocol):
    """What a page says of itself; `lang` is its language."""

    @property
    def lang(self) -> str: ...


class PageView(Protocol):
    """What a template gets as `page`; each room has its own."""

    @property
    def head(self) -> PageHead: ...


@dataclass(frozen=True, slots=True)
class OutputPage:
    """A page to render: `template` shows what `view` makes of `given` and the site data.

    `view` is a pure function of a module: plain values come in `given`, everything else is looked
    up in the site data, its last argument. So the page is the same as long as these are.
    `lastmod` is when its content last changed, None when nobody knows; `indexed` whether the
    sitemap lists it.
    """

    address: str
    template: str
    view: Callable[..., PageView]
    given: tuple[Any, ...] = ()
    lastmod: datetime | None = None
    indexed: bool = True

    def shown(self, site_data: Any) -> PageView:
        """What the template shows."""
        return self.view(*self.given, site_data)


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file that is no page: `make` gives its bytes, from the same arguments as a view."""

    address: str
    make: Callable[..., bytes]
    given: tuple[Any, ...] = ()

    def made(self, site_data: Any) -> bytes:
        """The file's bytes."""
        return self.make(*self.given, site_data)


Output = OutputPage | OutputFile


def path_of(address: str) -> str:
    """The file of an address within the output folder, with forward slashes."""
    return address.removeprefix("/") + ("index.html" if address.endswith("/") else "")
