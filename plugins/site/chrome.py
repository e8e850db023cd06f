"""What stands around every page: name, menu, footer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plugins.addresses.policy import meta_policy
from plugins.contract.site import Site
from plugins.parts.material import Material
from plugins.parts.sections import SECTIONS, section
from plugins.parts.shapes import Link, Picture
from plugins.wording.texts import our_texts

SHARE_SIZE = (1200, 630)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chrome:
    """`site` in every template.

    `sample` says that all content is an example; `organisation_number` is spaced for reading;
    `assets` gives the addresses of theme files by name (`css/site.css`, `icon.svg`, `logo.svg`);
    `share` is what a page without a picture of its own is shared with; `policy` what it may do.
    """

    name: str
    home: str
    menu: tuple[Link, ...]
    footer: tuple[Link, ...]
    social: tuple[Link, ...]
    partners: tuple[Link, ...]
    address: str
    organisation_number: str
    email: str
    sample: bool
    assets: Mapping[str, str]
    share: Picture
    policy: str


def chrome(material: Material, assets: Mapping[str, str], lang: str) -> Chrome:
    """The chrome of pages in a language."""
    site, root = material.edition.catalog.site, material.plan.root
    number = site.organisation_number or ""
    menu = tuple(_menu(site, material, lang))
    return Chrome(
        name=site.name,
        home=root.link("/"),
        menu=menu,
        footer=tuple(_footer(material, menu, lang)),
        social=tuple(Link(text=one.title, href=one.url) for one in site.social),
        partners=tuple(Link(text=one.name, href=one.url or "") for one in site.partners),
        address=site.address,
        organisation_number=" ".join((number[:3], number[3:6], number[6:])).strip(),
        email=site.email or "",
        sample=bool(site.sample),
        assets=assets,
        share=Picture(
            href=root.url(assets["share.png"].removeprefix(root.path)),
            width=SHARE_SIZE[0],
            height=SHARE_SIZE[1],
            alt=site.name,
        ),
        policy=meta_policy(),
    )


def _menu(site: Site, material: Material, lang: str) -> Iterator[Link]:
    """The menu somebody wrote, else what exists: sections with something in them, then pages."""
    root = material.plan.root
    if site.menu:
        for item in site.menu:
            inside = item.link.startswith("/")
            yield Link(text=item.title, href=root.link(item.link) if inside else item.link)
        return
    filled = {
        "news": material.edition.listed,
        "events": material.edition.catalog.events,
        "networks": material.edition.catalog.networks,
        "years": material.edition.catalog.reviews,
    }
    for kind in SECTIONS:
        if filled[kind]:
            yield from section(kind, material, lang)
    yield from _pages(material)


def _pages(material: Material) -> Iterator[Link]:
    """Pages with a place in the menu, in their order."""
    pages = [page for page in material.edition.catalog.pages if page.menu is not None]
    for page in sorted(pages, key=lambda page: (page.menu, page.ref)):
        if page.ref in material.plan.by_ref:
            yield Link(text=page.title, href=material.plan.link_to(page))


def _footer(material: Material, menu: tuple[Link, ...], lang: str) -> Iterator[Link]:
    """What the menu has no room for, and ways to follow the site."""
    shown = {link.href for link in menu}
    yield from (link for link in _pages(material) if link.href not in shown)
    for kind, text in (("subscribe", "Abonner"), ("feed", "Nyhetsstrøm")):
        if address := material.plan.find(kind):
            yield Link(text=our_texts(lang)(text), href=material.plan.link(address))
