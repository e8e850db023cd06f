"""Redirect pages at old addresses, for hosts that cannot send a redirect themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

from newsroom.addresses.outputs import OutputFile, OutputPage
from newsroom.addresses.urls import Root
from newsroom.contract.fields import LANGUAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectHead:
    """The part of every page's head that a redirect page needs too."""

    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    """Where the page leads; `canonical` is "" when SITEURL is not set."""

    head: RedirectHead
    href: str
    canonical: str


def redirects(pages: Mapping[str, str], root: Root) -> list[OutputPage]:
    """A redirect page for each old address; `pages` has the new ones by the old."""
    return [
        OutputPage(old, "redirect.html", redirect_view, (new, root), indexed=False)
        for old, new in pages.items()
    ]


def redirect_view(new: str, root: Root, _site_data: object) -> RedirectView:
    """What the template shows on a page that leads to the address `new`."""
    lang = new.split("/")[1]
    return RedirectView(
        head=RedirectHead(lang=lang if lang in LANGUAGES else "nb"),
        href=root.link(new),
        canonical=root.url(new) if root.siteurl else "",
    )


def copies(files: list[OutputFile], targets: Mapping[str, str]) -> list[OutputFile]:
    """The files of the new addresses once more, under the old ones; `targets` is new by old."""
    by_address = {file.address: file for file in files}
    return [
        OutputFile(old, by_address[new].make, by_address[new].given)
        for old, new in targets.items()
        if new in by_address
    ]
