"""Pages at old addresses that lead on, for hosts that cannot."""

from collections.abc import Mapping
from dataclasses import dataclass

from newsroom.addresses.outputs import OutputFile, OutputPage
from newsroom.contract.fields import LANGUAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectHead:
    """What every page says of itself, as much as one that nobody sees has to say."""

    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    """Where to go instead; `canonical` is empty on a site that does not know its address."""

    head: RedirectHead
    href: str
    canonical: str


def redirects(pages: Mapping[str, str]) -> list[OutputPage]:
    """A page for each old address, leading to its new one."""
    return [
        OutputPage(old, "redirect.html", redirect_view, (new,), indexed=False)
        for old, new in pages.items()
    ]


def redirect_view(new: str, site_data: object) -> RedirectView:
    """What a page that leads to the address `new` shows."""
    root = site_data.plan.root
    lang = new.split("/")[1]
    return RedirectView(
        head=RedirectHead(lang=lang if lang in LANGUAGES else "nb"),
        href=root.link(new),
        canonical=root.url(new) if root.siteurl else "",
    )


def copies(files: list[OutputFile], wanted: Mapping[str, str]) -> list[OutputFile]:
    """The files of new addresses once more, under their old ones."""
    by_address = {file.address: file for file in files}
    return [
        OutputFile(old, by_address[new].make, by_address[new].given)
        for old, new in wanted.items()
        if new in by_address
    ]
