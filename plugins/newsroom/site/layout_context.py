"""What every page shows around its content: the site's name, menu and footer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsroom.contract.site import Site
from newsroom.hosting.headers import META_POLICY, SEARCH_META_POLICY
from newsroom.parts.brand_tokens import dark_band
from newsroom.parts.links import section
from newsroom.parts.shapes import Link
from newsroom.parts.share_cards import site_card
from newsroom.parts.site_data import SiteData
from newsroom.pictures.markup import Picture
from newsroom.wording.texts import our_texts

LOGO_HEIGHT = 36  # pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderLogo:
    """The site's own logo in the header; it replaces the name when it `is_wide`."""

    src: str
    dark: str
    alt: str
    width: int
    is_wide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IconLink:
    """A `<link>` to the icon; `sizes` is "" for a drawing."""

    rel: str
    href: str
    type: str
    sizes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutContext:
    """`site` in every template.

    `sample` says that all content is an example; `organisation_number` has spaces for reading;
    `assets` has the href of each theme file by name (`css/site.css`, `icon.svg`, `logo.svg`);
    `share` is the share picture of a page without its own; `policy` its content security policy;
    `search` is the href of the search page, and `search_policy` its policy;
    `theme_colours` has the colour of the browser's own bars by scheme, if the site has colours;
    `logo` is the site's own; the URL of a page is put after `feedback`.
    """

    name: str
    home: str
    search: str
    menu: tuple[Link, ...]
    footer: tuple[Link, ...]
    social: tuple[Link, ...]
    partners: tuple[Link, ...]
    address: str
    organisation_number: str
    email: str
    feedback: str
    sample: bool
    assets: Mapping[str, str]
    share: Picture
    policy: str
    search_policy: str
    theme_colours: Mapping[str, str]
    logo: HeaderLogo | None
    icons: tuple[IconLink, ...]


def layout_context(site_data: SiteData, assets: Mapping[str, str], lang: str) -> LayoutContext:
    """The layout context of pages in a language."""
    site, root = site_data.edition.catalog.site, site_data.plan.root
    number = site.organisation_number or ""
    card = site_card(site_data)
    share = root.url(card.address if card else assets["share.png"].removeprefix(root.link("")))
    menu = tuple(_menu(site, site_data, lang))
    return LayoutContext(
        name=site.name,
        home=root.link(site_data.edition.home.address()),
        search=root.link(address) if (address := site_data.plan.find("search")) else "",
        menu=menu,
        footer=tuple(_footer(site_data, menu, lang)),
        social=tuple(Link(text=one.title, href=one.url) for one in site.social),
        partners=tuple(Link(text=one.name, href=one.url or "") for one in site.partners),
        address=site.address,
        organisation_number=" ".join((number[:3], number[3:6], number[6:])).strip(),
        email=site.email or "",
        feedback=_feedback(site),
        sample=bool(site.sample),
        assets=assets,
        share=Picture(href=share, width=1200, height=630, alt=site.name),
        policy=META_POLICY,
        search_policy=SEARCH_META_POLICY,
        theme_colours=_theme_colours(site),
        logo=_logo(site_data),
        icons=tuple(_icons(site_data, assets)),
    )


def _feedback(site: Site) -> str:
    """The address of the form for feedback, to end with the URL of a page; "" without a form."""
    if not site.feedback:
        return ""
    return f"{site.feedback}{'&' if '?' in site.feedback else '?'}side="


def _logo(site_data: SiteData) -> HeaderLogo | None:
    """The logo; a wide one has the name of the site as its text alternative."""
    brand, site, root = site_data.brand, site_data.edition.catalog.site, site_data.plan.root
    if not (site.logo and "logo" in brand):
        return None
    logo, dark = brand["logo"], brand.get("logo-dark")
    return HeaderLogo(
        src=root.link(logo.address),
        dark=root.link(dark.address) if dark else "",
        alt=site.logo.alt or (site.name if logo.is_wide else ""),
        width=round(LOGO_HEIGHT * logo.width / logo.height) or 1,
        is_wide=logo.is_wide,
    )


def _icons(site_data: SiteData, assets: Mapping[str, str]) -> Iterator[IconLink]:
    """The links to the site's own icon, else to the theme's."""
    icons = {n: file for n, file in site_data.brand.items() if n.startswith(("icon", "touch"))}
    for name, file in icons.items():
        rel = "apple-touch-icon" if name == "touch" else "icon"
        sizes = "" if file.is_drawing else f"{file.width:g}x{file.height:g}"
        href = site_data.plan.root.link(file.address)
        yield IconLink(rel=rel, href=href, type=file.media_type, sizes=sizes)
    if not icons:
        yield IconLink(rel="icon", href=assets["icon.svg"], type="image/svg+xml")


def _theme_colours(site: Site) -> Mapping[str, str]:
    return {"light": site.colours.brand, "dark": dark_band(site.colours)} if site.colours else {}


def _menu(site: Site, site_data: SiteData, lang: str) -> Iterator[Link]:
    """The menu in site.yaml; without one, the sections that are not empty, then pages."""
    for item in site.menu:
        yield Link(text=item.title, href=site_data.plan.root.href(item.link))
    if not site.menu:
        for kind in site_data.plan.menu:
            yield from section(kind, site_data, lang)
        yield from _pages(site_data)


def _pages(site_data: SiteData) -> Iterator[Link]:
    """Pages with a number in the menu, in that order."""
    pages = [page for page in site_data.edition.catalog.pages if page.menu is not None]
    for page in sorted(pages, key=lambda page: (page.menu, page.ref)):
        if page.ref in site_data.plan.by_ref:
            yield Link(text=page.title, href=site_data.plan.link_to(page))


def _footer(site_data: SiteData, menu: tuple[Link, ...], lang: str) -> Iterator[Link]:
    """Pages that the menu does not show, and ways to follow the site."""
    shown = {link.href for link in menu}
    yield from (link for link in _pages(site_data) if link.href not in shown)
    ways = {"subscribe": "Abonner", "newsletters": "Nyhetsbrev", "feed": "Nyhetsstrøm"}
    for kind, text in ways.items():
        if address := site_data.plan.find(kind):
            yield Link(text=our_texts(lang)(text), href=site_data.plan.link(address))
    if email := site_data.edition.catalog.site.email_list:
        yield Link(text=our_texts(lang)("Nyheter på e-post"), href=email)
