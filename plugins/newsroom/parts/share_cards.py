"""The content of share cards (1200 × 630 pixels), which the plugin `cards` draws as PNG.

The name of the file is a hash of the content, so that pages know its address before it is drawn.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import __version__

from newsroom.contract.image import Image
from newsroom.contract.moment import Moment
from newsroom.parts.figures import variants
from newsroom.parts.site_data import SiteData
from newsroom.pictures.brand_files import BrandFile
from newsroom.wording import dates

KIND = "share-card"  # the kind in the generator's `makes`
SIZE = (1200, 630)
LAYOUT = 3  # increase it when the drawing changes


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a card, as #rrggbb."""

    ink: str
    paper: str
    band: str
    on_band: str
    edge: str


@dataclass(frozen=True, slots=True)
class ShareCard:
    """The content of a card; `day` is drawn large, with `month` below it, or else `figures`.

    `logo` is the address of the site's logo, "" for none.
    """

    day: str
    month: str
    title: str
    facts: str
    status: str
    site: str
    colours: Colours
    figures: tuple[str, ...] = ()
    logo: str = ""

    @property
    def address(self) -> str:
        return _address(self)

    @property
    def alt(self) -> str:
        """The alternative text."""
        parts = (
            self.status,
            self.title,
            f"{self.day} {self.month}".strip(),
            self.facts,
            *self.figures,
        )
        return ". ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class SiteCard:
    """The card of pages without one of their own: the name, and the logo or icon as a file."""

    site: str
    colours: Colours
    picture: bytes

    @property
    def address(self) -> str:
        return _address(self)


def _address(card: ShareCard | SiteCard) -> str:
    """The address has a hash of the content, the layout and the version of Pillow."""
    inputs = repr((card, LAYOUT, __version__))
    return f"/bilder/kort/{hashlib.sha256(inputs.encode()).hexdigest()[:20]}.png"


def site_card(site_data: SiteData) -> SiteCard | None:
    """The card of the site; None without own colours, logo and icon, or a plugin that draws it."""
    theme, brand, site = site_data.colours, site_data.brand, site_data.edition.catalog.site
    if not theme or not (site.colours or brand):
        return None
    logo = brand_picture(site_data)
    return SiteCard(site.name, _colours(theme), logo.picture if logo else b"")


def brand_picture(site_data: SiteData) -> BrandFile | None:
    """The logo of the site, or else its icon; None when neither can be drawn."""
    files = (site_data.brand.get(name) for name in ("logo", "icon-512"))
    return next((file for file in files if file and file.picture), None)


def _colours(theme: Mapping[str, str], edge: str = "edge") -> Colours:
    edge = theme.get(edge, theme["edge"])
    return Colours(theme["ink"], theme["paper"], theme["band"], theme["on-band"], edge)


def is_shared(image: Image | None, site_data: SiteData) -> bool:
    """Whether a picture is wide enough to be shared itself, instead of a card."""
    copies = variants(image, site_data)
    return bool(copies and copies.by_slot.get("share"))


def date_of(moment: Moment, lang: str) -> tuple[str, str]:
    """The day of the month, and the weekday, month and year, for a card."""
    return str(moment.day.day), f"{dates.short_month(moment.day, lang)} {moment.day.year}"


def share_card(
    site_data: SiteData,
    day: str,
    month: str,
    title: str,
    facts: str,
    colour: str = "",
    status: str = "",
    figures: tuple[str, ...] = (),
) -> ShareCard | None:
    """The card of a page; None when no plugin draws cards. `colour` is a name of the palette."""
    theme = site_data.colours
    if not theme:
        return None
    colours = _colours(theme, f"colour-{colour}")
    site = site_data.edition.catalog.site.name
    logo = brand_picture(site_data)
    address = logo.address if logo else ""
    return ShareCard(day, month, title, facts, status, site, colours, figures, address)
