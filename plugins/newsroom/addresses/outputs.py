"""What is at each address: the outputs that rooms hand over, and what became of old addresses."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from newsroom.addresses.plan import Spot


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
    sitemap lists the page. In a site of several languages, `edition` is the language whose data the
    view is given.
    """

    address: str
    template: str
    view: Callable[..., PageView]
    given: tuple[Any, ...] = ()
    lastmod: datetime | None = None
    indexed: bool = True
    edition: str = ""

    def shown(self, site_data: Any) -> PageView:
        """The view that the template shows."""
        return self.view(*self.given, in_edition(site_data, self.edition))


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to write: its bytes are `make(*given, site_data)`, pure as the view of a page."""

    address: str
    make: Callable[..., bytes]
    given: tuple[Any, ...] = ()
    edition: str = ""

    def made(self, site_data: Any) -> bytes:
        """The file's bytes."""
        return self.make(*self.given, in_edition(site_data, self.edition))


def in_edition(site_data: Any, lang: str) -> Any:
    """The site data of one language; the whole for ""."""
    return site_data.editions[lang] if lang else site_data


Output = OutputPage | OutputFile


@dataclass(slots=True)
class Moved:
    """The published addresses that no page has any more, each with the address that replaces it.

    `pages` get a page that redirects; `copies` are written again as copies of another file;
    `files` can only be redirected by a host. `gone` answer 410. `emptied` are the calendars and
    feeds of entries without events now: subscribers get an empty calendar or feed. `missing` lead
    nowhere, which is a problem.
    """

    pages: dict[str, str] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    emptied: list[Spot] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def gone_with_and_without_slash(self) -> Iterator[str]:
        """The addresses in `gone`, also without the final slash: no folder there redirects it."""
        for address in sorted(self.gone):
            yield from dict.fromkeys((address, address.removesuffix("/") or address))

    @property
    def redirects(self) -> Mapping[str, str]:
        """Every old address that a host can redirect, and its new address."""
        return dict(sorted({**self.pages, **self.files}.items()))


def path_of(address: str) -> str:
    """The file of an address within the output folder, with forward slashes."""
    return address.removeprefix("/") + ("index.html" if address.endswith("/") else "")
