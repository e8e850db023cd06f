"""The outputs that rooms hand over: an address, and the function that makes its content."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


class PageHead(Protocol):
    """The head of a page; `lang` is the language of the page."""

    @property
    def lang(self) -> str: ...


class PageView(Protocol):
    """The variable `page` of a template; each room has its own view classes."""

    @property
    def head(self) -> PageHead: ...


@dataclass(frozen=True, slots=True)
class OutputPage:
    """A page to render: `template` with the result of `view(*given, site_data)`.

    `view` is a pure function at the top of a module: its arguments are the plain values in `given`,
    and the site data, in which it looks up everything else. So equal inputs give an equal page.
    `lastmod` is when the content last changed, None when unknown; `indexed` tells whether the
    sitemap lists the page.
    """

    address: str
    template: str
    view: Callable[..., PageView]
    given: tuple[Any, ...] = ()
    lastmod: datetime | None = None
    indexed: bool = True

    def shown(self, site_data: Any) -> PageView:
        """The view that the template shows."""
        return self.view(*self.given, site_data)


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to write: its bytes are `make(*given, site_data)`, pure as the view of a page."""

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
